/**
 * A document's plain value → the resources in it, each with the path of its root: a List holds several. Which family a
 * kind belongs to is decided here and nowhere else.
 */
import type { FileId } from "../value/file.ts";
import { baseName, pathOf } from "../value/file.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { isWithin, type Path } from "../value/path.ts";
import { textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Scalar, type Value } from "../value/value.ts";
import { endpointsFacts } from "./endpoints.ts";
import { docId, groupOf, type Identity } from "./identity.ts";
import { ingressFacts } from "./ingress.ts";
import { kustomizationFacts } from "./kustomization.ts";
import { labelMapOf, noLabels } from "./labels.ts";
import type { Resource, SpecFacts } from "./resource.ts";
import { serviceFacts } from "./service.ts";
import { workloadFacts } from "./workload.ts";

/** A resource and where in its document it begins: the empty path, or `items[3]` of a List. */
export interface Placed {
  readonly resource: Resource;
  readonly root: Path;
}

export function resourcesIn(
  file: FileId,
  value: Value | undefined,
  duplicateKeys: readonly Path[],
): readonly Placed[] {
  if (value?.type !== "mapping") return [];
  return rootsOf(value, []).flatMap(({ value: each, root }) => {
    const own = duplicateKeys.filter((path) => isWithin(path, root)).map((path) => path.slice(root.length));
    const resource = toResource(file, each, own);
    return resource ? [{ resource, root }] : [];
  });
}

/** A List's members, Lists inside Lists included; anything else is its own only root. */
function rootsOf(value: Value, root: Path): readonly { readonly value: Value; readonly root: Path }[] {
  const kind = valueOf(textOf(member(value, "kind"))) ?? "";
  const items = member(value, "items");
  if (!kind.endsWith("List") || items?.type !== "sequence" || root.length > 8) return [{ value, root }];
  return itemsOf(items).flatMap((item, index) => rootsOf(item, [...root, "items", index]));
}

const KUSTOMIZATION_FILES = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

function toResource(file: FileId, root: Value, duplicateKeys: readonly Path[]): Resource | undefined {
  const named = KUSTOMIZATION_FILES.has(baseName(pathOf(file)));
  const identity = identityIn(root, named);
  if (identity.kind === "" || identity.apiVersion === "") return undefined;
  const metadata = member(root, "metadata");
  const name = textOf(member(metadata, "name"));
  const labels = labelMapOf(member(metadata, "labels"));
  return {
    id: docId(file, identity, 0),
    file,
    identity,
    name,
    namespace: textOf(member(metadata, "namespace")),
    labels,
    annotations: labelMapOf(member(metadata, "annotations")),
    observed: isObserved(root),
    spec: specOf(root, identity),
    duplicateKeys,
  };
}

function identityIn(root: Value, isKustomization: boolean): Identity {
  const text = (...path: readonly string[]) => {
    const value = memberAt(root, ...path);
    return value?.type === "scalar" ? textOf(value) && rawText(value) : undefined;
  };
  const apiVersion = text("apiVersion") ?? (isKustomization ? "kustomize.config.k8s.io/v1beta1" : "");
  const kind = text("kind") ?? (isKustomization ? "Kustomization" : "");
  return {
    apiVersion,
    kind,
    namespace: text("metadata", "namespace") ?? "",
    name: text("metadata", "name") ?? "",
  };
}

function rawText(value: Scalar): string {
  return value.raw.replaceAll("\u0001", "");
}

/** What only an API server writes: then the object was dumped from a cluster. */
function isObserved(root: Value): boolean {
  const written = ["uid", "resourceVersion"].some((key) => isKnown(textOf(memberAt(root, "metadata", key))));
  const status = member(root, "status");
  return written || (status?.type === "mapping" && status.entries.length > 0);
}

function specOf(root: Value, identity: Identity): SpecFacts {
  const group = groupOf(identity.apiVersion);
  const metadata = member(root, "metadata");
  const name = textOf(member(metadata, "name"));
  switch (identity.kind) {
    case "Service":
      if (group === "") return serviceFacts(root);
      break;
    case "Ingress":
      if (group === "networking.k8s.io" || group === "extensions") return ingressFacts(root);
      break;
    case "Endpoints":
    case "EndpointSlice":
      return endpointsFacts(identity.kind, name, labelMapOf(member(metadata, "labels")));
    case "Namespace":
      return { family: "namespace" };
    case "Kustomization":
    case "Component":
      if (group === "kustomize.config.k8s.io") return kustomizationFacts(root);
      break;
    default:
  }
  return workloadOf(root, identity) ?? { family: "other" };
}

/** A pod template is a mapping that holds a pod's spec; other kinds have a `spec.template` that makes no pods. */
function workloadOf(root: Value, identity: Identity): SpecFacts | undefined {
  const facts = workloadFacts(root, identity.kind, textOf(memberAt(root, "metadata", "name")));
  if (!facts) return undefined;
  return identity.kind === "Pod" || facts.containers.length > 0 || facts.open ? facts : undefined;
}

/** A document of which only the lines were looked at. */
export function outlined(file: FileId, identity: Identity, spec: SpecFacts): Resource {
  return {
    id: docId(file, identity, 0),
    file,
    identity,
    name: textOf({ type: "scalar", raw: identity.name, style: "double" }),
    namespace:
      identity.namespace === ""
        ? undefined
        : textOf({ type: "scalar", raw: identity.namespace, style: "double" }),
    labels: noLabels,
    annotations: noLabels,
    observed: false,
    spec,
    duplicateKeys: [],
  };
}

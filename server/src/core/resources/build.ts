/**
 * A document's plain value → the resources in it, each with the path of its root: a List holds several. Which family a
 * kind belongs to is decided here and nowhere else.
 */
import type { FileId } from "../value/file.ts";
import { baseName, pathOf } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { isWithin, type Path } from "../value/path.ts";
import { textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Scalar, type Value } from "../value/value.ts";
import { endpointsFacts } from "./endpoints.ts";
import { gatewayFacts, istioGatewayFacts } from "./gateway.ts";
import { grantFacts } from "./grant.ts";
import { type DocId, docId, fileOf, groupOf, type Identity } from "./identity.ts";
import { ingressFacts, ingressReferences } from "./ingress.ts";
import { kustomizationFacts } from "./kustomization.ts";
import { labelMapOf, noLabels } from "./labels.ts";
import { monitorFacts } from "./monitor.ts";
import { networkPolicyFacts } from "./networkPolicy.ts";
import { isObserved, observationOf } from "./observation.ts";
import type { ServiceReference } from "./reference.ts";
import { apiServiceReferences, conversionReferences, webhookReferences } from "./references/apiExtensions.ts";
import { openShiftReferences, rolloutReferences, serviceListReferences } from "./references/controllers.ts";
import { routeReferences } from "./references/gateway.ts";
import { destinationRuleReferences, virtualServiceReferences } from "./references/istio.ts";
import type { Resource, SpecFacts } from "./resource.ts";
import { controllerRouteFacts, gatewayRouteFacts, virtualServiceFacts } from "./route.ts";
import { serviceFacts } from "./service.ts";
import { serviceEntryFacts } from "./serviceEntry.ts";
import { configTexts, podTexts, type Text } from "./texts.ts";
import { podPathOf, workloadFacts } from "./workload.ts";

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
  const observed = isObserved(root);
  return {
    id: docId(file, identity, 0),
    file,
    identity,
    name,
    namespace: textOf(member(metadata, "namespace")),
    labels,
    annotations: labelMapOf(member(metadata, "annotations")),
    observed,
    ...(observed && { observation: observationOf(root, identity) }),
    spec: specOf(root, identity),
    references: referencesIn(root, identity),
    texts: textsIn(root, identity),
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
      if (group !== (identity.kind === "Endpoints" ? "" : "discovery.k8s.io")) break;
      return endpointsFacts(root, identity.kind, name, labelMapOf(member(metadata, "labels")));
    case "Namespace":
      return { family: "namespace" };
    case "NetworkPolicy":
      if (group === "networking.k8s.io") return networkPolicyFacts(root);
      break;
    case "ServiceMonitor":
    case "PodMonitor":
      if (group === "monitoring.coreos.com") return monitorFacts(root, identity.kind);
      break;
    case "ReferenceGrant":
      if (group === "gateway.networking.k8s.io") return grantFacts(root);
      break;
    case "ServiceEntry":
      if (group === "networking.istio.io") return serviceEntryFacts(root);
      break;
    case "Kustomization":
    case "Component":
      if (group === "kustomize.config.k8s.io") return kustomizationFacts(root);
      break;
    default:
  }
  return routingOf(root, identity) ?? workloadOf(root, identity) ?? { family: "other" };
}

/** Gateways, and what sends their requests on. */
function routingOf(root: Value, { apiVersion, kind }: Identity): SpecFacts | undefined {
  switch (`${groupOf(apiVersion)}/${kind}`) {
    case "gateway.networking.k8s.io/Gateway":
      return gatewayFacts(root);
    case "networking.istio.io/Gateway":
      return istioGatewayFacts(root);
    case "gateway.networking.k8s.io/HTTPRoute":
    case "gateway.networking.k8s.io/GRPCRoute":
    case "gateway.networking.k8s.io/TCPRoute":
    case "gateway.networking.k8s.io/TLSRoute":
    case "gateway.networking.k8s.io/UDPRoute":
      return gatewayRouteFacts(root);
    case "networking.istio.io/VirtualService":
      return virtualServiceFacts(root);
    case "traefik.io/IngressRoute":
    case "traefik.io/IngressRouteTCP":
    case "traefik.io/IngressRouteUDP":
    case "traefik.containo.us/IngressRoute":
    case "traefik.containo.us/IngressRouteTCP":
    case "traefik.containo.us/IngressRouteUDP":
    case "projectcontour.io/HTTPProxy":
    case "route.openshift.io/Route":
      return controllerRouteFacts(root);
    default:
      return undefined;
  }
}

/** The kinds that name Services, by group; a kind without a group of its own is left out. */
function referencesIn(root: Value, { apiVersion, kind }: Identity): readonly ServiceReference[] {
  switch (`${groupOf(apiVersion)}/${kind}`) {
    case "networking.k8s.io/Ingress":
    case "extensions/Ingress":
      return ingressReferences(root);
    case "gateway.networking.k8s.io/HTTPRoute":
    case "gateway.networking.k8s.io/GRPCRoute":
    case "gateway.networking.k8s.io/TCPRoute":
    case "gateway.networking.k8s.io/TLSRoute":
    case "gateway.networking.k8s.io/UDPRoute":
      return routeReferences(root);
    case "traefik.io/IngressRoute":
    case "traefik.io/IngressRouteTCP":
    case "traefik.io/IngressRouteUDP":
    case "traefik.containo.us/IngressRoute":
    case "traefik.containo.us/IngressRouteTCP":
    case "traefik.containo.us/IngressRouteUDP":
    case "projectcontour.io/HTTPProxy":
      return serviceListReferences(root);
    case "route.openshift.io/Route":
      return openShiftReferences(root);
    case "argoproj.io/Rollout":
      return rolloutReferences(root);
    case "networking.istio.io/VirtualService":
      return virtualServiceReferences(root);
    case "networking.istio.io/DestinationRule":
      return destinationRuleReferences(root);
    case "apiregistration.k8s.io/APIService":
      return apiServiceReferences(root);
    case "admissionregistration.k8s.io/ValidatingWebhookConfiguration":
    case "admissionregistration.k8s.io/MutatingWebhookConfiguration":
      return webhookReferences(root);
    case "apiextensions.k8s.io/CustomResourceDefinition":
      return conversionReferences(root);
    default:
      return [];
  }
}

function textsIn(root: Value, { apiVersion, kind }: Identity): readonly Text[] {
  if (groupOf(apiVersion) === "" && kind === "ConfigMap") return configTexts(root);
  const podPath = podPathOf(kind);
  return podTexts(memberAt(root, ...podPath.map(String), "spec"), podPath);
}

/** A pod template is a mapping that holds a pod's spec; other kinds have a `spec.template` that makes no pods. */
function workloadOf(root: Value, identity: Identity): SpecFacts | undefined {
  const facts = workloadFacts(root, identity.kind, textOf(memberAt(root, "metadata", "name")));
  if (!facts) return undefined;
  return identity.kind === "Pod" || facts.containers.length > 0 || facts.open ? facts : undefined;
}

/** An object that no document holds as it is: what a kustomization builds, under the id of its member. */
export function resourceOfValue(id: DocId, value: Value): Resource | undefined {
  const resource = toResource(fileOf(id), value, []);
  return resource && { ...resource, id };
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
    references: [],
    texts: [],
    duplicateKeys: [],
  };
}

/** What a reference names, before anything is looked up: the Service's name, and the namespace to look in. */
import { keyOf, type Reader } from "../query/query.ts";
import type { LabelMap } from "../resources/labels.ts";
import type { ServiceReference } from "../resources/reference.ts";
import type { Resource } from "../resources/resource.ts";
import { isClusterScoped } from "../units/kinds.ts";
import { clusterIn, namespaceIn } from "../units/queries.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { isKnown, known, valueOf } from "../value/known.ts";
import { isMeshEntry } from "./meshEntries.ts";

export interface Wanted {
  readonly name: string;
  readonly namespace: UnitNamespace;
  /** The reference says the namespace itself. */
  readonly isWritten: boolean;
  /** It is meant so, but not written so that it could be found: `reviews.prod` for a mesh. */
  readonly isMisread?: true;
}

/** Undefined for what names no Service, or for what cannot be known. */
export function wantedBy(
  db: Reader,
  unit: UnitId,
  from: Resource,
  reference: ServiceReference,
): Wanted | undefined {
  const name = valueOf(reference.service);
  if (name === undefined || isInvented(name, reference, from.annotations)) return undefined;
  const own = db.get(namespaceIn, keyOf(unit, from.id));
  if (reference.grammar === "host") {
    const { domain } = clusterIn(db, unit, from.id);
    return isMeshEntry(db, unit, name) ? undefined : meshHost(name, domain, own);
  }
  if (reference.namespace === undefined) {
    // Objects without a namespace have to write one.
    return isClusterScoped({ group: "", kind: from.identity.kind })
      ? undefined
      : { name, namespace: own, isWritten: false };
  }
  const namespace = { value: reference.namespace, assumed: false };
  if (!isKnown(namespace.value) || isStandIn(name, namespace.value.value)) return undefined;
  return { name, namespace, isWritten: true };
}

/** Every cluster has `kubernetes`; kubebuilder writes `system` for the namespace that kustomize is to put in. */
function isStandIn(name: string, namespace: string): boolean {
  return namespace === "system" || (name === "kubernetes" && namespace === "default");
}

/**
 * Controllers give meaning to backends that name no Service: `use-annotation` and `actions.<name>` (AWS), GKE's and
 * ingress-nginx's own default backend, `api@internal` (Traefik).
 */
function isInvented(name: string, reference: ServiceReference, annotations: LabelMap): boolean {
  if (valueOf(reference.port) === "use-annotation") return true;
  if (name === "ssl-redirect" || name === "default-http-backend" || name.includes("@")) return true;
  return annotations.pairs.some(({ key }) => key.endsWith(`ingress.kubernetes.io/actions.${name}`));
}

/**
 * A host as Istio reads it: one without dots is a Service of the rule's own namespace, any other a full name, taken as it
 * stands (networking.istio.io Destination.host).
 */
function meshHost(host: string, domain: string, own: UnitNamespace): Wanted | undefined {
  if (host.includes("*")) return undefined;
  if (!host.includes(".")) return { name: host, namespace: own, isWritten: false };
  const suffix = `.svc.${domain}`;
  const isFull = host.endsWith(suffix);
  // `reviews.prod` and `reviews.prod.svc` are what a pod could dial, but no names that a mesh has.
  const [name, namespace, ...rest] = (
    isFull ? host.slice(0, -suffix.length) : host.replace(/\.svc$/, "")
  ).split(".");
  if (name === undefined || namespace === undefined || rest.length > 0) return undefined;
  const wanted = { name, namespace: { value: known(namespace), assumed: false }, isWritten: true };
  return isFull ? wanted : { ...wanted, isMisread: true };
}

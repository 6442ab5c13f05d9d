/** What kustomize calls an object: by group, version, kind, name and effective namespace, now and before. */
import { groupOf, type Identity } from "../../../resources/identity.ts";
import { memberAt } from "../../../value/value.ts";
import type { BuiltObject } from "./object.ts";
import { rawOf, text, withEntry } from "./values.ts";

/** Parts left out match anything. */
export interface Gvk {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}

export function currentId({ value }: Pick<BuiltObject, "value">): Identity {
  return {
    apiVersion: rawOf(memberAt(value, "apiVersion")),
    kind: rawOf(memberAt(value, "kind")),
    namespace: rawOf(memberAt(value, "metadata", "namespace")),
    name: rawOf(memberAt(value, "metadata", "name")),
  };
}

/** Earlier names, oldest first. Kustomize remembers kinds, names and namespaces, and reads the apiVersion as it is now. */
export function previousIds(object: BuiltObject): readonly Identity[] {
  if (object.previous.length === 0) return object.previous;
  const apiVersion = rawOf(memberAt(object.value, "apiVersion"));
  return object.previous.map((each) => ({ ...each, apiVersion }));
}

export function originalId(object: BuiltObject): Identity {
  return previousIds(object)[0] ?? currentId(object);
}

/** All that an object was and is called. */
export function anyIds(object: BuiltObject): readonly Identity[] {
  return [...previousIds(object), currentId(object)];
}

/** The object as it is before it is given another name, namespace or kind. */
export function remembered(object: BuiltObject): BuiltObject {
  return { ...object, previous: [...object.previous, currentId(object)] };
}

export function renamed(object: BuiltObject, name: string): BuiltObject {
  const metadata = memberAt(object.value, "metadata");
  if (metadata?.type !== "mapping") return object;
  const value = withEntry(object.value, "metadata", withEntry(metadata, "name", text(name)));
  return { ...object, value };
}

export function isSelected({ apiVersion, kind }: Pick<Identity, "apiVersion" | "kind">, gvk: Gvk): boolean {
  if (gvk.kind && gvk.kind !== kind) return false;
  if (gvk.group && gvk.group !== groupOf(apiVersion)) return false;
  return !gvk.version || gvk.version === apiVersion.slice(apiVersion.indexOf("/") + 1);
}

export function sameId(a: Identity, b: Identity): boolean {
  return a.name === b.name && a.kind === b.kind && a.apiVersion === b.apiVersion && sameNamespace(a, b);
}

export function sameNamespace(a: Identity, b: Identity): boolean {
  return effectiveNamespace(a) === effectiveNamespace(b);
}

const NO_NAMESPACE = "_non_namespaceable_";

/** No namespace is `default`, and a cluster-scoped object is in none whatever it says. */
export function effectiveNamespace(id: Identity): string {
  if (isClusterScopedId(id)) return NO_NAMESPACE;
  return id.namespace === "" ? "default" : id.namespace;
}

/** `Deployment web`, with its namespace where one is written. */
export function inWords({ kind, namespace, name }: Identity): string {
  return namespace === "" ? `${kind} ${name}` : `${kind} ${name} in namespace ${namespace}`;
}

/**
 * Kinds that kustomize 5 knows to have no namespace, by group and version: those of the Kubernetes 1.21 API. Every other kind
 * is given a namespace, as kustomize does, even where the cluster knows better.
 */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  v1: ["ComponentStatus", "Namespace", "Node", "NodeProxyOptions", "PersistentVolume"],
  "admissionregistration.k8s.io/v1": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
  "admissionregistration.k8s.io/v1beta1": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
  "apiextensions.k8s.io/v1": ["CustomResourceDefinition"],
  "apiextensions.k8s.io/v1beta1": ["CustomResourceDefinition"],
  "apiregistration.k8s.io/v1": ["APIService"],
  "apiregistration.k8s.io/v1beta1": ["APIService"],
  "certificates.k8s.io/v1": ["CertificateSigningRequest"],
  "certificates.k8s.io/v1beta1": ["CertificateSigningRequest"],
  "flowcontrol.apiserver.k8s.io/v1beta1": ["FlowSchema", "PriorityLevelConfiguration"],
  "networking.k8s.io/v1": ["IngressClass"],
  "networking.k8s.io/v1beta1": ["IngressClass"],
  "node.k8s.io/v1": ["RuntimeClass"],
  "node.k8s.io/v1beta1": ["RuntimeClass"],
  "policy/v1beta1": ["PodSecurityPolicy"],
  "rbac.authorization.k8s.io/v1": ["ClusterRole", "ClusterRoleBinding"],
  "rbac.authorization.k8s.io/v1beta1": ["ClusterRole", "ClusterRoleBinding"],
  "scheduling.k8s.io/v1": ["PriorityClass"],
  "scheduling.k8s.io/v1beta1": ["PriorityClass"],
  "storage.k8s.io/v1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
  "storage.k8s.io/v1beta1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
};

export function isClusterScopedId({ apiVersion, kind }: Pick<Identity, "apiVersion" | "kind">): boolean {
  return CLUSTER_SCOPED[apiVersion]?.includes(kind) ?? false;
}

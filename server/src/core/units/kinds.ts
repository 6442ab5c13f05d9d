/** What the division into worlds must know of kinds. */
import type { Identified } from "./identities.ts";

type Kind = Pick<Identified, "group" | "kind">;

/** Kinds without a namespace, those of common add-ons among them. */
const CLUSTER_SCOPED = new Set([
  ...[
    "Namespace",
    "Node",
    "PersistentVolume",
    "ClusterRole",
    "ClusterRoleBinding",
    "StorageClass",
    "CSIDriver",
  ],
  ...["CSINode", "VolumeAttachment", "VolumeAttributesClass", "IngressClass", "ServiceCIDR", "IPAddress"],
  ...["GatewayClass", "PriorityClass", "RuntimeClass", "CustomResourceDefinition", "APIService"],
  ...["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy"],
  ...["ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
  ...["CertificateSigningRequest", "ClusterTrustBundle", "FlowSchema", "PriorityLevelConfiguration"],
  ...["PodSecurityPolicy", "DeviceClass", "ResourceSlice", "ClusterIssuer", "ClusterSecretStore"],
  ...["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"],
  ...["CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "ClusterPolicy"],
]);

/** Whatever is not known to have no namespace is taken to have one, as kustomize does. */
export function isClusterScoped({ kind }: Kind): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** Kinds that make pods, for documents of which no more than the kind could be read. */
const POD_MAKERS = new Set([
  ...[
    "Pod",
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
    "DaemonSet",
    "ReplicationController",
    "Job",
    "CronJob",
  ],
]);

export function isWorkload({ family, kind }: Pick<Identified, "family" | "kind">): boolean {
  return family === "workload" || (family === "opaque" && POD_MAKERS.has(kind));
}

const NETWORKED_FAMILIES: ReadonlySet<Identified["family"]> = new Set([
  ...(["service", "workload", "ingress", "endpoints"] as const),
]);

const NETWORKED_KINDS = new Set(["Service", "Ingress", "Endpoints", "EndpointSlice", ...POD_MAKERS]);

/**
 * Whether two of it would meet in Service networking. Objects beside that (namespaces, configuration, policies such as a
 * `default-deny` in every folder) can be in one world twice and harm nobody.
 */
export function isNetworked({ family, kind }: Pick<Identified, "family" | "kind">): boolean {
  return family === "opaque" ? NETWORKED_KINDS.has(kind) : NETWORKED_FAMILIES.has(family);
}

/** Objects that make a controller install other objects, which no file here shows; by group. */
const DELIVERY: Readonly<Record<string, readonly string[]>> = {
  "helm.toolkit.fluxcd.io": ["HelmRelease"],
  "kustomize.toolkit.fluxcd.io": ["Kustomization"],
  "fluxcd.controlplane.io": ["ResourceSet", "FluxInstance"],
  "helm.cattle.io": ["HelmChart"],
  "fleet.cattle.io": ["Bundle", "GitRepo"],
  "argoproj.io": ["Application", "ApplicationSet"],
  "kappctrl.k14s.io": ["App", "PackageInstall"],
};

export function isDelivery({ group, kind }: Kind): boolean {
  return DELIVERY[group]?.includes(kind) ?? false;
}

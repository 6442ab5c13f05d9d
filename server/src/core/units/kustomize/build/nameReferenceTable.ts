/** The fields in which objects name each other, as kustomize 5 knows them. Gateway routes are not among them. */
import { type FieldSpec, stepsOf } from "./fieldSpec.ts";
import type { Gvk } from "./identity.ts";

/** Objects of a kind, and the fields of others that hold their names. */
export interface NameReference {
  readonly target: Gvk;
  readonly referrers: readonly FieldSpec[];
}

function at(path: string, kind: string, more: Gvk = {}): FieldSpec {
  return { ...more, kind, path, create: false, steps: stepsOf(path) };
}

/** Kinds with a pod in them, and where its spec is. */
const POD_SPECS: Readonly<Record<string, string>> = {
  Pod: "spec",
  PodTemplate: "template/spec",
  Deployment: "spec/template/spec",
  ReplicaSet: "spec/template/spec",
  DaemonSet: "spec/template/spec",
  StatefulSet: "spec/template/spec",
  Job: "spec/template/spec",
  CronJob: "spec/jobTemplate/spec/template/spec",
  ReplicationController: "spec/template/spec",
};

const CONFIG_READERS = [
  ...["Pod", "PodTemplate", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob"],
];
const POD_OWNERS = [
  ...["Pod", "StatefulSet", "Deployment", "ReplicationController", "CronJob", "Job", "DaemonSet"],
];

function inPods(kinds: readonly string[], paths: readonly string[]): readonly FieldSpec[] {
  return kinds.flatMap((kind) => paths.map((path) => at(`${POD_SPECS[kind] ?? "spec"}/${path}`, kind)));
}

const RBAC = { group: "rbac.authorization.k8s.io" };
const ADMISSION = { group: "admissionregistration.k8s.io" };

const scaled = (kind: string): NameReference => ({
  target: { kind },
  referrers: [at("spec/scaleTargetRef/name", "HorizontalPodAutoscaler")],
});

const ROLES = [at("rules/resourceNames", "Role"), at("rules/resourceNames", "ClusterRole")];

const configMap: NameReference = {
  target: { kind: "ConfigMap", version: "v1" },
  referrers: [
    ...inPods(CONFIG_READERS, [
      "volumes/configMap/name",
      "containers/env/valueFrom/configMapKeyRef/name",
      "initContainers/env/valueFrom/configMapKeyRef/name",
      "containers/envFrom/configMapRef/name",
      "initContainers/envFrom/configMapRef/name",
      "volumes/projected/sources/configMap/name",
    ]),
    at("spec/configSource/configMap", "Node"),
    ...ROLES,
    at("metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap", "Ingress"),
  ],
};

const secret: NameReference = {
  target: { kind: "Secret", version: "v1" },
  referrers: [
    ...inPods(CONFIG_READERS, [
      "volumes/secret/secretName",
      "containers/env/valueFrom/secretKeyRef/name",
      "initContainers/env/valueFrom/secretKeyRef/name",
      "containers/envFrom/secretRef/name",
      "initContainers/envFrom/secretRef/name",
      "imagePullSecrets/name",
      "volumes/projected/sources/secret/name",
    ]),
    at("spec/tls/secretName", "Ingress"),
    at("metadata/annotations/ingress.kubernetes.io\\/auth-secret", "Ingress"),
    at("metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret", "Ingress"),
    at("metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret", "Ingress"),
    at("imagePullSecrets/name", "ServiceAccount"),
    ...["secretName", "adminSecretName", "userSecretName", "secretRef"].map((key) =>
      at(`parameters/${key}`, "StorageClass"),
    ),
    ...ROLES,
    at("spec/template/spec/containers/env/valueFrom/secretKeyRef/name", "Service", {
      group: "serving.knative.dev",
      version: "v1",
    }),
    at("spec/azureFile/secretName", "PersistentVolume"),
  ],
};

const service: NameReference = {
  target: { kind: "Service", version: "v1" },
  referrers: [
    at("spec/serviceName", "StatefulSet", { group: "apps" }),
    at("spec/rules/http/paths/backend/serviceName", "Ingress"),
    at("spec/backend/serviceName", "Ingress"),
    at("spec/rules/http/paths/backend/service/name", "Ingress"),
    at("spec/defaultBackend/service/name", "Ingress"),
    at("spec/service/name", "APIService", { group: "apiregistration.k8s.io" }),
    at("webhooks/clientConfig/service", "ValidatingWebhookConfiguration", ADMISSION),
    at("webhooks/clientConfig/service", "MutatingWebhookConfiguration", ADMISSION),
  ],
};

/** In the order in which kustomize goes through them: an earlier change of a field is seen by a later one. */
export const nameReferenceTable: readonly NameReference[] = [
  {
    target: { kind: "StorageClass", version: "v1", group: "storage.k8s.io" },
    referrers: [
      at("spec/storageClassName", "PersistentVolume"),
      at("spec/storageClassName", "PersistentVolumeClaim"),
      at("spec/volumeClaimTemplates/spec/storageClassName", "StatefulSet"),
    ],
  },
  {
    target: { kind: "ServiceAccount", version: "v1" },
    referrers: [
      at("subjects", "RoleBinding", RBAC),
      at("subjects", "ClusterRoleBinding", RBAC),
      ...inPods(POD_OWNERS, ["serviceAccountName"]),
    ],
  },
  { target: { kind: "Role", ...RBAC }, referrers: [at("roleRef/name", "RoleBinding", RBAC)] },
  {
    target: { kind: "ClusterRole", ...RBAC },
    referrers: [at("roleRef/name", "RoleBinding", RBAC), at("roleRef/name", "ClusterRoleBinding", RBAC)],
  },
  configMap,
  secret,
  service,
  {
    target: { kind: "PriorityClass", version: "v1", group: "scheduling.k8s.io" },
    referrers: inPods(POD_OWNERS, ["priorityClassName"]),
  },
  {
    target: { kind: "PersistentVolume", version: "v1" },
    referrers: [at("spec/volumeName", "PersistentVolumeClaim"), at("rules/resourceNames", "ClusterRole")],
  },
  {
    target: { kind: "PersistentVolumeClaim", version: "v1" },
    referrers: inPods(POD_OWNERS, ["volumes/persistentVolumeClaim/claimName"]),
  },
  scaled("Deployment"),
  scaled("StatefulSet"),
  {
    target: { kind: "ValidatingAdmissionPolicy", ...ADMISSION },
    referrers: [at("spec/policyName", "ValidatingAdmissionPolicyBinding", ADMISSION)],
  },
  {
    // Kustomize writes the version into the group here, so no IngressClass ever fits; kept, since the result is what counts.
    target: { kind: "IngressClass", version: "v1", group: "networking.k8s.io/v1" },
    referrers: [at("spec/ingressClassName", "Ingress")],
  },
  scaled("ReplicaSet"),
  scaled("ReplicationController"),
];

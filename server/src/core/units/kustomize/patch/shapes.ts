/**
 * Which lists of the built-in kinds are merged element by element, and by which keys: the `patchStrategy` and
 * `patchMergeKey` tags of the API types, and `listMapKey` where there are several keys, as they stand in the OpenAPI
 * document of Kubernetes 1.21 that kustomize 5 carries. Kinds and versions that are younger (`autoscaling/v2`) are unknown
 * to it like a custom resource; their lists are replaced.
 */
export interface Shape {
  readonly fields: ReadonlyMap<string, Shape>;
  /** The merge keys of a list, none for a set of scalars; undefined for what is replaced as a whole. */
  readonly keys?: readonly string[];
  /** What the elements of a list are. */
  readonly elements?: Shape;
}

type Fields = Readonly<Record<string, Shape>>;

function object(fields: Fields): Shape {
  return { fields: new Map(Object.entries(fields)) };
}

/** A place that is known and holds nothing that is merged by keys. */
export const PLAIN: Shape = object({});

function merged(keys: readonly string[], elements: Shape = PLAIN): Shape {
  return { fields: new Map(), keys, elements };
}

function listOf(elements: Shape): Shape {
  return { fields: new Map(), elements };
}

const METADATA = object({ finalizers: merged([]), ownerReferences: merged(["uid"]) });
const CONDITIONS = object({ conditions: merged(["type"]) });

const CLAIM = object({ metadata: METADATA, status: CONDITIONS });

const CONTAINER_LISTS: Fields = {
  env: merged(["name"]),
  volumeDevices: merged(["devicePath"]),
  volumeMounts: merged(["mountPath"]),
};
const CONTAINER = object({ ...CONTAINER_LISTS, ports: merged(["containerPort", "protocol"]) });

const VOLUME = object({ ephemeral: object({ volumeClaimTemplate: object({ metadata: METADATA }) }) });

const POD = object({
  containers: merged(["name"], CONTAINER),
  ephemeralContainers: merged(["name"], object(CONTAINER_LISTS)),
  hostAliases: merged(["ip"]),
  imagePullSecrets: merged(["name"]),
  initContainers: merged(["name"], CONTAINER),
  topologySpreadConstraints: merged(["topologyKey", "whenUnsatisfiable"]),
  volumes: merged(["name"], VOLUME),
});

const TEMPLATE = object({ metadata: METADATA, spec: POD });
const TEMPLATED = object({ template: TEMPLATE });
const JOB = { spec: TEMPLATED, status: CONDITIONS };
const CRON_JOB = { spec: object({ jobTemplate: object({ metadata: METADATA, spec: TEMPLATED }) }) };
const WORKLOAD = { spec: TEMPLATED, status: CONDITIONS };
const WEBHOOKS = { webhooks: merged(["name"]) };
const DISRUPTION_BUDGET = { status: CONDITIONS };
const CSI_NODE = { spec: object({ drivers: merged(["name"]) }) };
const NODE = {
  spec: object({ podCIDRs: merged([]) }),
  status: object({ addresses: merged(["type"]), conditions: merged(["type"]) }),
};

/** By apiVersion, then kind: what there is besides `metadata`. */
const KINDS: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  v1: {
    ...plain("Binding ConfigMap Endpoints Event LimitRange PersistentVolume ResourceQuota Secret"),
    ComponentStatus: { conditions: merged(["type"]) },
    Namespace: { status: CONDITIONS },
    Node: NODE,
    PersistentVolumeClaim: { status: CONDITIONS },
    Pod: { spec: POD, status: object({ conditions: merged(["type"]), podIPs: merged(["ip"]) }) },
    PodTemplate: { template: TEMPLATE },
    ReplicationController: WORKLOAD,
    Service: { spec: object({ ports: merged(["port", "protocol"]) }), status: CONDITIONS },
    ServiceAccount: { secrets: merged(["name"]) },
  },
  "admissionregistration.k8s.io/v1": {
    MutatingWebhookConfiguration: WEBHOOKS,
    ValidatingWebhookConfiguration: WEBHOOKS,
  },
  "admissionregistration.k8s.io/v1beta1": {
    MutatingWebhookConfiguration: WEBHOOKS,
    ValidatingWebhookConfiguration: WEBHOOKS,
  },
  "apiextensions.k8s.io/v1": plain("CustomResourceDefinition"),
  "apiextensions.k8s.io/v1beta1": plain("CustomResourceDefinition"),
  "apiregistration.k8s.io/v1": { APIService: { status: CONDITIONS } },
  "apiregistration.k8s.io/v1beta1": { APIService: { status: CONDITIONS } },
  "apps/v1": {
    ...plain("ControllerRevision"),
    DaemonSet: WORKLOAD,
    Deployment: WORKLOAD,
    ReplicaSet: WORKLOAD,
    StatefulSet: {
      spec: object({ template: TEMPLATE, volumeClaimTemplates: listOf(CLAIM) }),
      status: CONDITIONS,
    },
  },
  "authentication.k8s.io/v1": plain("TokenRequest TokenReview"),
  "authentication.k8s.io/v1beta1": plain("TokenReview"),
  "authorization.k8s.io/v1": plain(
    "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview",
  ),
  "authorization.k8s.io/v1beta1": plain(
    "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview",
  ),
  "autoscaling/v1": plain("HorizontalPodAutoscaler Scale"),
  "autoscaling/v2beta1": plain("HorizontalPodAutoscaler"),
  "autoscaling/v2beta2": plain("HorizontalPodAutoscaler"),
  "batch/v1": { CronJob: CRON_JOB, Job: JOB },
  "batch/v1beta1": { CronJob: CRON_JOB },
  "certificates.k8s.io/v1": plain("CertificateSigningRequest"),
  "certificates.k8s.io/v1beta1": plain("CertificateSigningRequest"),
  "coordination.k8s.io/v1": plain("Lease"),
  "coordination.k8s.io/v1beta1": plain("Lease"),
  "discovery.k8s.io/v1": plain("EndpointSlice"),
  "discovery.k8s.io/v1beta1": plain("EndpointSlice"),
  "events.k8s.io/v1": plain("Event"),
  "events.k8s.io/v1beta1": plain("Event"),
  "extensions/v1beta1": plain("Ingress"),
  "flowcontrol.apiserver.k8s.io/v1beta1": plain("FlowSchema PriorityLevelConfiguration"),
  "networking.k8s.io/v1": plain("Ingress IngressClass NetworkPolicy"),
  "networking.k8s.io/v1beta1": plain("Ingress IngressClass"),
  "node.k8s.io/v1": plain("RuntimeClass"),
  "node.k8s.io/v1beta1": plain("RuntimeClass"),
  "policy/v1": { PodDisruptionBudget: DISRUPTION_BUDGET },
  "policy/v1beta1": { ...plain("Eviction PodSecurityPolicy"), PodDisruptionBudget: DISRUPTION_BUDGET },
  "rbac.authorization.k8s.io/v1": plain("ClusterRole ClusterRoleBinding Role RoleBinding"),
  "rbac.authorization.k8s.io/v1beta1": plain("ClusterRole ClusterRoleBinding Role RoleBinding"),
  "scheduling.k8s.io/v1": plain("PriorityClass"),
  "scheduling.k8s.io/v1beta1": plain("PriorityClass"),
  "storage.k8s.io/v1": { ...plain("CSIDriver StorageClass VolumeAttachment"), CSINode: CSI_NODE },
  "storage.k8s.io/v1beta1": {
    ...plain("CSIDriver CSIStorageCapacity StorageClass VolumeAttachment"),
    CSINode: CSI_NODE,
  },
};

function plain(kinds: string): Readonly<Record<string, Fields>> {
  return Object.fromEntries(kinds.split(" ").map((kind) => [kind, {}]));
}

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(KINDS).flatMap(([apiVersion, kinds]) =>
    Object.entries(kinds).map(([kind, fields]) => [
      `${apiVersion} ${kind}`,
      object({ ...fields, metadata: METADATA }),
    ]),
  ),
);

/** Undefined for kinds that kustomize does not know. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  return SHAPES.get(`${apiVersion} ${kind}`);
}

/** Of what lies below a known place everything is known; of what lies below an unknown one, nothing. */
export function fieldShape(shape: Shape | undefined, key: string): Shape | undefined {
  return shape && (shape.fields.get(key) ?? PLAIN);
}

export function elementShape(shape: Shape | undefined): Shape | undefined {
  return shape && (shape.elements ?? PLAIN);
}

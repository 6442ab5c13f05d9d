/**
 * What a patch may change of an object, as far as networking goes. A strategic merge patch changes what it spells out
 * (`patchStrategy: merge`); what is not plain to see is taken for everything.
 */
import { type Entry, itemsOf, member, type Value } from "../../value/value.ts";

export interface Touch {
  readonly labels: boolean;
  readonly annotations: boolean;
  /** Labels of the pod template. */
  readonly pods: boolean;
  /** A workload's own selector. */
  readonly selector: boolean;
  /** Ports and probes. */
  readonly ports: boolean;
  readonly replicas: boolean;
  /** Environment, commands and arguments. */
  readonly texts: boolean;
  /** Anything but metadata: all that counts for what is no workload. */
  readonly body: boolean;
  /** Nobody can tell what else. */
  readonly everything: boolean;
}

export const NO_TOUCH: Touch = {
  labels: false,
  annotations: false,
  pods: false,
  selector: false,
  ports: false,
  replicas: false,
  texts: false,
  body: false,
  everything: false,
};

export const EVERYTHING: Touch = { ...NO_TOUCH, everything: true };

export function eitherTouch(a: Touch, b: Touch): Touch {
  return {
    labels: a.labels || b.labels,
    annotations: a.annotations || b.annotations,
    pods: a.pods || b.pods,
    selector: a.selector || b.selector,
    ports: a.ports || b.ports,
    replicas: a.replicas || b.replicas,
    texts: a.texts || b.texts,
    body: a.body || b.body,
    everything: a.everything || b.everything,
  };
}

export const PORTS = ["ports", "livenessProbe", "readinessProbe", "startupProbe", "restartPolicy"];
export const TEXTS = ["env", "command", "args"];

/** Fields of a workload's and of a pod's spec that may be patched without a bearing on networking, or are looked into. */
const SPEC = new Set([
  ...[
    "replicas",
    "selector",
    "template",
    "jobTemplate",
    "strategy",
    "updateStrategy",
    "revisionHistoryLimit",
  ],
  ...[
    "minReadySeconds",
    "progressDeadlineSeconds",
    "volumeClaimTemplates",
    "podManagementPolicy",
    "schedule",
  ],
]);
const POD_SPEC = new Set([
  ...[
    "containers",
    "initContainers",
    "volumes",
    "nodeSelector",
    "tolerations",
    "affinity",
    "serviceAccountName",
  ],
  ...[
    "securityContext",
    "imagePullSecrets",
    "topologySpreadConstraints",
    "priorityClassName",
    "runtimeClassName",
  ],
  ...["terminationGracePeriodSeconds", "automountServiceAccountToken", "schedulerName"],
]);

/** A merge patch that was read. */
export function touchOf(value: Value, kind: string): Touch {
  if (value.type !== "mapping" || hasDirective(value)) return EVERYTHING;
  const metadata = member(value, "metadata");
  if (metadata?.type !== "mapping") return EVERYTHING;
  const own = { ...NO_TOUCH, labels: has(metadata, "labels"), annotations: has(metadata, "annotations") };
  const spec = member(value, "spec");
  const isMetadata = ({ key }: Entry) => key === "apiVersion" || key === "kind" || key === "metadata";
  if (value.entries.every(isMetadata)) return own;
  if (!TEMPLATED.has(kind) || !hasOnly(spec, SPEC))
    return { ...own, body: true, everything: TEMPLATED.has(kind) };
  const job = kind === "CronJob" ? member(member(spec, "jobTemplate"), "spec") : spec;
  const workload = { ...own, body: true, selector: has(spec, "selector"), replicas: has(spec, "replicas") };
  if (!has(spec, "template") && !has(spec, "jobTemplate")) return workload;
  return { ...workload, ...touchOfTemplate(member(job, "template")) };
}

function touchOfTemplate(template: Value | undefined): Partial<Touch> {
  const [metadata, spec] = [member(template, "metadata"), member(template, "spec")];
  const isPlain = template?.type === "mapping" && (metadata?.type ?? "mapping") === "mapping";
  if (!isPlain || (spec !== undefined && !hasOnly(spec, POD_SPEC))) return { everything: true };
  const lists = ["containers", "initContainers"].map((list) => member(spec, list));
  if (lists.some((list) => list !== undefined && list.type !== "sequence")) return { everything: true };
  const containers = lists.flatMap(itemsOf);
  const hasAny = (fields: readonly string[]) =>
    containers.some((container) => fields.some((field) => has(container, field)));
  return { pods: has(metadata, "labels"), ports: hasAny(PORTS), texts: hasAny(TEXTS) };
}

/** Kinds whose pod templates kustomize knows, and whose lists it merges. */
export const TEMPLATED: ReadonlySet<string> = new Set([
  ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob"],
]);

function hasOnly(value: Value | undefined, keys: ReadonlySet<string>): boolean {
  return value?.type === "mapping" && value.entries.every(({ key }) => keys.has(key));
}

function has(value: Value | undefined, key: string): boolean {
  return member(value, key) !== undefined;
}

/** `$patch: delete` and its kin say what happens to what is around them. */
function hasDirective(value: Value): boolean {
  if (value.type === "sequence") return value.items.some(hasDirective);
  if (value.type === "scalar") return false;
  return value.entries.some(({ key, value: inner }) => key.startsWith("$") || hasDirective(inner));
}

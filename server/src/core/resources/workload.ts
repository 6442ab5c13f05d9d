/**
 * Anything that makes pods: the built-in workloads, bare Pods, and any other kind with a pod template at `spec.template`
 * (Argo Rollouts, Knative and the like).
 */
import { isKnown, type Known, known, unknown } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { booleanOf, integerOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { entriesOf, itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { type Expression, labelSelectorOf } from "./labelSelector.ts";
import { type Label, type LabelMap, labelMapOf } from "./labels.ts";
import { type PodDns, podDns } from "./podDns.ts";

export interface WorkloadFacts {
  readonly family: "workload";
  /** Where the pod's `metadata` and `spec` are: empty for a Pod, `spec.template` for most. */
  readonly podPath: Path;
  /** The labels its pods will carry: the template's, plus those that its controller adds. */
  readonly podLabels: LabelMap;
  /** `spec.replicas`; absent means 1 where the kind has it. */
  readonly replicas: Known<number> | undefined;
  /** StatefulSet `spec.ordinals.start`; absent means 0. */
  readonly firstOrdinal: Known<number> | undefined;
  /** How many pods a Job, or that of a CronJob, runs; undefined for other kinds. */
  readonly job: JobFacts | undefined;
  /** `spec.selector.matchLabels` (`spec.selector` of a ReplicationController). */
  readonly selector: LabelMap | undefined;
  /** `spec.selector.matchExpressions`. */
  readonly selectorExpressions: readonly Expression[];
  /** The template's own annotations. */
  readonly podAnnotations: LabelMap;
  /** StatefulSet `spec.serviceName`. */
  readonly serviceName: Known<string> | undefined;
  readonly containers: readonly Container[];
  readonly hostNetwork: Known<boolean> | undefined;
  /** Its names and its resolver, as the template says. */
  readonly dns: PodDns;
  /** The containers cannot be read: an expression stands in their place. */
  readonly open: boolean;
}

/** JobSpec (batch/v1), defaults not yet applied. */
export interface JobFacts {
  readonly parallelism: Known<number> | undefined;
  readonly completions: Known<number> | undefined;
  /** `completionMode`; absent means NonIndexed. */
  readonly completionMode: Known<string> | undefined;
}

export interface Container {
  readonly name: Known<string> | undefined;
  readonly image: Known<string> | undefined;
  /** `containers`, or `initContainers` for a native sidecar (`restartPolicy: Always`). Other init containers are left out. */
  readonly list: "containers" | "initContainers";
  readonly index: number;
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly Probe[];
  /** The container's ports cannot be read: a template stands in their place. */
  readonly open: boolean;
}

export interface ContainerPort {
  readonly index: number;
  readonly name: Known<string> | undefined;
  readonly containerPort: Known<number> | undefined;
  /** The node's own port that leads here. */
  readonly hostPort: Known<number> | undefined;
  /** Absent means TCP. */
  readonly protocol: Known<string> | undefined;
}

export interface Probe {
  readonly field: "livenessProbe" | "readinessProbe" | "startupProbe";
  readonly handler: "httpGet" | "tcpSocket" | "grpc" | "exec";
  readonly port: Known<number | string> | undefined;
}

export function workloadFacts(
  root: Value,
  kind: string,
  name: Known<string> | undefined,
): WorkloadFacts | undefined {
  const podPath = podPathOf(kind);
  const pod = podPath.reduce<Value | undefined>((value, key) => member(value, String(key)), root);
  if (pod === undefined) return undefined;
  const spec = member(root, "spec");
  const podSpec = member(pod, "spec");
  return {
    family: "workload",
    podPath,
    podLabels: podLabels(labelMapOf(memberAt(pod, "metadata", "labels")), kind, name),
    replicas: integerOf(member(spec, "replicas")),
    firstOrdinal: kind === "StatefulSet" ? integerOf(memberAt(spec, "ordinals", "start")) : undefined,
    job: jobOf(spec, kind),
    selector: selectorOf(spec, kind),
    selectorExpressions: labelSelectorOf(member(spec, "selector"))?.expressions ?? [],
    podAnnotations: labelMapOf(memberAt(pod, "metadata", "annotations")),
    serviceName: kind === "StatefulSet" ? textOf(member(spec, "serviceName")) : undefined,
    containers: containersOf(podSpec),
    hostNetwork: booleanOf(member(podSpec, "hostNetwork")),
    dns: podDns(podSpec),
    open: podSpec === undefined ? false : member(podSpec, "containers")?.type === "scalar",
  };
}

/** Where a kind has its pod: empty for a Pod itself. */
export function podPathOf(kind: string): Path {
  if (kind === "Pod") return [];
  return kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
}

function jobOf(spec: Value | undefined, kind: string): JobFacts | undefined {
  if (kind !== "Job" && kind !== "CronJob") return undefined;
  const job = kind === "Job" ? spec : memberAt(spec, "jobTemplate", "spec");
  return {
    parallelism: integerOf(member(job, "parallelism")),
    completions: integerOf(member(job, "completions")),
    completionMode: textOf(member(job, "completionMode")),
  };
}

function selectorOf(spec: Value | undefined, kind: string): LabelMap | undefined {
  if (kind === "Pod" || kind === "CronJob") return undefined;
  const selector = member(spec, "selector");
  const labels = kind === "ReplicationController" ? selector : member(selector, "matchLabels");
  return labels === undefined ? undefined : labelMapOf(labels);
}

/** Labels that controllers add to the pods they make; their values are known only where the workload's name decides them. */
function podLabels(template: LabelMap, kind: string, name: Known<string> | undefined): LabelMap {
  const added = controllerLabels(kind, name);
  const keys = new Set(added.map((label) => label.key));
  return {
    pairs: [...template.pairs.filter((label) => !keys.has(label.key)), ...added],
    open: template.open,
  };
}

function controllerLabels(kind: string, name: Known<string> | undefined): readonly Label[] {
  const unknowable = (key: string): Label => ({ key, value: unknown("controller") });
  switch (kind) {
    case "Deployment":
    case "ReplicaSet":
    case "Rollout":
      return [unknowable("pod-template-hash")];
    case "DaemonSet":
      return [unknowable("controller-revision-hash"), unknowable("pod-template-generation")];
    case "StatefulSet":
      return [
        unknowable("controller-revision-hash"),
        unknowable("apps.kubernetes.io/pod-index"),
        {
          ...unknowable("statefulset.kubernetes.io/pod-name"),
          ...(name && "value" in name ? { ordinalOf: `${name.value}-` } : {}),
        },
      ];
    case "Job":
    case "CronJob":
      return jobLabels(kind === "Job" && name ? name : unknown("controller"));
    default:
      return [];
  }
}

function jobLabels(name: Known<string>): readonly Label[] {
  return [
    { key: "job-name", value: name },
    { key: "batch.kubernetes.io/job-name", value: name },
    { key: "controller-uid", value: unknown("controller") },
    { key: "batch.kubernetes.io/controller-uid", value: unknown("controller") },
    { key: "batch.kubernetes.io/job-completion-index", value: unknown("controller") },
  ];
}

function containersOf(podSpec: Value | undefined): readonly Container[] {
  const main = itemsOf(member(podSpec, "containers")).map((value, index) =>
    container(value, "containers", index),
  );
  const sidecars = itemsOf(member(podSpec, "initContainers"))
    .map((value, index) => ({ value, index }))
    .filter(({ value }) => isSidecar(value))
    .map(({ value, index }) => container(value, "initContainers", index));
  return [...main, ...sidecars];
}

/** An init container that keeps running beside the others (KEP-753). */
function isSidecar(value: Value): boolean {
  const policy = textOf(member(value, "restartPolicy"));
  return policy !== undefined && "value" in policy && policy.value === "Always";
}

function container(value: Value, list: Container["list"], index: number): Container {
  const ports = member(value, "ports");
  return {
    name: textOf(member(value, "name")),
    image: textOf(member(value, "image")),
    list,
    index,
    ports: itemsOf(ports).map(containerPort),
    probes: entriesOf(value).flatMap((entry) => probe(entry.key, entry.value)),
    open: ports?.type === "scalar" && textOf(ports) !== undefined,
  };
}

function containerPort(value: Value, index: number): ContainerPort {
  return {
    index,
    name: textOf(member(value, "name")),
    containerPort: integerOf(member(value, "containerPort")),
    hostPort: integerOf(member(value, "hostPort")),
    protocol: textOf(member(value, "protocol")),
  };
}

const HANDLERS = ["httpGet", "tcpSocket", "grpc", "exec"] as const;

function probe(field: string, value: Value): readonly Probe[] {
  if (field !== "livenessProbe" && field !== "readinessProbe" && field !== "startupProbe") return [];
  const handler = HANDLERS.find((name) => member(value, name) !== undefined);
  return handler ? [{ field, handler, port: intOrTextOf(memberAt(value, handler, "port")) }] : [];
}

/** As the API server fills it in: TCP when it is absent, or empty. */
export function protocolOf({ protocol }: { readonly protocol: Known<string> | undefined }): Known<string> {
  return protocol === undefined || (isKnown(protocol) && protocol.value === "") ? known("TCP") : protocol;
}

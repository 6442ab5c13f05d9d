/**
 * The pods that a workload will have, as far as its manifest decides it: how many, and what they are called. Addresses
 * and generated names are the cluster's.
 */
import type { DocId } from "../../resources/identity.ts";
import type { LabelMap } from "../../resources/labels.ts";
import type { JobFacts } from "../../resources/workload.ts";
import { isKnown, type Known, known, unknown, valueOf } from "../../value/known.ts";
import type { Workload } from "../net.ts";
import type { ClusterAddress } from "./addresses.ts";

/** One pod, planned from a manifest or observed in a cluster. */
export interface ClusterPod {
  /** `Deployment/cart#0`; of an observed pod that no workload in sight makes, `Pod/<name>`. */
  readonly id: string;
  /** What makes it: the workload, or the Pod itself. */
  readonly workload: DocId;
  /** Its place among the pods of its workload, from 0. */
  readonly index: number;
  /** Undefined when a controller makes it up. */
  readonly name: Known<string> | undefined;
  /** PodSpec `hostname`, after what controllers write into it. */
  readonly hostname: Known<string> | undefined;
  readonly subdomain: Known<string> | undefined;
  /** Those of the template, and what its controller adds to this one pod. */
  readonly labels: LabelMap;
  /** `status.podIPs`, primary first; none until a cluster has given them out. */
  readonly addresses: readonly ClusterAddress[];
  readonly nodeName: string | undefined;
  /** Label `topology.kubernetes.io/zone` of its node. */
  readonly zone: string | undefined;
  /** Absent means false; such a pod has the addresses of its node. */
  readonly hostNetwork: Known<boolean> | undefined;
  /** `status.phase`; undefined for a planned pod. */
  readonly phase: string | undefined;
  /** Serving, and not terminating; a planned pod is taken as it is once it is ready, if it ever is. */
  readonly ready: boolean;
  /** Condition `Ready`. */
  readonly serving: boolean;
  /** `metadata.deletionTimestamp` is set. */
  readonly terminating: boolean;
  readonly observed: boolean;
}

export interface PodPlan {
  /** The first of them, in order; where the number is not known, the one that there is at least. */
  readonly pods: readonly ClusterPod[];
  /** Pods beyond those. */
  readonly more: number;
  /** The number is not known: one for each node that the pods may run on, or whatever somebody decides. */
  readonly uncounted: "nodes" | "unknown" | undefined;
}

/** More pods than this teach nothing new. */
export const MOST_PODS = 250;

/** Kinds whose `spec.replicas` is 1 when it is left out. */
export const HAVE_REPLICAS: ReadonlySet<string> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "Rollout",
]);

export function planPods(workload: Workload): PodPlan {
  const count = podCount(workload);
  if (!isKnown(count)) {
    const uncounted = workload.identity.kind === "DaemonSet" ? "nodes" : "unknown";
    return { pods: [podAt(workload, 0)], more: 0, uncounted };
  }
  const shown = Math.min(Math.max(count.value, 0), MOST_PODS);
  return {
    pods: Array.from({ length: shown }, (_, index) => podAt(workload, index)),
    more: Math.max(count.value, 0) - shown,
    uncounted: undefined,
  };
}

/** How many pods there are at a time; undefined when its manifest does not say it. */
function podCount(workload: Workload): Known<number> | undefined {
  const { kind } = workload.identity;
  const { replicas, job } = workload.spec;
  if (kind === "Pod") return known(1);
  if (job) return jobPods(job);
  if (kind === "DaemonSet") return undefined;
  return replicas ?? (HAVE_REPLICAS.has(kind) ? known(1) : undefined);
}

/** `parallelism` (default 1), and never more than are left to complete. */
function jobPods({ parallelism, completions }: JobFacts): Known<number> {
  const atATime = parallelism ?? known(1);
  if (!isKnown(atATime)) return atATime;
  if (completions === undefined) return atATime;
  return isKnown(completions) ? known(Math.min(atATime.value, completions.value)) : completions;
}

function podAt(workload: Workload, index: number): ClusterPod {
  const { identity, id, spec } = workload;
  return {
    id: `${identity.kind}/${identity.name}#${index}`,
    workload: id,
    index,
    ...namesOf(workload, index),
    labels: labelsOf(workload, index),
    addresses: [],
    nodeName: undefined,
    zone: undefined,
    hostNetwork: spec.hostNetwork,
    phase: undefined,
    ready: true,
    serving: true,
    terminating: false,
    observed: false,
  };
}

function namesOf(workload: Workload, index: number): Pick<ClusterPod, "name" | "hostname" | "subdomain"> {
  const { kind } = workload.identity;
  const { dns, serviceName, job } = workload.spec;
  switch (kind) {
    case "Pod":
      return { name: workload.name, hostname: dns.hostname, subdomain: dns.subdomain };
    case "StatefulSet": {
      // The controller writes both, whatever the template says.
      const name = ordinalName(workload, index);
      return { name, hostname: name, subdomain: serviceName };
    }
    default: {
      const hostname = isIndexed(job) ? indexName(workload, index) : dns.hostname;
      return { name: undefined, hostname, subdomain: dns.subdomain };
    }
  }
}

/** Labels whose value follows from the pod's place: of a StatefulSet its name and ordinal, of an Indexed Job its index. */
function labelsOf(workload: Workload, index: number): LabelMap {
  const { kind } = workload.identity;
  const { podLabels, job, firstOrdinal } = workload.spec;
  const own = new Map<string, Known<string>>();
  if (kind === "StatefulSet") {
    const first = firstOrdinal ?? known(0);
    own.set("statefulset.kubernetes.io/pod-name", ordinalName(workload, index));
    own.set(
      "apps.kubernetes.io/pod-index",
      isKnown(first) ? known(String(first.value + index)) : unknown(first.unknown),
    );
  }
  if (isIndexed(job)) own.set("batch.kubernetes.io/job-completion-index", known(String(index)));
  if (own.size === 0) return podLabels;
  const pairs = podLabels.pairs.map((label) => {
    const value = own.get(label.key);
    return value === undefined ? label : { key: label.key, value };
  });
  return { ...podLabels, pairs };
}

/** `<name>-<ordinal>`, ordinals from `spec.ordinals.start` on. */
function ordinalName({ name, spec }: Workload, index: number): Known<string> {
  const first = spec.firstOrdinal ?? known(0);
  if (!isKnown(first)) return first;
  return isKnown(name) ? known(`${name.value}-${first.value + index}`) : (name ?? unknown("unreadable"));
}

function isIndexed(job: JobFacts | undefined): boolean {
  return valueOf(job?.completionMode) === "Indexed";
}

/** `<job>-<index>`; a CronJob makes up the names of its Jobs. */
function indexName({ name, identity }: Workload, index: number): Known<string> {
  if (identity.kind === "CronJob") return unknown("controller");
  return isKnown(name) ? known(`${name.value}-${index}`) : (name ?? unknown("unreadable"));
}

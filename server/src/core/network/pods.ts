/**
 * The pods that a workload will have, as far as its manifest decides it: how many, and what they are called. Addresses
 * and generated names are the cluster's.
 */
import type { JobFacts } from "../resources/workload.ts";
import { isKnown, type Known, known, unknown, valueOf } from "../value/known.ts";
import type { Workload } from "./net.ts";

export interface PlannedPod {
  /** Its place among the pods of its workload, from 0. */
  readonly index: number;
  /** Undefined when a controller makes it up. */
  readonly name: Known<string> | undefined;
  /** PodSpec `hostname`, after what controllers write into it. */
  readonly hostname: Known<string> | undefined;
  readonly subdomain: Known<string> | undefined;
}

export interface PodPlan {
  /** The first of them, in order; where the number is not known, the one that there is at least. */
  readonly pods: readonly PlannedPod[];
  /** Pods beyond those. */
  readonly more: number;
  /** The number is not known: one for each node that the pods may run on, or whatever somebody decides. */
  readonly uncounted: "nodes" | "unknown" | undefined;
}

/** More pods than this teach nothing new. */
export const MOST_PODS = 250;

/** Kinds whose `spec.replicas` is 1 when it is left out. */
const HAVE_REPLICAS = new Set([
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

function podAt(workload: Workload, index: number): PlannedPod {
  const { kind } = workload.identity;
  const { dns, serviceName, job } = workload.spec;
  switch (kind) {
    case "Pod":
      return { index, name: workload.name, hostname: dns.hostname, subdomain: dns.subdomain };
    case "StatefulSet": {
      // The controller writes both, whatever the template says.
      const name = ordinalName(workload, index);
      return { index, name, hostname: name, subdomain: serviceName };
    }
    default: {
      const hostname = isIndexed(job) ? indexName(workload, index) : dns.hostname;
      return { index, name: undefined, hostname, subdomain: dns.subdomain };
    }
  }
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

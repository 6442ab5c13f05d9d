/**
 * How many pods there are, as the cluster would have them: the one count behind cards, lenses, sheets and the chart. A StatefulSet
 * that is selected by ordinals has only those, a Job as many as run at a time, what the API server refuses none.
 */
import type { SlicePlan } from "../network/cluster/endpoints.ts";
import { isRefused, podsOf } from "../network/cluster/planned.ts";
import type { ClusterPod, PodPlan } from "../network/cluster/pod.ts";
import { HAVE_REPLICAS } from "../network/cluster/pod.ts";
import type { Net, Service, Workload } from "../network/net.ts";
import { keyOf, type Reader } from "../query/query.ts";
import { counted } from "./words.ts";

export interface PodCount {
  /** Without those that cannot be counted. */
  readonly pods: number;
  /** Planned pods are taken as they will be: those that are not never are. */
  readonly ready: number;
  /** A cluster was seen to run them. */
  readonly observed: boolean;
  /** There are more: one for each node, or as many as somebody decides. */
  readonly uncounted: PodPlan["uncounted"];
}

/** The pods of workloads, whoever selects them. */
export function podsOfAll(db: Reader, net: Net, workloads: readonly Workload[]): PodCount {
  return sum(workloads.map((each) => countOf(planOf(db, net, each))));
}

/** Those of some workloads that are endpoints of a Service; of a Service that is refused, those that would be. */
export function podsBehind(db: Reader, net: Net, service: Service, workloads: readonly Workload[]): PodCount {
  const { slices, refused } = net.slices(service.id);
  if (refused.some(({ id }) => id === service.id)) return podsOfAll(db, net, workloads);
  const listed = listedPods(slices);
  return sum(
    workloads.map((each) => {
      const plan = planOf(db, net, each);
      const own = listed.get(each.id) ?? NO_PODS;
      const isWhole = own.size === plan.pods.length;
      return countOf({
        pods: [...own.values()],
        more: isWhole ? plan.more : 0,
        uncounted: own.size > 0 ? plan.uncounted : undefined,
      });
    }),
  );
}

/** Pods that were seen to be endpoints of a Service whose pods no manifest in sight makes; undefined when there are none. */
export function strangersBehind(net: Net, service: Service): Pick<PodCount, "pods" | "ready"> | undefined {
  const listed = [...listedPods(net.slices(service.id).slices).values()];
  const seen = listed.flatMap((own) => [...own.values()]).filter(({ observed }) => observed);
  return seen.length === 0
    ? undefined
    : { pods: seen.length, ready: seen.filter(({ ready }) => ready).length };
}

const NO_PODS: ReadonlyMap<string, ClusterPod> = new Map();

/** Each pod once, though it may stand in slices of several families. */
function listedPods(slices: readonly SlicePlan[]): ReadonlyMap<string, ReadonlyMap<string, ClusterPod>> {
  const found = new Map<string, Map<string, ClusterPod>>();
  for (const { endpoints } of slices) {
    for (const { pod, from, ready } of endpoints) {
      if (!pod) continue;
      const own = found.get(from) ?? new Map<string, ClusterPod>();
      found.set(from, own.set(pod.id, { ...pod, ready: ready ?? pod.ready }));
    }
  }
  return found;
}

function planOf(db: Reader, net: Net, { id }: Workload): PodPlan {
  return db.get(podsOf, keyOf(net.unit.id, id));
}

/** Where the number is not known, the plan holds one that stands for all. */
function countOf({ pods, more, uncounted }: PodPlan): PodCount {
  const isObserved = pods.some(({ observed }) => observed);
  if (uncounted && !isObserved) return { pods: 0, ready: 0, observed: false, uncounted };
  const ready = pods.filter((pod) => pod.ready).length;
  // Planned pods of one workload are alike.
  const alike = ready > 0 || pods.length === 0 ? more : 0;
  return { pods: pods.length + more, ready: ready + alike, observed: isObserved, uncounted };
}

function sum(counts: readonly PodCount[]): PodCount {
  const kinds = counts.flatMap(({ uncounted }) => uncounted ?? []);
  return {
    pods: counts.reduce((total, { pods }) => total + pods, 0),
    ready: counts.reduce((total, { ready }) => total + ready, 0),
    observed: counts.some(({ observed }) => observed),
    uncounted: kinds.includes("unknown") ? "unknown" : kinds[0],
  };
}

/** `3 pods`, `a pod on each node`; without a number when one of them is not known. */
export function countText({ pods, uncounted }: PodCount): string {
  if (uncounted === undefined) return counted(pods, "pod");
  if (uncounted === "unknown") return "pods";
  return pods === 0 ? "a pod on each node" : `${counted(pods, "pod")} and one on each node`;
}

/** `3 of 4 ready · observed`; of what is only planned `3 pods`, or `3 pods, never ready`. */
export function standingText(count: PodCount): string {
  if (count.observed) return `${count.ready} of ${count.pods} ready · observed`;
  return [countText(count), ...neverText(count)].join(", ");
}

/** ` (3 ready, observed)`, ` (never ready)`; empty of planned pods that will be ready. */
export function seenText(count: PodCount): string {
  if (count.observed) return ` (${count.ready} ready, observed)`;
  return neverText(count)
    .map((text) => ` (${text})`)
    .join("");
}

/** `never ready`, `2 never ready`: planned pods that a probe keeps from it for good. */
export function neverText({ observed, pods, ready }: PodCount): readonly string[] {
  if (observed || ready === pods) return [];
  return [ready === 0 ? "never ready" : `${pods - ready} never ready`];
}

/** `3 replicas`, `3 replicas, never ready`, `one on each node`, `4 pods, 3 ready (observed)`. */
export function scaleOf(db: Reader, net: Net, workload: Workload): string {
  const { kind } = workload.identity;
  if (isRefused(db, net.unit.id, workload.id)) return "refused by the API server";
  const count = podsOfAll(db, net, [workload]);
  if (count.observed) return `${counted(count.pods, "pod")}, ${count.ready} ready (observed)`;
  if (count.uncounted === "nodes") return "one on each node";
  if (count.uncounted === "unknown") return "number of pods not known here";
  const pods = kind === "Pod" ? "one pod" : counted(count.pods, HAVE_REPLICAS.has(kind) ? "replica" : "pod");
  return [pods, ...neverText(count)].join(", ");
}

/** How many there are; undefined when that is not known. */
export function numberOf({ pods, uncounted }: PodCount): number | undefined {
  return uncounted === undefined ? pods : undefined;
}

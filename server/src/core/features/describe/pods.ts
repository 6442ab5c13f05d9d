/** The pods behind a Service, counted as the cluster would: replicas, ordinals, parallelism, nodes. */

import { awaitedAddress, type Family } from "../../network/cluster/addresses.ts";
import type { ClusterEndpoint } from "../../network/cluster/endpoints.ts";
import { podsOf } from "../../network/cluster/planned.ts";
import type { PodPlan } from "../../network/cluster/pod.ts";
import type { Net, Workload } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import { addressedSlices } from "../exampleAddresses.ts";
import { called, counted, listed } from "../words.ts";

export function planOf(db: Reader, net: Net, workload: Workload): PodPlan {
  return db.get(podsOf, keyOf(net.unit.id, workload.id));
}

/** `3 pods of Deployment cart`, `a pod of DaemonSet agent on each node`, `Pod debug`. */
export function podsText(db: Reader, net: Net, workloads: readonly Workload[]): string {
  const names = listed(workloads.map(called));
  const plans = workloads.map((each) => planOf(db, net, each));
  if (workloads.every(({ identity }) => identity.kind === "Pod")) return names;
  if (plans.every(({ uncounted }) => uncounted === "nodes")) return `a pod of ${names} on each node`;
  const total = totalOf(plans);
  return total === undefined ? `the pods of ${names}` : `${counted(total, "pod")} of ${names}`;
}

/** Undefined when one of them does not say it. */
export function totalOf(plans: readonly PodPlan[]): number | undefined {
  if (plans.some(({ uncounted }) => uncounted !== undefined)) return undefined;
  return plans.reduce((sum, { pods, more }) => sum + pods.length + more, 0);
}

/** Endpoints that get traffic, of all: of pods that are observed; undefined where none is. */
export function observedReady(endpoints: readonly ClusterEndpoint[]): readonly [number, number] | undefined {
  const observed = endpoints.filter(({ pod }) => pod?.observed === true);
  if (observed.length === 0) return undefined;
  return [observed.filter(({ ready }) => ready === true).length, observed.length];
}

/** The pods of a workload, each with an address. */
export function addressedPods(db: Reader, net: Net, { id }: Workload): readonly ClusterEndpoint[] {
  const { pods } = db.get(podsOf, keyOf(net.unit.id, id));
  const families = net.cluster.ipFamilies ?? USUAL;
  const endpoints = pods.map((pod) => ({
    ...UNSERVED,
    ...{ from: id, pod, addresses: pod.observed ? pod.addresses : families.map(awaitedAddress) },
    ...{ ready: pod.ready, serving: pod.serving, terminating: pod.terminating },
    ...{ hostname: pod.hostname, nodeName: pod.nodeName, zone: pod.zone },
  }));
  const slice = { addressType: USUAL[0] ?? "IPv4", ports: [], endpoints, manual: undefined };
  return addressedSlices(db, net, [slice]).flatMap((each) => each.endpoints);
}

const USUAL: readonly Family[] = ["IPv4"];
const UNSERVED = { hints: undefined } as const;

/**
 * Addresses for print: those that the cluster has yet to give out are made up, by rank, the same ones each time a world is
 * asked. They are never facts: each is marked, and whoever prints them says so.
 */
import { addressIn, awaitedAddress, type ClusterAddress, type Family } from "../network/cluster/addresses.ts";
import type { ClusterEndpoint, SlicePlan } from "../network/cluster/endpoints.ts";
import type { NormalService } from "../network/cluster/normalise.ts";
import { MOST_PODS } from "../network/cluster/pod.ts";
import { membersOf } from "../network/members.ts";
import type { Net } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import { isFamily } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";

type Kind = "service" | "pod" | "node";

/** Where addresses come from if nobody says it: the ranges of kubeadm and of kind, and a private one for nodes. */
const RANGES: Readonly<Record<Family, Readonly<Record<Kind, string>>>> = {
  IPv4: { service: "10.96.0.0/12", pod: "10.244.0.0/16", node: "192.168.0.0/16" },
  IPv6: { service: "fd00:10:96::/108", pod: "fd00:10:244::/56", node: "fd00:192:168::/64" },
};

/** The cluster IPs of a Service: those that are written, else examples. */
export function addressedClusterIPs(
  db: Reader,
  net: Net,
  { id, clusterIPs }: Pick<NormalService, "id" | "clusterIPs">,
): readonly ClusterAddress[] {
  const isWhole = clusterIPs.every(({ text }) => text !== undefined);
  if (isWhole) return clusterIPs;
  const place = {
    kind: "service",
    block: 1,
    nth: membersOf(db, net.unit.id, "service").indexOf(id),
  } as const;
  return clusterIPs.map((each) => withExample(net, each, place));
}

/** The cluster IP of `default/kubernetes`: the first of the range. */
export function apiServerAddress(net: Net, family: Family): ClusterAddress {
  return withExample(net, awaitedAddress(family), { kind: "service", block: 0, nth: 0 });
}

/** The slices with an address for every pod. */
export function addressedSlices(db: Reader, net: Net, slices: readonly SlicePlan[]): readonly SlicePlan[] {
  const workloads = membersOf(db, net.unit.id, "workload");
  return slices.map((slice) => ({
    ...slice,
    endpoints: slice.endpoints.map((each) => withAddresses(net, each, workloads.indexOf(each.from))),
  }));
}

function withAddresses(net: Net, endpoint: ClusterEndpoint, rank: number): ClusterEndpoint {
  const { addresses, pod, from } = endpoint;
  if (!pod || addresses.every(({ text }) => text !== undefined)) return endpoint;
  const kind = isOnHost(net, from) ? "node" : "pod";
  const place = { kind, block: rank + 1, nth: pod.index } as const;
  return { ...endpoint, addresses: addresses.map((each) => withExample(net, each, place)) };
}

/** A pod in its node's network has its node's address. */
export function isOnHost(net: Net, workload: string): boolean {
  const member = net.resource(workload);
  return member !== undefined && isFamily(member, "workload") && valueOf(member.spec.hostNetwork) === true;
}

interface Place {
  readonly kind: Kind;
  /** A block has room for all the pods of a workload that are told apart. */
  readonly block: number;
  readonly nth: number;
}

function withExample(net: Net, address: ClusterAddress, { kind, block, nth }: Place): ClusterAddress {
  if (address.text !== undefined) return address;
  const { family } = address;
  const { serviceCIDR, podCIDR, clusterCIDR } = net.cluster;
  // kube-proxy's range of pods is that of the pods, wherever it is known from.
  const configured = { service: serviceCIDR, pod: podCIDR ?? clusterCIDR, node: undefined }[kind];
  const ranges = [...(configured?.split(",") ?? []), RANGES[family][kind]];
  const range = ranges.find((each) => each.includes(":") === (family === "IPv6")) ?? RANGES[family][kind];
  // Of an IPv6 address block and place are the last two groups: so it reads better.
  const offset = family === "IPv6" ? block * 0x10000 + nth + 1 : block * (MOST_PODS + 6) + nth + 1;
  return { family, text: addressIn(range.trim(), offset), example: true };
}

/**
 * Addresses for print: those that the cluster has yet to give out are made up, the same ones each time a world is asked.
 * They are never facts, and whoever prints them says so.
 */
import { type Address, type Family, familiesOf, familyOf } from "../../network/addresses.ts";
import type { Endpoint, Slice } from "../../network/endpointSlices.ts";
import { membersOf } from "../../network/members.ts";
import type { Net, Service } from "../../network/net.ts";
import { MOST_PODS } from "../../network/pods.ts";
import type { Reader } from "../../query/query.ts";
import { isFamily } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";

/** Where addresses come from if nobody says it: the ranges of kubeadm and of kind, and a private one for nodes. */
const RANGES = { service: "10.96.0.0/12", pod: "10.244.0.0/16", node: "192.168.0.0/16" };
const PREFIXES = { service: "fd00:10:96::", pod: "fd00:10:244::", node: "fd00:192:168::" };

/** The cluster IPs of a Service: those that are written, else examples. */
export function clusterIPsOf(db: Reader, net: Net, service: Service): readonly Address[] {
  const written = service.spec.clusterIPs.flatMap((each) => {
    const text = valueOf(each) ?? "";
    const family = familyOf(text);
    return family === undefined ? [] : [{ family, text }];
  });
  if (written.length > 0) return written;
  const rank = membersOf(db, net.unit.id, "service").indexOf(service.id);
  return (familiesOf(service, ["IPv4"]) ?? ["IPv4"]).map((family) => ({
    family,
    text: example(net, "service", family, 1, rank),
  }));
}

/** The slices with an address for every pod. */
export function addressed(db: Reader, net: Net, slices: readonly Slice[]): readonly Slice[] {
  const workloads = membersOf(db, net.unit.id, "workload");
  return slices.map((slice) => ({
    ...slice,
    endpoints: slice.endpoints.map((each) => withAddress(net, each, workloads.indexOf(each.from))),
  }));
}

function withAddress(net: Net, endpoint: Endpoint, rank: number): Endpoint {
  const { address, pod, from } = endpoint;
  if (address.text !== undefined || !pod) return endpoint;
  const kind = isOnHost(net, from) ? "node" : "pod";
  return {
    ...endpoint,
    address: { ...address, text: example(net, kind, address.family, rank + 1, pod.index) },
  };
}

/** A pod in its node's network has its node's address. */
export function isOnHost(net: Net, workload: string): boolean {
  const member = net.resource(workload);
  return member !== undefined && isFamily(member, "workload") && valueOf(member.spec.hostNetwork) === true;
}

/** The address of a block and a place in it; a block has room for all the pods of a workload that are told apart. */
function example(net: Net, kind: keyof typeof RANGES, family: Family, block: number, place: number): string {
  if (family === "IPv6") return `${PREFIXES[kind]}${block.toString(16)}:${(place + 1).toString(16)}`;
  const { serviceCIDR, podCIDR } = net.cluster;
  const range = { service: serviceCIDR, pod: podCIDR, node: undefined }[kind] ?? RANGES[kind];
  return addressIn(range, block * (MOST_PODS + 6) + place + 1);
}

/** The nth address of a range, from the start again where it is too small. */
function addressIn(range: string, nth: number): string {
  const [start = "", length = "16"] = range.split("/");
  const base = start.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(length));
  const number = base + (nth % size);
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

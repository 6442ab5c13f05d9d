/** What the fields about the way in from outside, and about who gets traffic, mean in this very manifest. */
import { membersOf } from "../../../network/members.ts";
import type { Service } from "../../../network/net.ts";
import { isFamily } from "../../../resources/resource.ts";
import { valueOf } from "../../../value/known.ts";
import { code } from "../../markdown.ts";
import { numberOf } from "../../pods.ts";
import { counted, listed, thousands } from "../../words.ts";
import { staticBand } from "../nodePort.ts";
import { typeOf } from "../view.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";
import { behindOf, podsBehind, podsIn } from "./pods.ts";

export const exposureHere: HereTable<Service> = {
  "spec.externalTrafficPolicy": externalPolicy,
  "spec.internalTrafficPolicy": (field) => nearness(field, "clients on other nodes get nothing"),
  "spec.trafficDistribution": (field) => [...total(field), ...besideTopology(field)],
  "metadata.annotations[service.kubernetes.io/topology-mode]": (field) => total(field),
  "spec.externalIPs": externalAddresses,
  "spec.loadBalancerSourceRanges": openPorts,
  "metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]": openPorts,
  "spec.allocateLoadBalancerNodePorts": allocation,
  "spec.loadBalancerClass": balanced,
  "spec.loadBalancerIP": balanced,
};

/** How many of the cluster's node ports are pinned in this world, and how many by this Service. */
export function nodePortLines({ db, net, resource }: Field<Service>): readonly string[] {
  const { from, to } = net.cluster.nodePortRange;
  const pinned = membersOf(db, net.unit.id, "service").flatMap((id) => {
    const service = net.resource(id);
    return service && isFamily(service, "service") && hasNodePorts(service) ? pinnedBy(service) : [];
  });
  const own = pinnedBy(resource);
  const size = thousands(to - from + 1);
  const band = staticBand(net.cluster.nodePortRange);
  const safest = band === 0 ? "" : `; the band to pin from is ${from}–${from + band - 1}`;
  const mine = own.length === 0 ? "none" : listed(own.map(String));
  return [
    `${new Set(pinned).size} of ${size} node ports pinned in these files, ${mine} by this Service${safest}`,
  ];
}

function hasNodePorts(service: Service): boolean {
  const type = typeOf(service);
  return type === "NodePort" || type === "LoadBalancer";
}

function pinnedBy({ spec }: Service): readonly number[] {
  return [...new Set(spec.ports.flatMap(({ nodePort }) => valueOf(nodePort) ?? []))];
}

function externalPolicy(field: Field<Service>): readonly string[] {
  const { resource } = field;
  if (!hasNodePorts(resource) && resource.spec.externalIPs.length === 0 && typeOf(resource) !== undefined)
    return [
      `nothing comes from outside on type ${code(typeOf(resource) ?? "")}: the API server refuses the field`,
    ];
  return nearness(field, "a node without one drops what arrives; spread them, or make them a DaemonSet");
}

/** Where only pods of the same node count: on how many nodes there can be some. */
function nearness(field: Field<Service>, otherwise: string): readonly string[] {
  const found = behindOf(field);
  const isLocal = writtenText(valueAt(field.document, field.path)) === "Local";
  if (!isLocal || found.kind !== "pods") return [podsBehind(field, found)];
  const pods = podsIn(found.workloads, found.count);
  const count = numberOf(found.count);
  if (found.workloads.every(({ identity }) => identity.kind === "DaemonSet")) return [pods];
  return count === undefined
    ? [`${pods}: ${otherwise}`]
    : [`${pods}, on ${count === 1 ? "one node" : `${count} nodes at most`}: ${otherwise}`];
}

function total(field: Field<Service>): readonly string[] {
  const found = behindOf(field);
  const count = found.kind === "pods" ? numberOf(found.count) : undefined;
  if (found.kind !== "pods" || count === undefined) return [podsBehind(field, found)];
  const short = count < 3 ? ": with three zones one has none of them" : "";
  return [`${podsIn(found.workloads, found.count)}${short}`];
}

function besideTopology({ resource }: Field<Service>): readonly string[] {
  const mode = resource.annotations.pairs.find(({ key }) => key === "service.kubernetes.io/topology-mode");
  return /^auto$/i.test(valueOf(mode?.value) ?? "")
    ? ["the annotation `service.kubernetes.io/topology-mode` of this Service wins over it"]
    : [];
}

function externalAddresses(field: Field<Service>): readonly string[] {
  const { resource } = field;
  const addresses = resource.spec.externalIPs.flatMap((each) => valueOf(each) ?? []);
  const ports = resource.spec.ports.flatMap(({ port }) => valueOf(port) ?? []);
  const ways = addresses.flatMap((each) => ports.map((port) => code(`${bracketed(each)}:${port}`)));
  return ways.length === 0 ? [] : [`${listed(ways)} → ${podsBehind(field)}`];
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** Node ports that lead past the ranges of the load balancer. */
function openPorts({ net, resource }: Field<Service>): readonly string[] {
  if (typeOf(resource) !== "LoadBalancer") return [];
  const pinned = pinnedBy(resource);
  if (pinned.length > 0) return [`port ${listed(pinned.map(String))} of every node leads past these ranges`];
  if (valueOf(resource.spec.allocateLoadBalancerNodePorts) === false)
    return ["no node port leads past these ranges"];
  const { from, to } = net.cluster.nodePortRange;
  const count = counted(resource.spec.ports.length, "node port");
  const lead = resource.spec.ports.length === 1 ? "leads" : "lead";
  return [`${count} that the cluster picks from ${from}–${to} ${lead} past these ranges`];
}

function allocation({ resource }: Field<Service>): readonly string[] {
  const pinned = pinnedBy(resource);
  return pinned.length > 0
    ? [`node port ${listed(pinned.map(String))} is pinned, and reserved either way`]
    : [];
}

function balanced(field: Field<Service>): readonly string[] {
  const type = typeOf(field.resource);
  if (type === "LoadBalancer" || type === undefined) return type === undefined ? [] : [podsBehind(field)];
  return [`type ${code(type)}: there is no load balancer`];
}

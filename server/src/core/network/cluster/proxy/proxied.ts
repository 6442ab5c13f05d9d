/**
 * kube-proxy: what it makes of a Service on one node (pkg/proxy of Kubernetes 1.30 to 1.36). Pure: a Service with its defaults
 * and its cluster IPs, the slices with an address for every endpoint, the node and the settings go in. Addresses without a text
 * are left out, and a gap says so.
 */
import type { Family } from "../addresses.ts";
import type { NormalService } from "../normalise.ts";
import type { ChosenPort } from "./balancing.ts";
import { choose, endpointsAt, isEntered } from "./choice.ts";
import { examplesIn } from "./examples.ts";
import { gapsOf, isServedElsewhere } from "./gaps.ts";
import { surroundingsOf } from "./iptables/chains.ts";
import { fixedRules } from "./iptables/fixed.ts";
import { iptablesTables, namedInIptables } from "./iptables/iptables.ts";
import { ipvsFates, virtualServers } from "./ipvs.ts";
import { servicePortName } from "./names.ts";
import { namedInNftables, nftablesNames } from "./nftables.ts";
import { nodeIPOf, nodePortAddressesOf } from "./nodePortAddresses.ts";
import type {
  Backends,
  Fate,
  IptablesPlan,
  IpvsPlan,
  NftablesPlan,
  PortFate,
  ProxyNode,
  ProxyPlan,
  ProxySettings,
} from "./plan.ts";
import { decidedOf, proxyPorts } from "./port.ts";

/** What a proxy of the configured mode makes of a Service; iptables where nobody says. */
export function proxied(
  service: NormalService,
  backends: Backends,
  node: ProxyNode,
  settings: ProxySettings,
): ProxyPlan {
  const mode = settings.proxyMode ?? "iptables";
  const { kind } = service.publication;
  if (mode === "none") return { mode, families: [], gaps: [] };
  if (kind === "alias" || kind === "headless") return { mode, families: [], gaps: [] };
  const gaps = gapsOf(service, backends, node);
  const worlds = worldsOf(service, backends, node, settings);
  switch (mode) {
    case "iptables":
      return { mode, families: worlds.map(iptablesPlan), gaps };
    case "ipvs":
      return { mode, families: worlds.map(ipvsPlan), gaps };
    case "nftables":
      return { mode, families: worlds.map(nftablesPlan), gaps };
  }
}

/** One proxier: all that it looks at for this Service. */
interface World {
  readonly family: Family;
  readonly service: NormalService;
  readonly chosen: readonly ChosenPort[];
  /** Endpoints of all ports, whether or not anything is sent to them. */
  readonly endpoints: number;
  readonly node: ProxyNode;
  readonly settings: ProxySettings;
}

/** One for each family in which the Service has a cluster IP. */
function worldsOf(
  service: NormalService,
  { slices }: Backends,
  node: ProxyNode,
  settings: ProxySettings,
): readonly World[] {
  const decided = decidedOf(service);
  if (decided === undefined || isServedElsewhere(service)) return [];
  const families = service.clusterIPs.flatMap(({ family, text }) => (text === undefined ? [] : [family]));
  return [...new Set(families)].map((family) => {
    const found = proxyPorts(service, decided, family).map((port) => {
      const endpoints = endpointsAt(slices, port, node);
      const choice = choose(port, endpoints, { node, version: settings.kubernetesVersion });
      return { port, choice, count: endpoints.length };
    });
    const endpoints = found.reduce((sum, { count }) => sum + count, 0);
    return { family, service, chosen: found, endpoints, node, settings };
  });
}

function iptablesPlan(world: World): IptablesPlan {
  const { family, chosen, endpoints, node, settings } = world;
  const ports = chosen.map(namedInIptables);
  const nodePorts = nodePortAddressesOf(family, settings.nodePortAddresses ?? [], node);
  return {
    family,
    ...iptablesTables(ports, surroundingsOf(family, node, settings), endpoints),
    fixed: fixedRules(family, nodePorts),
    fates: chosen.map((each) => fateOf(each, fates(each))),
    examples: examplesIn(world.service, family, ports),
  };
}

function nftablesPlan({ family, service, chosen, settings }: World): NftablesPlan {
  const ports = chosen.map((each) => namedInNftables(each, settings.kubernetesVersion));
  return {
    family,
    ...nftablesNames(ports),
    fates: chosen.map((each) => fateOf(each, fates(each))),
    examples: examplesIn(service, family, ports),
  };
}

function ipvsPlan({ family, service, chosen, node, settings }: World): IpvsPlan {
  const nodePorts = nodePortAddressesOf(family, settings.nodePortAddresses ?? [], node);
  const known = nodePorts.kind === "all" ? [nodeIPOf(family, node) ?? "<nodeIP>"] : nodePorts.addresses;
  const around = { scheduler: settings.ipvs?.scheduler || "rr", nodeIPs: known };
  return {
    family,
    virtualServers: chosen.flatMap((each) => virtualServers(each, around)),
    fates: chosen.map((each) => fateOf(each, ipvsFates(each))),
    examples: examplesIn(service, family, chosen),
  };
}

type Fates = Pick<PortFate, "internal" | "external">;

function fateOf({ port, choice }: ChosenPort, both: Fates): PortFate {
  const { usable, cluster, local } = choice;
  return {
    servicePort: servicePortName(port.name),
    protocol: port.name.protocol,
    index: port.index,
    ...both,
    endpoints: { usable: usable.length, cluster: cluster.length, local: local.length },
  };
}

/** Of iptables and nftables. */
function fates({ port, choice }: ChosenPort): Fates {
  const fate = (hasAny: boolean, policy: "Cluster" | "Local"): Fate => {
    if (!choice.hasEndpoints) return "reject";
    if (!hasAny) return "drop";
    return policy === "Local" ? "local" : "cluster";
  };
  return {
    internal: fate(choice.hasInternal, port.internalPolicy),
    external: isEntered(port) ? fate(choice.hasExternal, port.externalPolicy) : undefined,
  };
}

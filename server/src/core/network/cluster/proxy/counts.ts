/**
 * What a Service costs every node, and the API server, with so many endpoints: numbers only, without making any of them. All
 * endpoints count as ready, as alike (their ports resolve to the same numbers), and as hinted nowhere.
 */
import type { ClusterSettings } from "../../../units/settings.ts";
import type { Family } from "../addresses.ts";
import { ENDPOINTS_PER_SLICE } from "../endpoints.ts";
import type { NormalService } from "../normalise.ts";
import { isEntered, usesOf, type Verdict, verdictOf } from "./choice.ts";
import { isServedElsewhere } from "./gaps.ts";
import { type Surroundings, surroundingsOf, wayRules } from "./iptables/chains.ts";
import { filterEntries, isGuarded, natEntries } from "./iptables/entries.ts";
import { iptablesChains } from "./names.ts";
import { hasEndpointChains } from "./nftables.ts";
import { nodePortAddressesOf } from "./nodePortAddresses.ts";
import type { ProxyNode, ProxySettings } from "./plan.ts";
import { decidedOf, type ProxyPort, proxyPorts } from "./port.ts";

export interface Situation {
  /** In the whole cluster. */
  readonly endpoints: number;
  /** Of those, on the node. */
  readonly local: number;
}

/** Of one address family. */
export interface ProxyCounts {
  readonly family: Family;
  readonly endpointSlices: number;
  /** iptables, nftables: chains that are there for this Service. */
  readonly chains: number;
  /** iptables: rules in `nat` and `filter`; what nftables writes differs from version to version, and is not counted. */
  readonly rules: number;
  /** IPVS. */
  readonly virtualServers: number;
  readonly realServers: number;
}

type CountSettings = ProxySettings & Pick<ClusterSettings, "maxEndpointsPerSlice">;

/** One for each family in which the Service has a cluster IP; none of a Service that is not proxied, or not wholly known. */
export function countsFor(
  service: NormalService,
  situation: Situation,
  node: ProxyNode,
  settings: CountSettings,
): readonly ProxyCounts[] {
  const decided = decidedOf(service);
  if (decided === undefined || isServedElsewhere(service)) return [];
  const families = service.clusterIPs.flatMap(({ family, text }) => (text === undefined ? [] : [family]));
  const perSlice = settings.maxEndpointsPerSlice ?? ENDPOINTS_PER_SLICE;
  return [...new Set(families)].map((family) => {
    const ports = proxyPorts(service, decided, family);
    const each = ports.map((port) => countsOfPort(port, situation, node, settings));
    const sum = (of: (counts: PortCounts) => number) => each.reduce((total, one) => total + of(one), 0);
    return {
      family,
      endpointSlices: Math.max(1, Math.ceil(situation.endpoints / perSlice)),
      chains: sum(({ chains }) => chains),
      rules: sum(({ rules }) => rules),
      virtualServers: sum(({ virtualServers }) => virtualServers),
      realServers: sum(({ realServers }) => realServers),
    };
  });
}

type PortCounts = Omit<ProxyCounts, "family" | "endpointSlices">;

const NOTHING: PortCounts = { chains: 0, rules: 0, virtualServers: 0, realServers: 0 };

/** How many endpoints a port has for each policy, and either way. */
interface Chosen {
  readonly cluster: number;
  readonly local: number;
  readonly reachable: number;
  readonly verdict: Verdict;
}

function countsOfPort(
  port: ProxyPort,
  { endpoints, local }: Situation,
  node: ProxyNode,
  settings: CountSettings,
): PortCounts {
  const { usesCluster, usesLocal } = usesOf(port);
  const here = usesLocal ? Math.min(local, endpoints) : 0;
  const chosen: Chosen = {
    cluster: usesCluster ? endpoints : 0,
    local: here,
    reachable: usesCluster ? endpoints : here,
    verdict: verdictOf(port, { usable: endpoints, local: here }),
  };
  switch (settings.proxyMode ?? "iptables") {
    case "iptables":
      return ofIptables(port, chosen, surroundingsOf(port.family, node, settings));
    case "nftables":
      return ofNftables(port, chosen, settings);
    case "ipvs":
      return ofIpvs(port, chosen, nodePortServers(port, node, settings));
    case "none":
      return NOTHING;
  }
}

function ofIptables(port: ProxyPort, chosen: Chosen, around: Surroundings): PortCounts {
  const { cluster, local, reachable, verdict } = chosen;
  const chains = iptablesChains(port.name);
  const fixed = [
    ...natEntries(port, verdict, chains),
    ...filterEntries(port, verdict, chains),
    ...wayRules(port, verdict, chains, around),
  ];
  const aTarget = port.affinitySeconds === undefined ? 1 : 2;
  const doors = [isGuarded(port, verdict), verdict.hasEndpoints && isEntered(port), cluster > 0, local > 0];
  return {
    ...NOTHING,
    rules: fixed.length + (cluster + local) * aTarget + reachable * 2,
    chains: doors.filter(Boolean).length + reachable,
  };
}

function ofNftables(port: ProxyPort, chosen: Chosen, { kubernetesVersion }: CountSettings): PortCounts {
  const { cluster, local, reachable, verdict } = chosen;
  const isGuardedAnyway = port.vips.length > 0 && port.sourceRanges.length > 0;
  const doors = [isGuardedAnyway, verdict.hasEndpoints && isEntered(port), cluster > 0, local > 0];
  const own = hasEndpointChains(port, kubernetesVersion) ? reachable : 0;
  return { ...NOTHING, chains: doors.filter(Boolean).length + own };
}

/** At how many addresses its node port is open, as far as they are known. */
function nodePortServers(
  { family, nodePort }: ProxyPort,
  node: ProxyNode,
  { nodePortAddresses = [] }: CountSettings,
): number {
  if (nodePort === undefined) return 0;
  const open = nodePortAddressesOf(family, nodePortAddresses, node);
  return open.kind === "all" ? 1 : open.addresses.length;
}

function ofIpvs(port: ProxyPort, { cluster, local }: Chosen, nodePorts: number): PortCounts {
  const servers = (policy: "Cluster" | "Local") => (policy === "Local" && local > 0 ? local : cluster);
  const outside = port.externalIPs.length + port.vips.length + nodePorts;
  return {
    ...NOTHING,
    virtualServers: 1 + outside,
    realServers: servers(port.internalPolicy) + outside * servers(port.externalPolicy),
  };
}

/**
 * kube-proxy in nftables mode (pkg/proxy/nftables): names, and how connections are shared out (`numgen random`, every endpoint
 * alike). What the chains hold differs from version to version, so it is left out.
 */
import { isAtLeast, versionOf } from "../../../apiserver/version.ts";
import { balancingOf, type ChosenPort, type NamedPort } from "./balancing.ts";
import { isEntered } from "./choice.ts";
import { nftablesAffinitySet, nftablesChains, nftablesEndpointChain } from "./names.ts";
import type { NftablesPlan } from "./plan.ts";
import type { ProxyPort } from "./port.ts";

/** From about here on the chain of the Service leads to endpoints without a chain of their own, unless clients are remembered. */
const STRAIGHT_SINCE = 36;

export function hasEndpointChains({ affinitySeconds }: ProxyPort, version: string | undefined): boolean {
  return affinitySeconds !== undefined || !isAtLeast(versionOf(version ?? ""), STRAIGHT_SINCE);
}

export function namedInNftables({ port, choice }: ChosenPort, version: string | undefined): NamedPort {
  const named = hasEndpointChains(port, version) ? choice.reachable : [];
  return {
    port,
    choice,
    chains: nftablesChains(port.name),
    endpointChains: new Map(
      named.map((endpoint) => [endpoint, nftablesEndpointChain(port.name, endpoint.ip, endpoint.port)]),
    ),
  };
}

/** The kernel draws one of all at once. */
const NO_PARTS = { probability: undefined, saved: undefined };

type Names = Pick<NftablesPlan, "names" | "sets" | "balancing">;

export function nftablesNames(ports: readonly NamedPort[]): Names {
  return {
    names: ports.flatMap((each) => [...serviceNames(each), ...each.endpointChains.values()]),
    sets: ports.flatMap(({ port, endpointChains }) =>
      port.affinitySeconds === undefined ? [] : [...endpointChains.values()].map(nftablesAffinitySet),
    ),
    balancing: ports.flatMap((each) => balancingOf(each, () => NO_PARTS)),
  };
}

/** In the order in which a packet meets them; source ranges are looked at before anybody asks for endpoints. */
function serviceNames({ port, choice, chains }: NamedPort): readonly string[] {
  const isGuarded = port.vips.length > 0 && port.sourceRanges.length > 0;
  return [
    ...(isGuarded ? [chains.firewall] : []),
    ...(choice.hasEndpoints && isEntered(port) ? [chains.external] : []),
    ...(choice.cluster.length > 0 ? [chains.cluster] : []),
    ...(choice.local.length > 0 ? [chains.local] : []),
  ];
}

/**
 * kube-proxy in nftables mode (pkg/proxy/nftables): names, and how connections are shared out (`numgen random`, every endpoint
 * alike). What the chains hold differs from version to version, so it is left out.
 */
import { isAtLeast, versionOf } from "../../../apiserver/version.ts";
import { balancingOf, type ChosenPort } from "./balancing.ts";
import { isEntered } from "./choice.ts";
import { nftablesChains, nftablesEndpoint } from "./names.ts";
import type { NftablesPlan } from "./plan.ts";
import type { ProxyPort } from "./port.ts";

/** From about here on the chain of the Service leads to endpoints without a chain of their own, unless clients are remembered. */
const STRAIGHT_SINCE = 36;

export function hasEndpointChains({ affinitySeconds }: ProxyPort, version: string | undefined): boolean {
  return affinitySeconds !== undefined || !isAtLeast(versionOf(version ?? ""), STRAIGHT_SINCE);
}

export function nftablesNames(
  chosen: readonly ChosenPort[],
  version: string | undefined,
): Pick<NftablesPlan, "names" | "sets" | "balancing"> {
  return {
    names: chosen.flatMap((each) => [...serviceNames(each), ...endpointNames(each, version)]),
    sets: chosen.flatMap(({ port, choice }) =>
      port.affinitySeconds === undefined
        ? []
        : choice.reachable.map(({ ip, port: target }) => nftablesEndpoint(port.name, ip, target).affinity),
    ),
    balancing: chosen.flatMap((each) =>
      balancingOf(each, nftablesChains(each.port.name), ({ ip, port: target }) => ({
        chain: hasEndpointChains(each.port, version)
          ? nftablesEndpoint(each.port.name, ip, target).chain
          : undefined,
        probability: undefined,
      })),
    ),
  };
}

/** In the order in which a packet meets them; source ranges are looked at before anybody asks for endpoints. */
function serviceNames({ port, choice }: ChosenPort): readonly string[] {
  const chains = nftablesChains(port.name);
  const isGuarded = port.vips.length > 0 && port.sourceRanges.length > 0;
  return [
    ...(isGuarded ? [chains.firewall] : []),
    ...(choice.hasEndpoints && isEntered(port) ? [chains.external] : []),
    ...(choice.cluster.length > 0 ? [chains.cluster] : []),
    ...(choice.local.length > 0 ? [chains.local] : []),
  ];
}

function endpointNames({ port, choice }: ChosenPort, version: string | undefined): readonly string[] {
  if (!hasEndpointChains(port, version)) return [];
  return choice.reachable.map(({ ip, port: target }) => nftablesEndpoint(port.name, ip, target).chain);
}

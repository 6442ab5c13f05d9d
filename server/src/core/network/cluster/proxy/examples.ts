/** The words of a plan that hang on addresses which are made up: the addresses, and the names that are hashed from them. */
import type { Family } from "../addresses.ts";
import type { NormalService } from "../normalise.ts";
import type { ChosenPort } from "./balancing.ts";
import type { ProxyEndpoint } from "./choice.ts";
import { iptablesEndpointChain, nftablesEndpoint, type PortName } from "./names.ts";
import type { ProxyMode } from "./plan.ts";

export function examplesIn(
  { clusterIPs }: NormalService,
  family: Family,
  chosen: readonly ChosenPort[],
  mode: ProxyMode,
): readonly string[] {
  const addresses = clusterIPs.flatMap((each) =>
    each.family === family && each.example && each.text !== undefined ? [each.text] : [],
  );
  const words = chosen.flatMap(({ port, choice }) =>
    choice.reachable
      .filter(({ isExample }) => isExample)
      .flatMap((endpoint) => [endpoint.ip, endpoint.socket, ...hashed(port.name, endpoint, mode)]),
  );
  return [...new Set([...addresses, ...words])];
}

function hashed(name: PortName, { socket, ip, port }: ProxyEndpoint, mode: ProxyMode): readonly string[] {
  if (mode === "iptables") return [iptablesEndpointChain(name, socket)];
  if (mode !== "nftables") return [];
  const { chain, affinity } = nftablesEndpoint(name, ip, port);
  return [chain, affinity];
}

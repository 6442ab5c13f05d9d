/** Which chains share out connections, and among whom: the same in iptables and nftables, but for the names. */
import type { Choice, ProxyEndpoint } from "./choice.ts";
import { type ServiceChains, servicePortName } from "./names.ts";
import type { Balancing, BalancingTarget } from "./plan.ts";
import type { ProxyPort } from "./port.ts";

/** One port, and the endpoints that were chosen for it. */
export interface ChosenPort {
  readonly port: ProxyPort;
  readonly choice: Choice;
}

/** Names are hashes: each is made once. */
export interface NamedPort extends ChosenPort {
  readonly chains: ServiceChains;
  /** The chain of each endpoint that can be reached; those without one are not in it. */
  readonly endpointChains: ReadonlyMap<ProxyEndpoint, string>;
}

/** `parts` are those of a target with so many left, itself included. */
export function balancingOf(
  { port, choice, chains, endpointChains }: NamedPort,
  parts: (left: number) => Pick<BalancingTarget, "probability" | "saved">,
): readonly Balancing[] {
  const scopes = (["cluster", "local"] as const).filter((scope) => choice[scope].length > 0);
  return scopes.map((scope) => ({
    servicePort: servicePortName(port.name),
    protocol: port.name.protocol,
    chain: chains[scope],
    scope,
    targets: choice[scope].map((endpoint, index, all) => ({
      endpoint: endpoint.socket,
      chain: endpointChains.get(endpoint),
      ...parts(all.length - index),
      example: endpoint.isExample,
    })),
  }));
}

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

/** What a mode says of the endpoint at a place among so many. */
export type TargetNames = (
  endpoint: ProxyEndpoint,
  left: number,
) => Pick<BalancingTarget, "chain" | "probability">;

export function balancingOf(
  { port, choice }: ChosenPort,
  chains: ServiceChains,
  names: TargetNames,
): readonly Balancing[] {
  const scopes = (["cluster", "local"] as const).filter((scope) => choice[scope].length > 0);
  return scopes.map((scope) => ({
    servicePort: servicePortName(port.name),
    protocol: port.name.protocol,
    chain: chains[scope],
    scope,
    targets: choice[scope].map((endpoint, index, all) => ({
      endpoint: endpoint.socket,
      ...names(endpoint, all.length - index),
      example: endpoint.isExample,
    })),
  }));
}

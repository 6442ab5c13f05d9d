/** Gateway (gateway.networking.k8s.io, and the kind of that name in networking.istio.io): the ports on which it listens. */
import type { Known } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";

export interface GatewayFacts {
  readonly family: "gateway";
  /** `spec.gatewayClassName`; Istio's kind has none. */
  readonly className: Known<string> | undefined;
  readonly listeners: readonly Listener[];
}

/** One of `spec.listeners`; of `spec.servers` for Istio. */
export interface Listener {
  /** `spec.listeners[0]`. */
  readonly path: Path;
  readonly name: Known<string> | undefined;
  readonly port: Known<number> | undefined;
  readonly protocol: Known<string> | undefined;
  /** Requests for these alone; empty for any. */
  readonly hosts: readonly Known<string>[];
}

export function gatewayFacts(root: Value): GatewayFacts {
  return {
    family: "gateway",
    className: textOf(memberAt(root, "spec", "gatewayClassName")),
    listeners: itemsOf(memberAt(root, "spec", "listeners")).map((value, index) => {
      const host = textOf(member(value, "hostname"));
      return {
        path: ["spec", "listeners", index],
        name: textOf(member(value, "name")),
        port: integerOf(member(value, "port")),
        protocol: textOf(member(value, "protocol")),
        hosts: host ? [host] : [],
      };
    }),
  };
}

export function istioGatewayFacts(root: Value): GatewayFacts {
  return {
    family: "gateway",
    className: undefined,
    listeners: itemsOf(memberAt(root, "spec", "servers")).map((value, index) => ({
      path: ["spec", "servers", index],
      name: textOf(memberAt(value, "port", "name")),
      port: integerOf(memberAt(value, "port", "number")),
      protocol: textOf(memberAt(value, "port", "protocol")),
      hosts: itemsOf(member(value, "hosts")).flatMap((host) => textOf(host) ?? []),
    })),
  };
}

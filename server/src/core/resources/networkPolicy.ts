/** NetworkPolicy (networking.k8s.io/v1). */
import type { Known } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { integerOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { type LabelSelector, labelSelectorOf } from "./labelSelector.ts";

export interface NetworkPolicyFacts {
  readonly family: "policy";
  /** Absent selects every pod of the namespace, as `{}` does. */
  readonly podSelector: LabelSelector | undefined;
  /** As written; absent means Ingress, and Egress when there are egress rules. */
  readonly policyTypes: readonly Known<string>[] | undefined;
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly direction: "ingress" | "egress";
  /** `spec.ingress[0]`. */
  readonly path: Path;
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

export interface PolicyPeer {
  /** `spec.ingress[0].from[1]`. */
  readonly path: Path;
  readonly podSelector: LabelSelector | undefined;
  readonly namespaceSelector: LabelSelector | undefined;
  /** An `ipBlock`: no pods of this workspace are meant. */
  readonly isAddress: boolean;
}

export interface PolicyPort {
  /** `spec.ingress[0].ports[0]`. */
  readonly path: Path;
  /** A pod's port: a number, or the name of a container port. Absent means every port. */
  readonly port: Known<number | string> | undefined;
  readonly endPort: Known<number> | undefined;
  /** Absent means TCP. */
  readonly protocol: Known<string> | undefined;
}

export function networkPolicyFacts(root: Value): NetworkPolicyFacts {
  const spec = member(root, "spec");
  const types = member(spec, "policyTypes");
  return {
    family: "policy",
    podSelector: labelSelectorOf(member(spec, "podSelector")),
    policyTypes: types ? itemsOf(types).flatMap((type) => textOf(type) ?? []) : undefined,
    rules: [...rulesOf(spec, "ingress", "from"), ...rulesOf(spec, "egress", "to")],
  };
}

function rulesOf(
  spec: Value | undefined,
  direction: PolicyRule["direction"],
  peers: "from" | "to",
): readonly PolicyRule[] {
  return itemsOf(member(spec, direction)).map((rule, index) => {
    const path: Path = ["spec", direction, index];
    return {
      direction,
      path,
      peers: itemsOf(member(rule, peers)).map((peer, position) =>
        policyPeer(peer, [...path, peers, position]),
      ),
      ports: itemsOf(member(rule, "ports")).map((port, position) =>
        policyPort(port, [...path, "ports", position]),
      ),
    };
  });
}

function policyPeer(value: Value, path: Path): PolicyPeer {
  return {
    path,
    podSelector: labelSelectorOf(member(value, "podSelector")),
    namespaceSelector: labelSelectorOf(member(value, "namespaceSelector")),
    isAddress: memberAt(value, "ipBlock") !== undefined,
  };
}

function policyPort(value: Value, path: Path): PolicyPort {
  return {
    path,
    port: intOrTextOf(member(value, "port")),
    endPort: integerOf(member(value, "endPort")),
    protocol: textOf(member(value, "protocol")),
  };
}

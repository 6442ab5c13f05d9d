/**
 * kube-proxy in iptables mode (pkg/proxy/iptables): all that one Service adds to the tables of a node. The order of rules that
 * belong to different ports means nothing; those of one port keep theirs.
 */
import { balancingOf, type ChosenPort } from "../balancing.ts";
import { iptablesChains, iptablesEndpointChain } from "../names.ts";
import type { IptablesPlan } from "../plan.ts";
import { endpointRules, type Surroundings, wayRules } from "./chains.ts";
import { filterEntries, natEntries } from "./entries.ts";
import { probability } from "./probability.ts";
import { chainsOf, type Rule } from "./rule.ts";

type Tables = Pick<IptablesPlan, "nat" | "filter" | "balancing">;

export function iptablesTables(chosen: readonly ChosenPort[], around: Surroundings): Tables {
  const rules = chosen.flatMap((each) => rulesOf(each, around));
  return {
    nat: chainsOf(rules, "nat"),
    filter: chainsOf(rules, "filter"),
    balancing: chosen.flatMap((each) =>
      balancingOf(each, iptablesChains(each.port.name), ({ socket }, left) => ({
        chain: iptablesEndpointChain(each.port.name, socket),
        probability: probability(left),
      })),
    ),
  };
}

function rulesOf({ port, choice }: ChosenPort, around: Surroundings): readonly Rule[] {
  const chains = iptablesChains(port.name);
  return [
    ...natEntries(port, choice, chains),
    ...wayRules(port, choice, chains, around),
    ...endpointRules(port, choice, chains, around),
    ...filterEntries(port, choice, chains),
  ];
}

/**
 * kube-proxy in iptables mode (pkg/proxy/iptables): all that one Service adds to the tables of a node. The order of rules that
 * belong to different ports means nothing; those of one port keep theirs.
 */
import { balancingOf, type ChosenPort } from "../balancing.ts";
import { iptablesChains, iptablesEndpointChain } from "../names.ts";
import type { IptablesPlan } from "../plan.ts";
import { type Comments, endpointRules, type Surroundings, wayRules } from "./chains.ts";
import { filterEntries, natEntries } from "./entries.ts";
import { probability } from "./probability.ts";
import { chainsOf, type Rule } from "./rule.ts";

type Tables = Pick<IptablesPlan, "nat" | "filter" | "balancing">;

/** A node with more endpoints than this leaves their comments out (`largeClusterEndpointsThreshold`). */
const LARGE = 1000;

/** `endpoints` is how many there are, whether or not anything is sent to them; the node may have more of other Services. */
export function iptablesTables(
  chosen: readonly ChosenPort[],
  around: Surroundings,
  endpoints: number,
): Tables {
  const comments = endpoints > LARGE ? "left out" : "kept";
  const rules = chosen.flatMap((each) => rulesOf(each, around, comments));
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

function rulesOf({ port, choice }: ChosenPort, around: Surroundings, comments: Comments): readonly Rule[] {
  const chains = iptablesChains(port.name);
  return [
    ...natEntries(port, choice, chains),
    ...wayRules(port, choice, chains, around),
    ...endpointRules(port, choice, chains, comments),
    ...filterEntries(port, choice, chains),
  ];
}

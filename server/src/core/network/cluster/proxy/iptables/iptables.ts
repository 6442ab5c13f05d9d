/**
 * kube-proxy in iptables mode (pkg/proxy/iptables): all that one Service adds to the tables of a node. The order of rules that
 * belong to different ports means nothing; those of one port keep theirs.
 */
import { balancingOf, type ChosenPort, type NamedPort } from "../balancing.ts";
import { iptablesChains, iptablesEndpointChain } from "../names.ts";
import type { BalancingTarget, IptablesPlan } from "../plan.ts";
import { type Surroundings, wayRules } from "./chains.ts";
import { type Comments, endpointRules } from "./endpoints.ts";
import { filterEntries, natEntries } from "./entries.ts";
import { probability, savedProbability } from "./probability.ts";
import { chainsOf, type Rule } from "./rule.ts";

export function namedInIptables({ port, choice }: ChosenPort): NamedPort {
  return {
    port,
    choice,
    chains: iptablesChains(port.name),
    endpointChains: new Map(
      choice.reachable.map((endpoint) => [endpoint, iptablesEndpointChain(port.name, endpoint.socket)]),
    ),
  };
}

/** A node with more endpoints than this leaves their comments out (`largeClusterEndpointsThreshold`). */
const LARGE = 1000;

/** `endpoints` is how many there are, whether or not anything is sent to them; the node may have more of other Services. */
export function iptablesTables(
  ports: readonly NamedPort[],
  around: Surroundings,
  endpoints: number,
): Pick<IptablesPlan, "nat" | "filter" | "balancing"> {
  const comments = endpoints > LARGE ? "left out" : "kept";
  const rules = ports.flatMap((each) => rulesOf(each, around, comments));
  return {
    nat: chainsOf(rules, "nat"),
    filter: chainsOf(rules, "filter"),
    balancing: ports.flatMap((each) => balancingOf(each, partsOf)),
  };
}

function partsOf(left: number): Pick<BalancingTarget, "probability" | "saved"> {
  const written = probability(left);
  return { probability: written, saved: written === undefined ? undefined : savedProbability(written) };
}

function rulesOf(named: NamedPort, around: Surroundings, comments: Comments): readonly Rule[] {
  const { port, choice, chains } = named;
  return [
    ...natEntries(port, choice, chains),
    ...wayRules(port, choice, chains, around),
    ...endpointRules(named, comments),
    ...filterEntries(port, choice, chains),
  ];
}

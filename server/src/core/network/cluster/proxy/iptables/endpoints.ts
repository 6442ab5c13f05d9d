/** The chains that share out connections, KUBE-SVC and KUBE-SVL, and those that translate to one endpoint, KUBE-SEP. */
import type { NamedPort } from "../balancing.ts";
import type { ProxyEndpoint } from "../choice.ts";
import { servicePortName } from "../names.ts";
import { probability } from "./probability.ts";
import { comment, MARK_MASQUERADE, natRule, protocolMatch, type Rule } from "./rule.ts";

/** Of rules about single endpoints. */
export type Comments = "kept" | "left out";

export function endpointRules(named: NamedPort, comments: Comments): readonly Rule[] {
  const { choice, chains } = named;
  return [
    ...split(named, chains.cluster, choice.cluster, comments),
    ...split(named, chains.local, choice.local, comments),
    ...choice.reachable.flatMap((endpoint) => translation(named, endpoint, comments)),
  ];
}

/** Known clients first; the rest is shared out by chance, each rule taking its part of what is left. */
function split(
  { port, endpointChains }: NamedPort,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
  comments: Comments,
): readonly Rule[] {
  const targets = endpoints.map((endpoint) => ({
    note: comments === "left out" ? "" : comment(`${servicePortName(port.name)} -> ${endpoint.socket}`),
    target: endpointChains.get(endpoint) ?? "",
  }));
  const { affinitySeconds: seconds } = port;
  const remembered = seconds === undefined ? [] : targets;
  return [
    ...remembered.map(({ note, target }) =>
      natRule(chain, note, `-m recent --name ${target} --rcheck --seconds ${seconds} --reap`, `-j ${target}`),
    ),
    ...targets.map(({ note, target }, index) => {
      const part = probability(targets.length - index);
      const chance = part === undefined ? "" : `-m statistic --mode random --probability ${part}`;
      return natRule(chain, note, chance, `-j ${target}`);
    }),
  ];
}

/** A pod that reaches itself must see another source than itself. */
function translation(
  { port, endpointChains }: NamedPort,
  endpoint: ProxyEndpoint,
  comments: Comments,
): readonly Rule[] {
  const { socket, ip } = endpoint;
  const chain = endpointChains.get(endpoint) ?? "";
  const note = comments === "left out" ? "" : comment(servicePortName(port.name));
  const remember = port.affinitySeconds === undefined ? "" : `-m recent --name ${chain} --set`;
  return [
    natRule(chain, note, `-s ${ip}`, `-j ${MARK_MASQUERADE}`),
    natRule(chain, note, remember, protocolMatch(port), `-j DNAT --to-destination ${socket}`),
  ];
}

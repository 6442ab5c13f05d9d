/** The chains of one port of a Service in table `nat`: KUBE-FW, KUBE-EXT, KUBE-SVC, KUBE-SVL, KUBE-SEP. */
import type { Family } from "../../addresses.ts";
import { type Choice, isEntered, type ProxyEndpoint, type Verdict } from "../choice.ts";
import { isInRange, rangeIn } from "../cidr.ts";
import { iptablesEndpointChain, type ServiceChains, servicePortName } from "../names.ts";
import { nodeIPOf } from "../nodePortAddresses.ts";
import type { ProxyNode, ProxySettings } from "../plan.ts";
import type { ProxyPort } from "../port.ts";
import { internalChain, isGuarded } from "./entries.ts";
import { probability } from "./probability.ts";
import { comment, destination, MARK_MASQUERADE, natRule, protocolMatch, type Rule } from "./rule.ts";

/** What all Services of a node share. */
export interface Surroundings {
  /** The addresses of pods, of this family; undefined: pods are not told from the rest. */
  readonly clusterCIDR: string | undefined;
  readonly masquerade: "all" | "needed";
  /** The node's address of this family. */
  readonly nodeIP: string | undefined;
}

export function surroundingsOf(
  family: Family,
  node: ProxyNode,
  { clusterCIDR = "", masqueradeAll }: Pick<ProxySettings, "clusterCIDR" | "masqueradeAll">,
): Surroundings {
  return {
    clusterCIDR: clusterCIDR.split(",").flatMap((range) => rangeIn(family, range) ?? [])[0],
    masquerade: masqueradeAll === true ? "all" : "needed",
    nodeIP: nodeIPOf(family, node),
  };
}

/** Of rules about single endpoints. */
export type Comments = "kept" | "left out";

const MASQUERADE = `-j ${MARK_MASQUERADE}`;

/** The way to the endpoints, as long as there are any, whatever their number: in the order in which a packet goes it. */
export function wayRules(
  port: ProxyPort,
  verdict: Verdict,
  chains: ServiceChains,
  around: Surroundings,
): readonly Rule[] {
  return [
    ...(isGuarded(port, verdict) ? firewall(port, chains, around) : []),
    ...(verdict.hasEndpoints && isEntered(port) ? external(port, verdict, chains, around) : []),
    ...(verdict.hasInternal ? internal(port, internalChain(port, chains), around) : []),
  ];
}

/** How connections are shared out, and what each endpoint gets. */
export function endpointRules(
  port: ProxyPort,
  choice: Choice,
  chains: ServiceChains,
  comments: Comments,
): readonly Rule[] {
  return [
    ...split(port, chains.cluster, choice.cluster, comments),
    ...split(port, chains.local, choice.local, comments),
    ...choice.reachable.flatMap((endpoint) => endpointChain(port, endpoint, comments)),
  ];
}

/** A node whose own address is let in may reach the load balancer by its address, which is then the source, too. */
function firewall(port: ProxyPort, chains: ServiceChains, { nodeIP }: Surroundings): readonly Rule[] {
  const name = servicePortName(port.name);
  const isNodeIn = nodeIP !== undefined && port.sourceRanges.some((range) => isInRange(range, nodeIP));
  const sources = [...port.sourceRanges, ...(isNodeIn ? port.vips : [])];
  return [
    ...sources.map((source) =>
      natRule(chains.firewall, comment(`${name} loadbalancer IP`), `-s ${source}`, `-j ${chains.external}`),
    ),
    natRule(chains.firewall, comment(`other traffic to ${name} will be dropped by KUBE-PROXY-FIREWALL`)),
  ];
}

/** Policy Local: pods and the node itself are spared it, as if they had gone out and come in by the load balancer. */
function external(
  port: ProxyPort,
  { hasExternal }: Verdict,
  { external: chain, local, cluster }: ServiceChains,
  { clusterCIDR }: Surroundings,
): readonly Rule[] {
  const isLocal = port.externalPolicy === "Local";
  const last = hasExternal ? [natRule(chain, `-j ${isLocal ? local : cluster}`)] : [];
  const note = (what: string) => comment(`${what} for ${servicePortName(port.name)} external destinations`);
  if (!isLocal) return [natRule(chain, note("masquerade traffic"), MASQUERADE), ...last];
  const fromHere = "-m addrtype --src-type LOCAL";
  const fromPods =
    clusterCIDR === undefined
      ? []
      : [natRule(chain, note("pod traffic"), `-s ${clusterCIDR}`, `-j ${cluster}`)];
  return [
    ...fromPods,
    natRule(chain, note("masquerade LOCAL traffic"), fromHere, MASQUERADE),
    natRule(chain, note("route LOCAL traffic"), fromHere, `-j ${cluster}`),
    ...last,
  ];
}

/** What comes to the cluster IP from outside the pods must come back this way. */
function internal(
  port: ProxyPort,
  chain: string,
  { masquerade, clusterCIDR }: Surroundings,
): readonly Rule[] {
  const isAll = masquerade === "all";
  if (!isAll && clusterCIDR === undefined) return [];
  return [
    natRule(
      chain,
      comment(`${servicePortName(port.name)} cluster IP`),
      destination(port, port.clusterIP),
      isAll ? "" : `! -s ${clusterCIDR}`,
      MASQUERADE,
    ),
  ];
}

/** Known clients first; the rest is shared out by chance, each rule taking its part of what is left. */
function split(
  port: ProxyPort,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
  comments: Comments,
): readonly Rule[] {
  const targets = endpoints.map(({ socket }) => ({
    note: comments === "left out" ? "" : comment(`${servicePortName(port.name)} -> ${socket}`),
    target: iptablesEndpointChain(port.name, socket),
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
function endpointChain(port: ProxyPort, { socket, ip }: ProxyEndpoint, comments: Comments): readonly Rule[] {
  const chain = iptablesEndpointChain(port.name, socket);
  const note = comments === "left out" ? "" : comment(servicePortName(port.name));
  const remember = port.affinitySeconds === undefined ? "" : `-m recent --name ${chain} --set`;
  return [
    natRule(chain, note, `-s ${ip}`, MASQUERADE),
    natRule(chain, note, remember, protocolMatch(port), `-j DNAT --to-destination ${socket}`),
  ];
}

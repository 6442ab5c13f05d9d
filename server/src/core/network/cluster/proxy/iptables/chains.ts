/** The way through table `nat` to the endpoints of one port of a Service: KUBE-FW, KUBE-EXT, and what the chains of endpoints begin with. */
import type { Family } from "../../addresses.ts";
import { isEntered, type Verdict } from "../choice.ts";
import { isInRange, rangeIn } from "../cidr.ts";
import { type ServiceChains, servicePortName } from "../names.ts";
import { nodeIPOf } from "../nodePortAddresses.ts";
import type { ProxyNode, ProxySettings } from "../plan.ts";
import type { ProxyPort } from "../port.ts";
import { internalChain, isGuarded } from "./entries.ts";
import { comment, destination, MARK_MASQUERADE, natRule, type Rule } from "./rule.ts";

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

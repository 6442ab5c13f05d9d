/** The ways into one port of a Service: KUBE-SERVICES and KUBE-NODEPORTS, and what `filter` turns away. */

import type { Verdict } from "../choice.ts";
import type { ServiceChains } from "../names.ts";
import { servicePortName } from "../names.ts";
import type { ProxyPort } from "../port.ts";
import { comment, destination, filterRule, natRule, protocolMatch, type Rule } from "./rule.ts";

/** Where connections to the cluster IP go. */
export function internalChain({ internalPolicy }: ProxyPort, chains: ServiceChains): string {
  return internalPolicy === "Local" ? chains.local : chains.cluster;
}

/** Source ranges guard the addresses of a load balancer, and nothing else. */
export function isGuarded({ vips, sourceRanges }: ProxyPort, { hasEndpoints }: Verdict): boolean {
  return hasEndpoints && vips.length > 0 && sourceRanges.length > 0;
}

export function natEntries(port: ProxyPort, verdict: Verdict, chains: ServiceChains): readonly Rule[] {
  const name = servicePortName(port.name);
  const balanced = isGuarded(port, verdict) ? chains.firewall : chains.external;
  const enter = (what: string, address: string, chain: string) =>
    natRule("KUBE-SERVICES", comment(`${name} ${what}`), destination(port, address), `-j ${chain}`);
  const internal = verdict.hasInternal
    ? [enter("cluster IP", port.clusterIP, internalChain(port, chains))]
    : [];
  if (!verdict.hasEndpoints) return internal;
  const nodePort =
    port.nodePort === undefined
      ? []
      : [
          natRule(
            "KUBE-NODEPORTS",
            comment(name),
            protocolMatch(port),
            `--dport ${port.nodePort}`,
            `-j ${chains.external}`,
          ),
        ];
  return [
    ...internal,
    ...port.externalIPs.map((address) => enter("external IP", address, chains.external)),
    ...port.vips.map((address) => enter("loadbalancer IP", address, balanced)),
    ...nodePort,
  ];
}

export function filterEntries(port: ProxyPort, verdict: Verdict, chains: ServiceChains): readonly Rule[] {
  return [
    ...turnedAway(port, verdict),
    ...(isGuarded(port, verdict) ? guards(port, chains.firewall) : []),
    ...healthCheck(port),
  ];
}

/** REJECT: nobody in the cluster can serve it. DROP: others can, and this node may not send it there. */
function turnedAway(port: ProxyPort, verdict: Verdict): readonly Rule[] {
  const name = servicePortName(port.name);
  const why = comment(`${name} ${verdict.hasEndpoints ? "has no local endpoints" : "has no endpoints"}`);
  const answer = verdict.hasEndpoints ? "-j DROP" : "-j REJECT";
  const internal = verdict.hasInternal
    ? []
    : [filterRule("KUBE-SERVICES", why, destination(port, port.clusterIP), answer)];
  if (verdict.hasExternal) return internal;
  const nodePort =
    port.nodePort === undefined
      ? []
      : [
          filterRule(
            "KUBE-EXTERNAL-SERVICES",
            why,
            "-m addrtype --dst-type LOCAL",
            protocolMatch(port),
            `--dport ${port.nodePort}`,
            answer,
          ),
        ];
  const addresses = [...port.externalIPs, ...port.vips];
  return [
    ...internal,
    ...addresses.map((address) =>
      filterRule("KUBE-EXTERNAL-SERVICES", why, destination(port, address), answer),
    ),
    ...nodePort,
  ];
}

function guards(port: ProxyPort, firewall: string): readonly Rule[] {
  const why = comment(`${servicePortName(port.name)} traffic not accepted by ${firewall}`);
  return port.vips.map((address) =>
    filterRule("KUBE-PROXY-FIREWALL", why, destination(port, address), "-j DROP"),
  );
}

/** Answered by kube-proxy itself, over TCP, whatever the Service speaks. */
function healthCheck({ name, healthCheckNodePort }: ProxyPort): readonly Rule[] {
  if (healthCheckNodePort === undefined) return [];
  const why = comment(`${servicePortName(name)} health check node port`);
  return [filterRule("KUBE-NODEPORTS", why, "-m tcp -p tcp", `--dport ${healthCheckNodePort}`, "-j ACCEPT")];
}

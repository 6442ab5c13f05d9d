/** What has to be said beside the rules of kube-proxy: what they leave open, and what they cost. */
import { countsFor, type ProxyCounts } from "../../network/cluster/proxy/counts.ts";
import type { Gap, IptablesPlan, PortFate, ProxyNode, ProxyPlan } from "../../network/cluster/proxy/plan.ts";
import type { NamesView } from "../names/view.ts";
import { addressText, schedulerText } from "../proxyMode.ts";
import { because, thousands } from "../words.ts";

/** Each gap of a plan in a sentence, those that are alike in one. */
export function gapRemarks({ gaps, families }: ProxyPlan): readonly string[] {
  return [...new Set(gaps.map((gap) => gapText(gap, families.length > 0 ? "rules" : "nothing")))];
}

function gapText(gap: Gap, told: "rules" | "nothing"): string {
  switch (gap.because) {
    case "awaited":
      return awaitedText(gap.about);
    case "unplaced":
      return "On which nodes the pods will run is not known: none is taken for one of this node.";
    case "uncounted":
      return "How many endpoints there are is not known: shares and rules are those of the ones shown.";
    case "unready":
      return "Whether some of the endpoints are ready is not known: here they get nothing.";
    case "elsewhere":
      return "The label service.kubernetes.io/service-proxy-name gives it to another proxy: kube-proxy leaves it alone.";
    default: {
      const why = because(gap.because);
      if (gap.about === "endpoints") return `Some ports of endpoints are left out: ${why}.`;
      const what =
        told === "rules" ? "what hangs on it is left out" : "every rule hangs on it, so none is told";
      return `${gap.about}: ${why}; ${what}.`;
    }
  }
}

function awaitedText(about: string): string {
  switch (about) {
    case "status.loadBalancer":
      return "The rules for the load balancer's address come when it has one.";
    case "spec.clusterIP":
      return "The rules come when the cluster has given out a cluster IP.";
    case "endpoints":
      return "Endpoints without an address yet are left out.";
    default:
      return "For what stands in angle brackets the cluster gives out a number.";
  }
}

/** How a packet comes to a pod, and what the address is; nothing where none comes there. */
export function wayRemarks({ net }: NamesView, plan: ProxyPlan): readonly string[] {
  const isServed = plan.families.some(({ fates }) => fates.some(isReached));
  if (plan.mode === "none" || !isServed) return [];
  const text = addressText(net.cluster);
  const address = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return plan.mode === "iptables" ? [walk(plan.families), address] : [address];
}

function isReached({ internal }: PortFate): boolean {
  return internal === "cluster" || internal === "local";
}

function walk(families: readonly IptablesPlan[]): string {
  const [chain, ...more] = new Set(families.flatMap(internalChains));
  const own = chain === undefined || more.length > 0 ? "the chain of the port" : chain;
  return `The way of a packet to the cluster IP: PREROUTING (from a pod) or OUTPUT (from the node itself) → KUBE-SERVICES → ${own} → a KUBE-SEP chain, which makes a pod its destination (DNAT) → POSTROUTING. Conntrack turns the answers back.`;
}

/** Where rules of KUBE-SERVICES send what comes for the cluster IP. */
function internalChains({ fates, balancing }: IptablesPlan): readonly string[] {
  return fates.flatMap(({ servicePort, protocol, internal }) =>
    balancing
      .filter(
        (each) => each.servicePort === servicePort && each.protocol === protocol && each.scope === internal,
      )
      .map(({ chain }) => chain),
  );
}

/** How IPVS shares out; the other modes draw lots, which shares say. */
export function spreadRemarks({ net }: NamesView): readonly string[] {
  const text = schedulerText(net.cluster);
  return text === undefined ? [] : [`${text}.`];
}

/** What a node keeps for the Service now, with all its ports, and what it would keep with many endpoints; none without any now. */
export function costRemarks(
  { net, service, clusterIPs, slices }: NamesView,
  node: ProxyNode,
): readonly string[] {
  const endpoints = slices.filter(({ addressType }) => addressType === clusterIPs[0]?.family);
  const ready = endpoints.flatMap((slice) => slice.endpoints.filter((each) => each.ready === true));
  const local = ready.filter(({ nodeName }) => nodeName !== undefined && nodeName === node?.name).length;
  if (ready.length === 0) return [];
  const larger = Math.max(100, 10 ** Math.ceil(Math.log10(ready.length + 1)));
  const [now, then] = [ready.length, larger].map((count) =>
    kept(countsFor({ ...net.normal(service), clusterIPs }, { endpoints: count, local }, node, net.cluster)),
  );
  if (now === undefined || then === undefined) return [];
  const size = many(larger, "endpoint");
  const what = now === then ? `as many with ${size}` : `with ${size} ${then}`;
  return [`For it a node keeps ${now}; ${what}.`];
}

/** `14 rules in 6 chains`, `3 chains`, `2 virtual servers with 6 real servers`; undefined where nothing is. */
function kept(all: readonly ProxyCounts[]): string | undefined {
  const sum = (of: (counts: ProxyCounts) => number) => all.reduce((total, each) => total + of(each), 0);
  const [rules, chains] = [sum((each) => each.rules), sum((each) => each.chains)];
  const servers = sum((each) => each.virtualServers);
  const real = sum((each) => each.realServers);
  if (rules + servers + chains === 0) return undefined;
  if (servers > 0) return `${many(servers, "virtual server")} with ${many(real, "real server")}`;
  return rules > 0 ? `${many(rules, "rule")} in ${many(chains, "chain")}` : many(chains, "chain");
}

function many(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? "" : "s"}`;
}

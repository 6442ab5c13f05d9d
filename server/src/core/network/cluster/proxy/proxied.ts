/**
 * kube-proxy: what it makes of a Service on one node (pkg/proxy of Kubernetes 1.30 to 1.36). Pure: a Service with its defaults
 * and its cluster IPs, the slices with an address for every endpoint, the node and the settings go in.
 */
import type { NormalService } from "../normalise.ts";
import type { Backends, ProxyNode, ProxyPlan, ProxySettings } from "./plan.ts";

/** What a proxy of the configured mode makes of a Service; iptables where nobody says. */
export function proxied(
  _service: NormalService,
  _backends: Backends,
  _node: ProxyNode,
  { proxyMode: mode = "iptables" }: ProxySettings,
): ProxyPlan {
  if (mode === "none") return { mode, families: [], gaps: [] };
  return { mode, families: [], gaps: [] };
}

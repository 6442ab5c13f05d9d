/** KubeProxyConfiguration (kubeproxy.config.k8s.io/v1alpha1), as kube-proxy is started with it. */
import type { Value } from "../../value/value.ts";
import { type Fact, fact } from "./fact.ts";
import { flagAt, proxyModeFact, rangesFact, textAt, textsAt } from "./written.ts";

export function kubeProxyFacts(value: Value | undefined): readonly Fact[] {
  const scheduler = textAt(value, "ipvs", "scheduler");
  const nodePorts = textsAt(value, "nodePortAddresses").filter((each) => each !== "");
  return [
    ...proxyModeFact(textAt(value, "mode"), ["mode"]),
    ...rangesFact("clusterCIDR", textAt(value, "clusterCIDR"), ["clusterCIDR"]),
    ...masqueradeAll(value),
    ...(scheduler === undefined ? [] : [fact("ipvs", { scheduler }, ["ipvs", "scheduler"])]),
    ...(nodePorts.length === 0 ? [] : [fact("nodePortAddresses", nodePorts, ["nodePortAddresses"])]),
  ];
}

/** Said of the mode that runs; of another one it says nothing. */
function masqueradeAll(value: Value | undefined): readonly Fact[] {
  const mode = textAt(value, "mode") ?? "iptables";
  const table = mode === "nftables" ? "nftables" : "iptables";
  const isOn = flagAt(value, table, "masqueradeAll");
  return isOn === undefined ? [] : [fact("masqueradeAll", isOn, [table, "masqueradeAll"])];
}

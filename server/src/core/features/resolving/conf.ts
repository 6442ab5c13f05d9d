/** The resolv.conf of a workload's pods, as the kubelet of the cluster that is configured writes it. */
import { type ResolvConf, resolvConf } from "../../network/cluster/resolvConf.ts";
import type { Net, Workload } from "../../network/net.ts";
import { clusterServers } from "./asking.ts";

export function confOf(net: Net, { id, spec }: Workload): ResolvConf {
  const { dns, hostNetwork } = spec;
  const kubelet = {
    domain: net.cluster.domain,
    clusterDNS: clusterServers(net.cluster).addresses,
    node: net.cluster.resolvConf ?? {},
  };
  return resolvConf({ dns, hostNetwork, namespace: net.namespaceOf(id).value }, kubelet);
}

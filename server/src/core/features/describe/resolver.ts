/** `/etc/resolv.conf` of a workload's pods, and what to know of it. */
import type { ResolvConfDescription } from "../../descriptions.ts";
import type { Net, Workload } from "../../network/net.ts";
import { valueOf } from "../../value/known.ts";
import { confOf } from "../resolving/conf.ts";
import { listed } from "../words.ts";

export function resolverOf(net: Net, workload: Workload): ResolvConfDescription {
  const { mode, nameservers, search, options, cut, unread } = confOf(net, workload);
  const { hostNetwork, dns } = workload.spec;
  const isSilent =
    valueOf(hostNetwork) === true && (valueOf(dns.dnsPolicy) ?? "ClusterFirst") === "ClusterFirst";
  const lost = [...cut.nameservers, ...cut.search];
  return {
    nameservers,
    search,
    options,
    remarks: [
      ...(mode === "host"
        ? [
            isSilent
              ? "It is that of the node: with hostNetwork, dnsPolicy ClusterFirst counts as Default, and names of Services are not found. ClusterFirstWithHostNet finds them."
              : "It is that of the node, which the cluster's DNS has no part in: names of Services are not found.",
          ]
        : []),
      ...(lost.length > 0 ? [`Beyond its limits the kubelet leaves out ${listed(lost)}.`] : []),
      ...(unread.length > 0 ? [`Not all is certain: ${listed(unread)} cannot be read.`] : []),
    ],
  };
}

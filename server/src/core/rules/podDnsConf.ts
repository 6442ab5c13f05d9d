/** What rules about looking names up share: the resolv.conf of a pod, its `ndots`, and which C library its image has. */
import { type ResolvConf, resolvConf } from "../network/cluster/resolvConf.ts";
import type { Net, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";

/** One server, as kubeadm gives it to the cluster's DNS; which one is nobody's concern here. */
const CLUSTER_DNS = ["10.96.0.10"];

export function confOf({ id, spec: { dns, hostNetwork } }: Workload, net: Net): ResolvConf {
  const { domain, clusterDNS = CLUSTER_DNS, resolvConf: node = {} } = net.cluster;
  const pod = { dns, hostNetwork, namespace: net.namespaceOf(id).value };
  return resolvConf(pod, { domain, clusterDNS, node });
}

/** `dnsConfig.options` with the name `ndots`, where it is a number. */
export function writtenNdots({
  spec,
}: Workload): { readonly index: number; readonly ndots: number } | undefined {
  const options = spec.dns.dnsConfig?.options ?? [];
  const index = options.findLastIndex(({ name }) => valueOf(name) === "ndots");
  const ndots = Number(valueOf(options[index]?.value) || "NaN");
  return Number.isInteger(ndots) && ndots >= 0 ? { index, ndots } : undefined;
}

/** Alpine's C library is musl; what else an image is built of cannot be seen. */
export function isAlpine({ spec }: Workload, path: Path): boolean {
  const images = spec.containers.filter(({ list, index }) => {
    const at = path.indexOf(list);
    return at < 0 || path[at + 1] === index;
  });
  return images.some(({ image }) => /alpine/i.test(valueOf(image) ?? ""));
}

/**
 * kube-proxy in IPVS mode (pkg/proxy/ipvs; deprecated since 1.35): a virtual server in the kernel for each address and port.
 * Cluster IPs, external IPs and load balancer IPs are bound to the interface `kube-ipvs0`, so that a node knows them for its
 * own. There are no chains for Services; which addresses there are is kept in sets.
 */
import type { ChosenPort } from "./balancing.ts";
import { type Choice, isEntered, type ProxyEndpoint } from "./choice.ts";
import { servicePortName, socketName } from "./names.ts";
import type { Fate, VirtualServer } from "./plan.ts";

export interface IpvsSurroundings {
  readonly scheduler: string;
  /** The addresses at which node ports are open, as far as they are known. */
  readonly nodeIPs: readonly string[];
}

export function virtualServers(
  { port, choice }: ChosenPort,
  { scheduler, nodeIPs }: IpvsSurroundings,
): readonly VirtualServer[] {
  const protocol = port.name.protocol.toUpperCase();
  const server =
    (role: VirtualServer["role"], number: number | string, policy: "Cluster" | "Local") =>
    (ip: string): VirtualServer => ({
      servicePort: servicePortName(port.name),
      address: `${socketName(ip.includes(":") ? "IPv6" : "IPv4", ip, number)}/${protocol}`,
      role,
      scheduler,
      persistence: port.affinitySeconds,
      realServers: realServers(choice, policy).map(({ socket }) => socket),
    });
  const { externalPolicy, nodePort } = port;
  return [
    ...[port.clusterIP].map(server("clusterIP", port.port, port.internalPolicy)),
    ...port.externalIPs.map(server("externalIP", port.port, externalPolicy)),
    ...port.vips.map(server("loadBalancer", port.port, externalPolicy)),
    ...(nodePort === undefined ? [] : nodeIPs.map(server("nodePort", nodePort, externalPolicy))),
  ];
}

/** Unlike the other modes: policy Local without endpoints here takes those of other nodes, if they are known for any reason. */
function realServers({ cluster, local }: Choice, policy: "Cluster" | "Local"): readonly ProxyEndpoint[] {
  return policy === "Local" && local.length > 0 ? local : cluster;
}

/** What connections meet: nothing is ever dropped, and the kernel refuses them where there is no real server. */
export function ipvsFates({ port, choice }: ChosenPort): {
  readonly internal: Fate;
  readonly external: Fate | undefined;
} {
  const fate = (policy: "Cluster" | "Local"): Fate => {
    if (realServers(choice, policy).length === 0) return "reject";
    return policy === "Local" && choice.local.length > 0 ? "local" : "cluster";
  };
  return {
    internal: fate(port.internalPolicy),
    external: isEntered(port) ? fate(port.externalPolicy) : undefined,
  };
}

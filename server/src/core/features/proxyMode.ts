/** What the mode of kube-proxy means for somebody who calls a Service, in words. */
import type { ClusterSettings } from "../units/settings.ts";

type Proxy = Pick<ClusterSettings, "proxyMode" | "ipvs">;

/** Whether the cluster IP is anywhere, and answers. */
export function addressText({ proxyMode = "iptables" }: Proxy): string {
  switch (proxyMode) {
    case "iptables":
      return "with iptables the address is on no interface: it answers no ping, and nothing listens there";
    case "nftables":
      return "with nftables the address is on no interface: it answers no ping, and ports that no Service has there are refused";
    case "ipvs":
      return "with IPVS every node has the address on its interface kube-ipvs0, and refuses ports that no Service has there";
    case "none":
      return "what stands in for kube-proxy decides whether the address answers a ping";
  }
}

/** Schedulers of the kernel; kube-proxy gives every endpoint the weight 1. */
const SCHEDULERS: Readonly<Record<string, string>> = {
  rr: "the next endpoint in turn",
  wrr: "the next endpoint in turn, since all weigh the same",
  lc: "the endpoint with the fewest connections",
  wlc: "the endpoint with the fewest connections, since all weigh the same",
  sh: "the endpoint that the client's address falls to",
  dh: "the endpoint that the Service's own address falls to, the same one for all clients",
  sed: "the endpoint with the shortest expected delay",
  nq: "an endpoint without connections, else the one with the shortest expected delay",
};

/** How IPVS shares out connections; undefined in the other modes, which draw lots. */
export function schedulerText({ proxyMode, ipvs }: Proxy): string | undefined {
  if (proxyMode !== "ipvs") return undefined;
  const scheduler = ipvs?.scheduler || "rr";
  const words = Object.hasOwn(SCHEDULERS, scheduler) ? SCHEDULERS[scheduler] : undefined;
  return words === undefined
    ? `IPVS shares out new connections by its scheduler ${scheduler}`
    : `IPVS, scheduler ${scheduler}: a new connection goes to ${words}`;
}

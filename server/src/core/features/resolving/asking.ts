/** What the servers of a pod's resolv.conf answer to one name: the cluster's DNS, or servers that know nothing of it. */
import { addressIn } from "../../network/cluster/addresses.ts";
import { answer, type DnsAnswer, type Zone } from "../../network/cluster/answer.ts";
import type { ResolvConf } from "../../network/cluster/resolvConf.ts";
import type { NameAnswer } from "../../network/cluster/resolve.ts";
import type { ClusterSettings } from "../../units/settings.ts";
import type { Answer } from "../../value/known.ts";

/** kubeadm gives the tenth address of the range to the cluster's DNS. */
const TENTH = 10;

export interface ClusterServers {
  readonly addresses: readonly string[];
  /** Nobody says them: they are those of kubeadm. */
  readonly assumed: boolean;
}

export function clusterServers({ clusterDNS, serviceCIDR }: ClusterSettings): ClusterServers {
  if (clusterDNS) return { addresses: clusterDNS, assumed: false };
  const [range = "10.96.0.0/12"] = serviceCIDR?.split(",") ?? [];
  return { addresses: [addressIn(range.trim(), TENTH)], assumed: true };
}

/** Addresses that are given out within an organisation, or on one machine (RFC 1122, 1918, 3927, 4193, 6598). */
const PRIVATE =
  /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|::1$)/i;

/** Whether a pod asks the cluster's DNS; a server of an unknown kind near by may be it, or a cache of it. */
export function asksCluster(
  { mode, nameservers }: ResolvConf,
  { addresses, assumed }: ClusterServers,
): Answer {
  if (mode === "cluster") return "yes";
  const [first] = nameservers;
  if (first === undefined) return mode === "host" ? "no" : "unknown";
  if (addresses.includes(first)) return "yes";
  return mode === "none" && assumed && PRIVATE.test(first) ? "unknown" : "no";
}

/** `alteredBy` are plugins of CoreDNS that may answer where its Services do not. */
export function asker(
  zone: Zone,
  isCluster: Answer,
  alteredBy: readonly string[],
): (name: string) => NameAnswer {
  return (name) => {
    const { status, ...rest } = isCluster === "no" ? outside(name) : fromCluster(zone, name);
    const isAltered = isCluster === "yes" && status !== "OK" && alteredBy.length > 0;
    const certainty = isCluster === "unknown" || isAltered ? "unknown" : rest.certainty;
    return { ...rest, status, certainty };
  };
}

/** getaddrinfo asks for both at once: one address is enough, one NXDOMAIN tells more than an empty answer. */
function fromCluster(zone: Zone, name: string): NameAnswer {
  const both = (["A", "AAAA"] as const).map((type) => answer(zone, name, type));
  const records = both.flatMap((each) => each.records);
  const addresses = records.flatMap(({ type, data, example }) =>
    type === "A" || type === "AAAA"
      ? [{ family: type === "A" ? ("IPv4" as const) : ("IPv6" as const), text: data, example }]
      : [],
  );
  const cname = [...new Set(records.flatMap(({ type, data }) => (type === "CNAME" ? [data] : [])))];
  const certainty = both.some((each) => each.certainty === "unknown") ? "unknown" : "certain";
  const found = { addresses, cname, certainty } as const;
  const statuses = both.map(({ status }) => status);
  if (statuses.includes("OK")) return { ...found, status: "OK" };
  if (statuses.includes("EXTERNAL")) return { ...found, ...outside(cname.at(-1) ?? name), cname };
  return { ...found, status: statuses.includes("NXDOMAIN") ? "NXDOMAIN" : "NODATA" };
}

/** Top-level names that are in nobody's DNS (RFC 2606, 6761, 6762, 7686, 9476), and those of the cluster's own names. */
const NOWHERE = new Set(["test", "example", "invalid", "localhost", "local", "onion", "alt", "svc"]);

/** Names outside the cluster's zone; one label alone is nobody's either. */
function outside(name: string): NameAnswer {
  const labels = name.replace(/\.$/, "").split(".");
  const isNowhere = labels.length === 1 || NOWHERE.has(labels.at(-1) ?? "");
  const status: DnsAnswer["status"] = isNowhere ? "NXDOMAIN" : "EXTERNAL";
  return { status, addresses: [], cname: [], certainty: "certain" };
}

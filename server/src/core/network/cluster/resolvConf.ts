/**
 * `/etc/resolv.conf` as the kubelet writes it into a pod (pkg/kubelet/network/dns): dnsPolicy, the node's own file, dnsConfig,
 * and the limits that it keeps after merging them.
 */
import type { PodDns } from "../../resources/podDns.ts";
import type { CoreDns, NodeResolvConf } from "../../units/settings.ts";
import { isKnown, type Known, valueOf } from "../../value/known.ts";

export interface ResolvConf {
  /** `cluster`: cluster DNS first; `host`: the node's file; `none`: what `dnsConfig` says and nothing else. */
  readonly mode: "cluster" | "host" | "none";
  readonly nameservers: readonly string[];
  /** Without final dots; `.` is the root. */
  readonly search: readonly string[];
  /** As they are written: `ndots:5`, `rotate`. */
  readonly options: readonly string[];
  /** What the limits cut off. */
  readonly cut: { readonly nameservers: readonly string[]; readonly search: readonly string[] };
  /** What of it cannot be read, as field names; empty when it is certain. */
  readonly unread: readonly string[];
}

/** What the kubelet is told, and what lies on its node. */
export interface Kubelet {
  readonly domain: string;
  readonly clusterDNS: readonly string[];
  readonly node: NodeResolvConf;
}

export interface ResolvingPod {
  readonly namespace: Known<string>;
  readonly hostNetwork: Known<boolean> | undefined;
  readonly dns: Pick<PodDns, "dnsPolicy" | "dnsConfig">;
}

/** The kubelet takes so many, and drops the rest. */
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const LONGEST_SEARCH = 253;
const LONGEST_LIST = 2048;

export function resolvConf(pod: ResolvingPod, kubelet: Kubelet): ResolvConf {
  const mode = modeOf(pod, kubelet);
  const base = baseOf(mode, pod, kubelet);
  const config = pod.dns.dnsConfig;
  const nameservers = unique([...base.nameservers, ...(config?.nameservers ?? []).flatMap(valuesOf)]);
  const search = unique([...base.search, ...(config?.searches ?? []).flatMap(valuesOf).map(withoutDot)]);
  const kept = keptSearch(search);
  return {
    mode,
    nameservers: nameservers.slice(0, MOST_NAMESERVERS),
    search: kept,
    options: mergedOptions([...base.options, ...podOptions(pod)]),
    cut: {
      nameservers: nameservers.slice(MOST_NAMESERVERS),
      search: search.filter((each) => !kept.includes(each)),
    },
    unread: unreadOf(mode, pod),
  };
}

/** A pod in its node's network silently loses ClusterFirst; so does every pod where no cluster DNS is configured. */
function modeOf({ dns, hostNetwork }: ResolvingPod, { clusterDNS }: Kubelet): ResolvConf["mode"] {
  const policy = valueOf(dns.dnsPolicy) ?? "ClusterFirst";
  if (policy === "None") return "none";
  if (policy === "Default") return "host";
  const isOnHost = policy === "ClusterFirst" && valueOf(hostNetwork) === true;
  return isOnHost || clusterDNS.length === 0 ? "host" : "cluster";
}

type Base = Pick<ResolvConf, "nameservers" | "search" | "options">;

function baseOf(mode: ResolvConf["mode"], { namespace }: ResolvingPod, kubelet: Kubelet): Base {
  const { domain, clusterDNS, node } = kubelet;
  if (mode === "none") return { nameservers: [], search: [], options: [] };
  const own = (node.search ?? []).filter((each) => each !== ".").map(withoutDot);
  if (mode === "host")
    return { nameservers: node.nameservers ?? [], search: own, options: node.options ?? [] };
  const home = isKnown(namespace) ? [`${namespace.value}.svc.${domain}`] : [];
  const search = [...home, `svc.${domain}`, domain, ...own];
  // The node's options (rotate, timeout, …) are not inherited.
  return { nameservers: clusterDNS, search, options: ["ndots:5"] };
}

function podOptions({ dns }: ResolvingPod): readonly string[] {
  return (dns.dnsConfig?.options ?? []).flatMap(({ name, value }) => {
    const [key, text] = [valueOf(name), valueOf(value)];
    if (!key) return [];
    return [text === undefined || text === "" ? key : `${key}:${text}`];
  });
}

/** A later option replaces one of the same name; the kubelet keeps no order, so each stays where its name came first. */
function mergedOptions(options: readonly string[]): readonly string[] {
  return [...new Map(options.map((each) => [each.split(":")[0], each])).values()];
}

/** The first 32, without those that are too long, cut from the end until they fit. */
function keptSearch(search: readonly string[]): readonly string[] {
  const short = search.slice(0, MOST_SEARCHES).filter((each) => each.length <= LONGEST_SEARCH);
  let length = short.join(" ").length;
  let count = short.length;
  while (length > LONGEST_LIST) {
    count--;
    length -= (short[count]?.length ?? 0) + 1;
  }
  return short.slice(0, count);
}

function unreadOf(
  mode: ResolvConf["mode"],
  { dns, hostNetwork, namespace }: ResolvingPod,
): readonly string[] {
  const { dnsPolicy, dnsConfig } = dns;
  const isUnread = (item: Known<unknown> | undefined) => item !== undefined && !isKnown(item);
  const isConfigUnread =
    dnsConfig &&
    [
      ...dnsConfig.nameservers,
      ...dnsConfig.searches,
      ...dnsConfig.options.flatMap(({ name, value }) => [name, value]),
    ].some(isUnread);
  const isClusterFirst = (valueOf(dnsPolicy) ?? "ClusterFirst") === "ClusterFirst";
  return [
    ...(isUnread(dnsPolicy) ? ["dnsPolicy"] : []),
    ...(isUnread(hostNetwork) && isClusterFirst ? ["hostNetwork"] : []),
    ...(isConfigUnread ? ["dnsConfig"] : []),
    ...(mode === "cluster" && !isKnown(namespace) ? ["metadata.namespace"] : []),
  ];
}

function valuesOf(item: Known<string>): readonly string[] {
  const text = valueOf(item);
  return text === undefined || text === "" ? [] : [text];
}

function withoutDot(domain: string): string {
  return domain === "." ? domain : domain.replace(/\.$/, "");
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}

/** What kubeadm's Corefile says, where nobody says otherwise. */
export function withDefaults(options: CoreDns | undefined): Required<CoreDns> {
  const kubeadm = { pods: "insecure", endpointPodNames: false, ttl: 30, ignoreEmptyService: false } as const;
  return { ...kubeadm, alteredBy: [], ...options };
}

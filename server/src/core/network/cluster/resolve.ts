/**
 * What a program's resolver does with a name (getaddrinfo with AF_UNSPEC): which names it asks for, in which order, and where
 * it stops. glibc `resolv/res_query.c`, musl `src/network/lookup_name.c`, Go `net/dnsclient_unix.go`.
 */
import type { ClusterAddress } from "./addresses.ts";
import { familyOf, givenAddress } from "./addresses.ts";
import type { DnsAnswer } from "./answer.ts";
import type { ResolvConf } from "./resolvConf.ts";

export type Libc = "glibc" | "musl" | "go";

/** One name, asked for A and AAAA at once. */
export interface ResolverQuery {
  /** Absolute, with its final dot. */
  readonly name: string;
  readonly status: DnsAnswer["status"];
  readonly certainty: DnsAnswer["certainty"];
}

export interface NameAnswer extends Omit<ResolverQuery, "name"> {
  readonly addresses: readonly ClusterAddress[];
  /** The names that aliases lead over, in order. */
  readonly cname: readonly string[];
}

export interface Resolution {
  readonly queries: readonly ResolverQuery[];
  /** What would be asked after the last of them, if that one, which lies outside, does not exist. */
  readonly otherwise: readonly ResolverQuery[];
  readonly addresses: readonly ClusterAddress[];
  readonly cname: readonly string[];
  /**
   * `literal`: an address; `hosts`: found in the pod's `/etc/hosts`; `external`: it ends with a question whose answer manifests
   * do not say; `stopped`: musl gives up at a name that exists without addresses; `invalid`: no name that DNS can be asked for.
   */
  readonly outcome: "found" | "absent" | "stopped" | "external" | "literal" | "hosts" | "invalid";
}

export interface Resolver {
  readonly libc: Libc;
  readonly conf: Pick<ResolvConf, "search" | "options">;
  /** `/etc/hosts` of the pod. */
  readonly hosts: readonly HostsLine[];
  /** Of an absolute name with its final dot. */
  ask(name: string): NameAnswer;
}

export interface HostsLine {
  readonly ip: string;
  /** Made up for print, where the cluster has yet to give one out. */
  readonly example: boolean;
  readonly names: readonly string[];
}

const NOTHING = { queries: [], otherwise: [], addresses: [], cname: [] } as const;

export function resolve(name: string, resolver: Resolver): Resolution {
  const family = familyOf(name);
  if (family) return { ...NOTHING, addresses: [givenAddress(family, name)], outcome: "literal" };
  const typed = name.toLowerCase();
  const written = hostsOf(typed.replace(/\.$/, ""), resolver.hosts);
  if (written.length > 0) return { ...NOTHING, addresses: written, outcome: "hosts" };
  if (!isName(typed)) return { ...NOTHING, outcome: "invalid" };
  return walk(candidatesOf(typed, resolver), resolver);
}

/** The first line that has an address of a family wins nothing: all lines of a name count. */
function hostsOf(name: string, hosts: readonly HostsLine[]): readonly ClusterAddress[] {
  return hosts
    .filter(({ names }) => names.some((each) => each.toLowerCase() === name))
    .flatMap(({ ip, example }) => {
      const family = familyOf(ip);
      return family ? [{ family, text: ip, example }] : [];
    });
}

/** RFC 1035 2.3.4, without the final dot. */
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

function isName(typed: string): boolean {
  const labels = typed.replace(/\.$/, "").split(".");
  const areLabels = labels.every(
    (label) => label !== "" && label.length <= LONGEST_LABEL && !/\s/.test(label),
  );
  return areLabels && typed.length <= LONGEST_NAME + 1;
}

/** The names to ask for, in order; each once, those that are too long for DNS left out. */
export function candidatesOf(
  typed: string,
  { libc, conf }: Pick<Resolver, "libc" | "conf">,
): readonly string[] {
  if (typed.endsWith(".")) return [typed];
  const absolute = `${typed}.`;
  const dots = typed.split(".").length - 1;
  const isAbsoluteFirst = dots >= ndotsOf(conf.options, libc);
  const found = searchOf(conf.search, libc).flatMap((domain) => {
    const candidate = domain === "." ? absolute : `${typed}.${domain}.`;
    return candidate.length <= LONGEST_NAME + 1 ? [candidate] : [];
  });
  if (isAbsoluteFirst && libc === "musl") return [absolute];
  return [...new Set(isAbsoluteFirst ? [absolute, ...found] : [...found, absolute])];
}

/** Option `ndots`: 1 when it is absent, never above 15. Of what is no number glibc and Go make 0, musl nothing. */
export function ndotsOf(options: readonly string[], libc: Libc): number {
  const last = options.findLast((each) => each.startsWith("ndots:"));
  if (last === undefined) return 1;
  const digits = /^\d+/.exec(last.slice("ndots:".length))?.[0];
  if (digits === undefined) return libc === "musl" ? 1 : 0;
  return Math.min(Number(digits), 15);
}

/** musl reads lines of up to 254 characters and ignores a longer one as a whole; the root in the list it skips. */
const LONGEST_LINE = 254;

export function searchOf(search: readonly string[], libc: Libc): readonly string[] {
  if (libc !== "musl") return search;
  const isRead = `search ${search.join(" ")}`.length <= LONGEST_LINE;
  return isRead ? search.filter((domain) => domain !== ".") : [];
}

function walk(candidates: readonly string[], resolver: Resolver): Resolution {
  const queries: ResolverQuery[] = [];
  for (const [index, name] of candidates.entries()) {
    const { addresses, cname, ...answered } = resolver.ask(name);
    queries.push({ name, ...answered });
    const end = endOf(answered.status, resolver.libc);
    if (end === undefined) continue;
    const rest = end === "external" ? walk(candidates.slice(index + 1), resolver) : undefined;
    const otherwise = rest ? [...rest.queries, ...rest.otherwise] : [];
    return { queries, otherwise, addresses, cname, outcome: end };
  }
  return { ...NOTHING, queries, outcome: "absent" };
}

/** Where the walk ends; undefined where it goes on. */
function endOf(status: DnsAnswer["status"], libc: Libc): Resolution["outcome"] | undefined {
  if (status === "OK") return "found";
  if (status === "EXTERNAL") return "external";
  return status === "NODATA" && libc === "musl" ? "stopped" : undefined;
}

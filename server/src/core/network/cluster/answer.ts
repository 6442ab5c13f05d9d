/**
 * What CoreDNS answers to one question (plugin/kubernetes with kubeadm's Corefile, plugin/backend_lookup.go). It answers more
 * than the specification asks for: the record type is looked at last. Pure: a zone to look things up in goes in.
 */
import { type Answer, isKnown, valueOf } from "../../value/known.ts";
import { addressOfReverse, type ClusterAddress, type Family, undashed } from "./addresses.ts";
import { addressRecord, aliasTarget, type DnsRecord, distinct, endpointLabel, weightOf } from "./dns.ts";
import type { SlicePlan } from "./endpoints.ts";
import type { NormalService } from "./normalise.ts";

/** A Service as DNS sees it, with an address wherever one is to be shown. */
export interface ZoneService
  extends Pick<NormalService, "publication" | "clusterIPs" | "ports" | "externalName"> {
  readonly name: string;
  readonly namespace: string;
  readonly slices: readonly SlicePlan[];
  /** There may be more endpoints than those of the slices. */
  readonly open: boolean;
}

export type ZoneLookup =
  | { readonly kind: "found"; readonly service: ZoneService }
  /** `proven`: nothing that could not be read may be it. */
  | { readonly kind: "absent"; readonly proven: boolean };

export interface Zone {
  /** Without a final dot. */
  readonly domain: string;
  readonly options: ZoneOptions;
  /** Whether a namespace is there. */
  namespace(name: string): Answer;
  service(namespace: string, name: string): ZoneLookup;
  /** The names of an address that is known: of a Service's own, else of ready endpoints. */
  namesAt(address: string): readonly string[];
  /** Whether a pod of a namespace has an address for its primary one. */
  pod(namespace: string, address: string): Answer;
}

/** Options of the `kubernetes` plugin. */
export interface ZoneOptions {
  readonly pods: "disabled" | "insecure" | "verified";
  readonly podNames: "used" | "unused";
  /** Of Services with cluster IPs. */
  readonly emptyServices: "answered" | "ignored";
}

export type QueryType = "A" | "AAAA" | "SRV" | "CNAME" | "PTR" | "TXT";

export interface DnsAnswer {
  /** `EXTERNAL`: outside the cluster's zone, so that manifests do not say it. */
  readonly status: "OK" | "NXDOMAIN" | "NODATA" | "EXTERNAL";
  readonly records: readonly (DnsRecord | TextRecord)[];
  readonly additional: readonly DnsRecord[];
  /** `unknown`: something that decides it cannot be read, or is not in sight. */
  readonly certainty: "certain" | "unknown";
}

interface TextRecord {
  readonly owner: string;
  readonly type: "TXT";
  readonly data: string;
  readonly example: false;
}

const NXDOMAIN = nothing("NXDOMAIN");
const NODATA = nothing("NODATA");
const EXTERNAL = nothing("EXTERNAL");

function nothing(status: DnsAnswer["status"], certainty: DnsAnswer["certainty"] = "certain"): DnsAnswer {
  return { status, records: [], additional: [], certainty };
}

/** `name` is absolute, with or without its final dot, in any case. */
export function answer(zone: Zone, name: string, type: QueryType): DnsAnswer {
  return answerFrom(zone, name, type, []);
}

/** `passed` are the names on the way here, so that aliases in a ring end. */
function answerFrom(zone: Zone, name: string, type: QueryType, passed: readonly string[]): DnsAnswer {
  const owner = `${name.toLowerCase().replace(/\.$/, "")}.`;
  const reverse = addressOfReverse(owner);
  if (reverse !== undefined) return pointers(zone, owner, reverse, type);
  const labels = labelsIn(zone, owner);
  if (!labels) return EXTERNAL;
  const [root, namespace, ...rest] = labels.toReversed();
  if (labels.join(".") === "dns-version" && type === "TXT") {
    return { ...NODATA, status: "OK", records: [{ owner, type, data: '"1.1.0"', example: false }] };
  }
  if (root === undefined) return NODATA;
  if (root !== "svc" && root !== "pod") return NXDOMAIN;
  if (namespace === undefined) return NODATA;
  const [first, ...more] = rest;
  if (first === undefined) return inNamespace(zone, namespace, NODATA);
  if (root === "pod") return more.length > 0 ? NXDOMAIN : podAnswer(zone, { owner, type, namespace }, first);
  return serviceAnswer(zone, { owner, type, passed, namespace, service: first, below: more });
}

/** The labels before the zone; undefined for a name outside of it. */
function labelsIn({ domain }: Zone, owner: string): readonly string[] | undefined {
  const suffix = `${domain.toLowerCase()}.`;
  if (owner === suffix) return [];
  return owner.endsWith(`.${suffix}`) ? owner.slice(0, -suffix.length - 1).split(".") : undefined;
}

function inNamespace(zone: Zone, namespace: string, otherwise: DnsAnswer): DnsAnswer {
  const exists = zone.namespace(namespace);
  if (exists === "yes") return otherwise;
  return nothing("NXDOMAIN", exists === "no" ? "certain" : "unknown");
}

function pointers(zone: Zone, owner: string, address: string, type: QueryType): DnsAnswer {
  const names = zone.namesAt(address);
  if (names.length === 0) return EXTERNAL;
  if (type !== "PTR") return NODATA;
  return ok(names.map((data) => ({ owner, type, data, example: false })));
}

function ok(records: DnsAnswer["records"], additional: DnsAnswer["additional"] = []): DnsAnswer {
  return { status: "OK", records, additional, certainty: "certain" };
}

interface PodQuestion {
  readonly owner: string;
  readonly type: QueryType;
  readonly namespace: string;
}

/** `insecure` makes an address of any label that looks like one. */
function podAnswer(zone: Zone, { owner, type, namespace }: PodQuestion, label: string): DnsAnswer {
  const text = undashed(label);
  const { pods } = zone.options;
  if (pods === "disabled" || text === undefined) return NXDOMAIN;
  const family: Family = text.includes(":") ? "IPv6" : "IPv4";
  const record = addressRecord(owner, { family, text, example: false }).filter((each) => each.type === type);
  const found = record.length > 0 ? ok(record) : NODATA;
  if (pods === "insecure") return inNamespace(zone, namespace, found);
  const isThere = zone.pod(namespace, text);
  return isThere === "yes" ? found : nothing("NXDOMAIN", isThere === "no" ? "certain" : "unknown");
}

interface ServiceQuestion extends PodQuestion {
  readonly passed: readonly string[];
  readonly service: string;
  /** What stands before the Service's name, the nearest first. */
  readonly below: readonly string[];
}

function serviceAnswer(zone: Zone, question: ServiceQuestion): DnsAnswer {
  const { namespace, service: name, below } = question;
  if (below.length > 2) return NXDOMAIN;
  const found = zone.service(namespace, name);
  if (found.kind === "absent") return nothing("NXDOMAIN", found.proven ? "certain" : "unknown");
  const { service } = found;
  const { publication } = service;
  if (publication.kind === "unknown") return nothing("OK", "unknown");
  if (publication.kind === "alias") {
    return below.length > 0 ? NXDOMAIN : aliasAnswer(zone, question, service);
  }
  const { hits, certainty } = hitsOf(zone, question, service);
  return hits.length === 0 ? nothing("NXDOMAIN", certainty) : { ...typed(question, hits), certainty };
}

function aliasAnswer(
  zone: Zone,
  { owner, type, passed }: ServiceQuestion,
  { externalName }: ZoneService,
): DnsAnswer {
  if (!isKnown(externalName)) return nothing("NODATA", "unknown");
  const target = aliasTarget(externalName.value.toLowerCase());
  if (target === undefined) return NXDOMAIN;
  const alias = { owner, type: "CNAME", data: target, example: false } as const;
  if (type === "CNAME") return target === owner ? NODATA : ok([alias]);
  if (type !== "A" && type !== "AAAA") return NODATA;
  const before = [...passed, owner];
  if (before.includes(target) || before.length > MOST_ALIASES) return NODATA;
  const onwards = answerFrom(zone, target, type, before);
  // What the cluster itself cannot resolve is answered with nothing at all, not with the alias.
  if (onwards.status === "NXDOMAIN" || onwards.status === "NODATA")
    return { ...NODATA, certainty: onwards.certainty };
  return { ...onwards, records: [alias, ...onwards.records] };
}

/** CoreDNS gives up on longer chains (`maxCnameChainLength`). */
const MOST_ALIASES = 10;

/** One address with one port. */
interface Hit {
  readonly address: ClusterAddress;
  /** Undefined for an endpoint without ports: it has addresses, and no SRV. */
  readonly port: number | undefined;
  /** The name that an SRV record leads to. */
  readonly target: string;
}

interface Hits {
  readonly hits: readonly Hit[];
  readonly certainty: DnsAnswer["certainty"];
}

function hitsOf(zone: Zone, question: ServiceQuestion, service: ZoneService): Hits {
  const base = `${service.name}.${service.namespace}.svc.${zone.domain}.`.toLowerCase();
  const [near, far] = question.below;
  const endpoint = near !== undefined && far === undefined ? near : undefined;
  const wanted = far === undefined ? undefined : { name: bare(far), protocol: bare(near ?? "") };
  const isHeadless = service.publication.kind === "headless";
  if (isHeadless || endpoint !== undefined) return endpointHits(zone, service, { base, endpoint, wanted });
  const isEmpty = !service.slices.some(({ endpoints }) => endpoints.some(({ ready }) => ready === true));
  if (zone.options.emptyServices === "ignored" && isEmpty) {
    return { hits: [], certainty: service.open ? "unknown" : "certain" };
  }
  const ports = service.ports.filter((port) => !wanted || isPort(port, wanted));
  const hits = ports.flatMap((port) =>
    service.clusterIPs.map((address) => ({ address, port: valueOf(port.port), target: base })),
  );
  const isUnread = service.ports.some(({ name }) => !isKnown(name));
  return { hits, certainty: wanted && hits.length === 0 && isUnread ? "unknown" : "certain" };
}

/** The underscores of `_http._tcp` may be left out. */
function bare(label: string): string {
  return label.startsWith("_") ? label.slice(1) : label;
}

interface Wanted {
  readonly name: string;
  readonly protocol: string;
}

function isPort(
  port: Pick<NormalService["ports"][number], "name" | "protocol">,
  { name, protocol }: Wanted,
): boolean {
  return valueOf(port.name)?.toLowerCase() === name && valueOf(port.protocol)?.toLowerCase() === protocol;
}

interface EndpointQuestion {
  readonly base: string;
  readonly endpoint: string | undefined;
  readonly wanted: Wanted | undefined;
}

/** Ready endpoints whose label and port fit. */
function endpointHits(
  { options }: Zone,
  { slices, open }: ZoneService,
  { base, endpoint: label, wanted }: EndpointQuestion,
): Hits {
  let isUnsure = open;
  const hits = slices.flatMap(({ ports, endpoints }) => {
    const fitting = wanted ? ports.filter((port) => isPort(port, wanted)) : ports;
    const numbers = !wanted && ports.length === 0 ? [undefined] : fitting.map(({ port }) => valueOf(port));
    return endpoints.flatMap((endpoint) => {
      if (endpoint.ready === undefined) isUnsure = true;
      if (endpoint.ready !== true) return [];
      return endpoint.addresses.flatMap((address): readonly Hit[] => {
        const own = endpointLabel(endpoint, address, options)?.toLowerCase();
        if (own === undefined) isUnsure = true;
        if (label !== undefined && own !== label) return [];
        return numbers.map((port) => ({ address, port, target: own === undefined ? "" : `${own}.${base}` }));
      });
    });
  });
  return { hits, certainty: isUnsure && hits.length === 0 ? "unknown" : "certain" };
}

/** The record type is looked at here and not before. */
function typed({ owner, type }: ServiceQuestion, hits: readonly Hit[]): DnsAnswer {
  if (type === "SRV") return services(owner, hits);
  if (type !== "A" && type !== "AAAA") return NODATA;
  const family = type === "A" ? "IPv4" : "IPv6";
  const own = hits.filter(({ address }) => address.family === family);
  if (own.length === 0) return NODATA;
  return ok(distinct(own.flatMap(({ address }) => addressRecord(owner, address))));
}

/** Each answer has its share of 100 before the doubles are dropped. */
function services(owner: string, hits: readonly Hit[]): DnsAnswer {
  const weight = weightOf(hits.length);
  const told = hits.filter(({ port, target }) => port !== undefined && target !== "");
  const records = told.map(({ address, port, target }) => ({
    owner,
    type: "SRV" as const,
    data: `0 ${weight} ${port} ${target}`,
    example: address.example && target !== "",
  }));
  if (records.length === 0) return NODATA;
  return ok(
    distinct(records),
    distinct(told.flatMap(({ address, target }) => addressRecord(target, address))),
  );
}

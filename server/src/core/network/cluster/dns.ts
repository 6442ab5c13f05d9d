/**
 * What a Service publishes in the cluster's DNS (kubernetes/dns specification 1.1.0, as CoreDNS answers it): address records,
 * SRV records of named ports, names of single endpoints, reverse names. All names are absolute and end with a dot.
 */
import { isKnown, valueOf } from "../../value/known.ts";
import { type ClusterAddress, dashed, familyOf, reverseName } from "./addresses.ts";
import type { ClusterEndpoint, SlicePlan } from "./endpoints.ts";
import type { NormalPort } from "./normalise.ts";

export interface DnsRecord {
  readonly owner: string;
  readonly type: "A" | "AAAA" | "SRV" | "PTR" | "CNAME";
  /** As `dig` prints it; of SRV priority, weight, port and target. */
  readonly data: string;
  /** Owner or data hang on an address that is made up. */
  readonly example: boolean;
}

/** `cart.shop.svc.cluster.local.` */
export function baseName(service: string, namespace: string, zone: string): string {
  return `${service}.${namespace}.svc.${zone}.`;
}

/** ClusterIP, NodePort and LoadBalancer: the same whether or not there are pods. */
export function clusterRecords(
  base: string,
  clusterIPs: readonly ClusterAddress[],
  ports: readonly NormalPort[],
): readonly DnsRecord[] {
  const services = ports.flatMap((port) => {
    const [name, number, protocol] = [valueOf(port.name), valueOf(port.port), valueOf(port.protocol)];
    if (!name || number === undefined || protocol === undefined) return [];
    const targets = clusterIPs.map(() => ({ port: number, target: base, example: false }));
    return serviceRecords(portName(name, protocol, base), targets);
  });
  const addresses = clusterIPs.flatMap((address) => addressRecord(base, address));
  return distinct([
    ...addresses,
    ...services,
    ...clusterIPs.flatMap((address) => pointerRecord(address, base)),
  ]);
}

/** CoreDNS `endpoint_pod_names`: endpoints without a hostname are called as their pods. */
export interface LabelOptions {
  readonly podNames: "used" | "unused";
}

const PLAIN: LabelOptions = { podNames: "unused" };

/** Headless: the endpoints themselves, those that are ready. SRV carries the pod's port, not the Service's. */
export function headlessRecords(
  base: string,
  slices: readonly SlicePlan[],
  options: LabelOptions = PLAIN,
): readonly DnsRecord[] {
  const endpoints = slices.flatMap((slice) => slice.endpoints.filter(({ ready }) => ready === true));
  const named = endpoints.flatMap((endpoint) =>
    endpoint.addresses.flatMap((address) => {
      const label = endpointLabel(endpoint, address, options);
      return label === undefined ? [] : [{ address, name: `${label}.${base}` }];
    }),
  );
  return distinct([
    ...endpoints.flatMap(({ addresses }) => addresses.flatMap((address) => addressRecord(base, address))),
    ...named.flatMap(({ address, name }) => addressRecord(name, address)),
    ...headlessServices(base, slices, options),
    ...named.flatMap(({ address, name }) => pointerRecord(address, name)),
  ]);
}

/** ExternalName: one CNAME; a literal address is accepted by the API server and published by nobody. */
export function aliasRecords(base: string, externalName: string): readonly DnsRecord[] {
  const target = aliasTarget(externalName);
  return target === undefined ? [] : [{ owner: base, type: "CNAME", data: target, example: false }];
}

/** The name that an ExternalName stands for, absolute; undefined for an address. */
export function aliasTarget(externalName: string): string | undefined {
  const target = externalName.replace(/\.$/, "");
  return target === "" || familyOf(target) !== undefined ? undefined : `${target}.`;
}

/** Pods whose name is longer have a label of dashes. */
const LONGEST_LABEL = 63;

/**
 * The first label of an endpoint's own name: its hostname, else its address with dashes, never both. Undefined when that
 * cannot be known.
 */
export function endpointLabel(
  { hostname, pod }: Pick<ClusterEndpoint, "hostname" | "pod">,
  address: ClusterAddress,
  { podNames }: LabelOptions = PLAIN,
): string | undefined {
  if (hostname !== undefined) return isKnown(hostname) ? hostname.value : undefined;
  if (podNames === "used" && pod) {
    // A name that a controller makes up is not known before there is a pod.
    const name = valueOf(pod.name);
    if (name === undefined) return undefined;
    if (name.length <= LONGEST_LABEL) return name;
  }
  return address.text === undefined ? undefined : dashed(address.text);
}

interface Target {
  readonly port: number;
  readonly target: string;
  readonly example: boolean;
}

/** Every named port of every slice, in the order in which the names come. */
function headlessServices(
  base: string,
  slices: readonly SlicePlan[],
  options: LabelOptions,
): readonly DnsRecord[] {
  const owners = new Map<string, Target[]>();
  for (const { ports, endpoints } of slices) {
    const targets = endpoints.flatMap((endpoint) => targetsOf(endpoint, base, options));
    for (const port of ports) {
      const [name, number, protocol] = [valueOf(port.name), valueOf(port.port), valueOf(port.protocol)];
      if (!name || number === undefined || protocol === undefined) continue;
      const owner = portName(name, protocol, base);
      const own = owners.get(owner) ?? [];
      owners.set(owner, own);
      for (const target of targets) own.push({ ...target, port: number });
    }
  }
  return [...owners].flatMap(([owner, targets]) => serviceRecords(owner, targets));
}

function targetsOf(
  endpoint: ClusterEndpoint,
  base: string,
  options: LabelOptions,
): readonly Omit<Target, "port">[] {
  if (endpoint.ready !== true) return [];
  return endpoint.addresses.flatMap((address) => {
    const label = endpointLabel(endpoint, address, options);
    if (label === undefined) return [];
    return [{ target: `${label}.${base}`, example: address.example && label === dashed(address.text ?? "") }];
  });
}

/** CoreDNS gives each answer its share of 100 before it drops the doubles (plugin/backend_lookup.go). */
function serviceRecords(owner: string, targets: readonly Target[]): readonly DnsRecord[] {
  const weight = weightOf(targets.length);
  return targets.map(({ port, target, example }) => ({
    owner,
    type: "SRV",
    data: `0 ${weight} ${port} ${target}`,
    example,
  }));
}

/** The share of one of so many SRV answers. */
export function weightOf(count: number): number {
  return Math.max(1, Math.floor(100 / Math.max(1, count)));
}

function portName(name: string, protocol: string, base: string): string {
  return `_${name}._${protocol.toLowerCase()}.${base}`;
}

export function addressRecord(
  owner: string,
  { family, text, example }: ClusterAddress,
): readonly DnsRecord[] {
  return text === undefined ? [] : [{ owner, type: family === "IPv4" ? "A" : "AAAA", data: text, example }];
}

function pointerRecord({ text, example }: ClusterAddress, data: string): readonly DnsRecord[] {
  const owner = text === undefined ? undefined : reverseName(text);
  return owner === undefined ? [] : [{ owner, type: "PTR", data, example }];
}

/** Each record once; the first of equal ones stays. */
export function distinct(records: readonly DnsRecord[]): readonly DnsRecord[] {
  const seen = new Set<string>();
  return records.filter(({ owner, type, data }) => {
    const key = `${owner} ${type} ${data}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

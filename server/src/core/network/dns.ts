/**
 * What a Service publishes in the cluster's DNS (kubernetes/dns specification 1.1.0, as CoreDNS answers it): address records,
 * SRV records of named ports, names of single endpoints, reverse names. All names are absolute and end with a dot.
 */
import type { ServicePort } from "../resources/service.ts";
import { protocolOf } from "../resources/workload.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { type Address, dashed, familyOf, reverseName } from "./addresses.ts";
import type { Endpoint, Slice } from "./endpointSlices.ts";

export interface DnsRecord {
  readonly owner: string;
  readonly type: "A" | "AAAA" | "SRV" | "PTR" | "CNAME";
  /** As `dig` prints it; of SRV priority, weight, port and target. */
  readonly data: string;
}

/** `cart.shop.svc.cluster.local.` */
export function baseName(service: string, namespace: string, zone: string): string {
  return `${service}.${namespace}.svc.${zone}.`;
}

/** ClusterIP, NodePort and LoadBalancer: the same whether or not there are pods. */
export function clusterRecords(
  base: string,
  clusterIPs: readonly Address[],
  ports: readonly ServicePort[],
): readonly DnsRecord[] {
  const services = ports.flatMap((port) => {
    const [name, number, protocol] = [valueOf(port.name), valueOf(port.port), valueOf(protocolOf(port))];
    if (!name || number === undefined || protocol === undefined) return [];
    const targets = clusterIPs.map(() => ({ port: number, target: base }));
    return serviceRecords(portName(name, protocol, base), targets);
  });
  const addresses = clusterIPs.flatMap((address) => addressRecord(base, address));
  return distinct([
    ...addresses,
    ...services,
    ...clusterIPs.flatMap((address) => pointerRecord(address, base)),
  ]);
}

/** Headless: the endpoints themselves, those that are ready. SRV carries the pod's port, not the Service's. */
export function headlessRecords(base: string, slices: readonly Slice[]): readonly DnsRecord[] {
  const endpoints = slices.flatMap((slice) => slice.endpoints.filter(({ ready }) => ready === true));
  const named = endpoints.flatMap((endpoint) => {
    const label = endpointLabel(endpoint);
    return label === undefined ? [] : [{ address: endpoint.address, name: `${label}.${base}` }];
  });
  return distinct([
    ...endpoints.flatMap(({ address }) => addressRecord(base, address)),
    ...named.flatMap(({ address, name }) => addressRecord(name, address)),
    ...headlessServices(base, slices),
    ...named.flatMap(({ address, name }) => pointerRecord(address, name)),
  ]);
}

/** ExternalName: one CNAME; a literal address is accepted by the API server and published by nobody. */
export function aliasRecords(base: string, externalName: string): readonly DnsRecord[] {
  const target = externalName.replace(/\.$/, "");
  if (target === "" || familyOf(target) !== undefined) return [];
  return [{ owner: base, type: "CNAME", data: `${target}.` }];
}

/**
 * The first label of an endpoint's own name: its hostname, else its address with dashes, never both. Undefined when that
 * cannot be known.
 */
export function endpointLabel({ hostname, address }: Endpoint): string | undefined {
  if (hostname !== undefined) return isKnown(hostname) ? hostname.value : undefined;
  return address.text === undefined ? undefined : dashed(address.text);
}

interface Target {
  readonly port: number;
  readonly target: string;
}

/** Every named port of every slice, in the order in which the names come. */
function headlessServices(base: string, slices: readonly Slice[]): readonly DnsRecord[] {
  const owners = new Map<string, Target[]>();
  for (const { ports, endpoints } of slices) {
    for (const port of ports) {
      const [name, number, protocol] = [valueOf(port.name), valueOf(port.port), valueOf(port.protocol)];
      if (!name || number === undefined || protocol === undefined) continue;
      const owner = portName(name, protocol, base);
      const targets = endpoints.flatMap((endpoint) => {
        const label = endpoint.ready === true ? endpointLabel(endpoint) : undefined;
        return label === undefined ? [] : [{ port: number, target: `${label}.${base}` }];
      });
      owners.set(owner, [...(owners.get(owner) ?? []), ...targets]);
    }
  }
  return [...owners].flatMap(([owner, targets]) => serviceRecords(owner, targets));
}

/** CoreDNS gives each answer its share of 100 before it drops the doubles (plugin/backend_lookup.go). */
function serviceRecords(owner: string, targets: readonly Target[]): readonly DnsRecord[] {
  const weight = Math.floor(100 / Math.max(1, targets.length));
  return targets.map(({ port, target }) => ({ owner, type: "SRV", data: `0 ${weight} ${port} ${target}` }));
}

function portName(name: string, protocol: string, base: string): string {
  return `_${name}._${protocol.toLowerCase()}.${base}`;
}

function addressRecord(owner: string, { family, text }: Address): readonly DnsRecord[] {
  return text === undefined ? [] : [{ owner, type: family === "IPv4" ? "A" : "AAAA", data: text }];
}

function pointerRecord({ text }: Address, data: string): readonly DnsRecord[] {
  const owner = text === undefined ? undefined : reverseName(text);
  return owner === undefined ? [] : [{ owner, type: "PTR", data }];
}

function distinct(records: readonly DnsRecord[]): readonly DnsRecord[] {
  const seen = new Map(records.map((each) => [`${each.owner} ${each.type} ${each.data}`, each]));
  return [...seen.values()];
}

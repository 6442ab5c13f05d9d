/**
 * What kube-proxy calls the ports of Services, their chains and those of endpoints (pkg/proxy/iptables, pkg/proxy/nftables).
 * Names of Service chains follow from manifests alone; those of endpoint chains need the pod's address.
 */
import type { Family } from "../addresses.ts";
import { hashOf } from "./hash.ts";

/** What names the port of a Service; the protocol as iptables writes it, in lower case. */
export interface PortName {
  readonly namespace: string;
  readonly service: string;
  /** Empty for an only port without one. */
  readonly port: string;
  readonly protocol: string;
}

/** `shop/cart:http`; without the colon for an unnamed port. */
export function servicePortName({ namespace, service, port }: PortName): string {
  return port === "" ? `${namespace}/${service}` : `${namespace}/${service}:${port}`;
}

/** `10.1.0.3:8080`, `[fd00::1]:8080`. */
export function socketName(family: Family, ip: string, port: number | string): string {
  return family === "IPv6" ? `[${ip}]:${port}` : `${ip}:${port}`;
}

/** Chains of one port of a Service: its endpoints, those on this node, the way in from outside, source ranges. */
export interface ServiceChains {
  readonly cluster: string;
  readonly local: string;
  readonly external: string;
  readonly firewall: string;
}

/** The four share one hash, of the port's name and its protocol with nothing between. */
export function iptablesChains(name: PortName): ServiceChains {
  const hash = hashOf(servicePortName(name) + name.protocol, 16);
  return {
    cluster: `KUBE-SVC-${hash}`,
    local: `KUBE-SVL-${hash}`,
    external: `KUBE-EXT-${hash}`,
    firewall: `KUBE-FW-${hash}`,
  };
}

/** `endpoint` is a socket name. */
export function iptablesEndpointChain(name: PortName, endpoint: string): string {
  return `KUBE-SEP-${hashOf(servicePortName(name) + name.protocol + endpoint, 16)}`;
}

/** Unlike in iptables, the protocol stands between Service and port, and slashes between all. */
export function nftablesChains(name: PortName): ServiceChains {
  const base = nftablesBase(nftablesPort(name));
  return {
    cluster: `service-${base}`,
    local: `local-${base}`,
    external: `external-${base}`,
    firewall: `firewall-${base}`,
  };
}

/** Colons of an IPv6 address become dots: that of `fd00:1::3` has `fd00.1..3` in it. */
export function nftablesEndpointChain(name: PortName, ip: string, port: number): string {
  return `endpoint-${nftablesBase(`${nftablesPort(name)}__${ip.replaceAll(":", ".")}/${port}`)}`;
}

/** The set that remembers clients of an endpoint (`sessionAffinity: ClientIP`), by the endpoint's chain. */
export function nftablesAffinitySet(chain: string): string {
  return chain.replace("endpoint-", "affinity-");
}

function nftablesPort({ namespace, service, protocol, port }: PortName): string {
  return `${namespace}/${service}/${protocol}/${port}`;
}

/** The kernel takes names of 256 characters; what is longer than this is cut, and the hash still tells it apart. */
const LONGEST_BASE = 240;

function nftablesBase(rest: string): string {
  const base = `${hashOf(rest, 8)}-${rest}`;
  return base.length > LONGEST_BASE ? `${base.slice(0, LONGEST_BASE - 3)}...` : base;
}

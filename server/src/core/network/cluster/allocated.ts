/**
 * What a cluster was seen to have given a Service that its manifest leaves open: addresses, families, node ports, the
 * load balancer's address. What the manifest writes down stays as it is written.
 */
import type { ServiceFacts } from "../../resources/service.ts";
import { protocolOf } from "../../resources/workload.ts";
import { type Known, valueOf } from "../../value/known.ts";
import { type ClusterAddress, canonical, type Family, familyOf, givenAddress } from "./addresses.ts";
import { type NormalPort, type NormalService, publicationOf } from "./normalise.ts";

/** A Service that was seen to be of another kind (headless, an alias) has given this one nothing. */
export function allocated(service: NormalService, written: ServiceFacts, seen: ServiceFacts): NormalService {
  if (publicationOf(seen).kind !== service.publication.kind) return service;
  const families = isFamiliesOpen(written) ? (familiesSeen(seen) ?? service.families) : service.families;
  const isBalanced = valueOf(service.type) === "LoadBalancer";
  return {
    ...service,
    families,
    clusterIPs: service.publication.kind === "cluster" ? clusterIPs(service, families, seen) : [],
    ports: service.ports.map((port) => withNodePort(service, port, seen)),
    healthCheckNodePort: service.healthCheckNodePort ?? seen.healthCheckNodePort,
    loadBalancerIngress: isBalanced ? seen.loadBalancerIngress : service.loadBalancerIngress,
  };
}

/** The manifest leaves them to the cluster. */
function isFamiliesOpen({ ipFamilies, clusterIPs: written }: ServiceFacts): boolean {
  return ipFamilies.length === 0 && written.every((each) => valueOf(each) === "None");
}

function familiesSeen({ ipFamilies }: ServiceFacts): readonly Family[] | undefined {
  const families = ipFamilies.flatMap((each): readonly Family[] => {
    const family = valueOf(each);
    return family === "IPv4" || family === "IPv6" ? [family] : [];
  });
  return families.length === 0 ? undefined : families;
}

function clusterIPs(
  { clusterIPs: own }: NormalService,
  families: readonly Family[] | undefined,
  seen: ServiceFacts,
): readonly ClusterAddress[] {
  const given = seen.clusterIPs.flatMap((each) => {
    const text = canonical(valueOf(each) ?? "");
    const family = familyOf(text);
    return family === undefined ? [] : [givenAddress(family, text)];
  });
  const order = families ?? own.map(({ family }) => family);
  return order.flatMap((family) => {
    const isOf = (each: ClusterAddress) => each.family === family;
    const written = own.find((each) => isOf(each) && each.text !== undefined);
    return written ?? given.find(isOf) ?? own.find(isOf) ?? [];
  });
}

function withNodePort({ type }: NormalService, port: NormalPort, seen: ServiceFacts): NormalPort {
  const isOpen = valueOf(type) === "NodePort" || valueOf(type) === "LoadBalancer";
  if (!isOpen || port.nodePort !== undefined) return port;
  return { ...port, nodePort: samePort(port, seen)?.nodePort };
}

/** A port is known again by its name, without one by its number and protocol. */
export function samePort(
  { name, port, protocol }: Pick<NormalPort, "name" | "port" | "protocol">,
  seen: ServiceFacts,
): ServiceFacts["ports"][number] | undefined {
  const isSame = (a: Known<string | number> | undefined, b: Known<string | number> | undefined) =>
    valueOf(a) !== undefined && valueOf(a) === valueOf(b);
  const named = valueOf(name);
  if (named !== undefined && named !== "") {
    const found = seen.ports.find((each) => isSame(each.name, name));
    if (found) return found;
  }
  return seen.ports.find((each) => isSame(each.port, port) && isSame(protocolOf(each), protocol));
}

/**
 * The ports of a Service as a proxier of one address family sees them (pkg/proxy `BaseServicePortInfo`): plain values, all of
 * that family. What decides over everything and cannot be read leaves the whole Service out, and says so.
 */
import { isKnown, type Known, valueOf } from "../../../value/known.ts";
import { canonical, type Family, familyOf } from "../addresses.ts";
import type { NormalPort, NormalService } from "../normalise.ts";
import { rangeIn } from "./cidr.ts";
import type { PortName } from "./names.ts";
import type { Gap } from "./plan.ts";

export interface ProxyPort {
  readonly name: PortName;
  /** Its place in `spec.ports`. */
  readonly index: number;
  readonly family: Family;
  readonly clusterIP: string;
  readonly port: number;
  /** A number, or `<nodePort>` until the cluster gives one out; undefined where there is none. */
  readonly nodePort: string | undefined;
  readonly externalIPs: readonly string[];
  /** Load balancer addresses that arrive as they are (`ipMode: VIP`). */
  readonly vips: readonly string[];
  readonly sourceRanges: readonly string[];
  /** A number, or `<healthCheckNodePort>`. */
  readonly healthCheckNodePort: string | undefined;
  /** Of `sessionAffinity: ClientIP`. */
  readonly affinitySeconds: number | undefined;
  readonly internalPolicy: "Cluster" | "Local";
  readonly externalPolicy: "Cluster" | "Local";
}

/** What decides over every rule of a Service; all of it is known. */
interface Decided {
  readonly namespace: string;
  readonly service: string;
  readonly internalPolicy: "Cluster" | "Local";
  readonly externalPolicy: "Cluster" | "Local";
  readonly affinitySeconds: number | undefined;
}

/** Undefined when something decisive cannot be read. */
export function decidedOf(service: NormalService): Decided | undefined {
  const [namespace, name] = [valueOf(service.namespace), valueOf(service.name)];
  if (decisiveGaps(service).length > 0 || namespace === undefined || name === undefined) return undefined;
  const isSticky = valueOf(service.sessionAffinity) === "ClientIP";
  return {
    namespace,
    service: name,
    internalPolicy: policyOf(service.internalTrafficPolicy),
    externalPolicy: policyOf(service.externalTrafficPolicy),
    affinitySeconds: isSticky ? valueOf(service.sessionAffinityTimeout) : undefined,
  };
}

function policyOf(policy: Known<string> | undefined): "Cluster" | "Local" {
  return valueOf(policy) === "Local" ? "Local" : "Cluster";
}

/** What must be known before anything can be said. */
export function decisiveGaps(service: NormalService): readonly Gap[] {
  const { publication } = service;
  const unread =
    publication.kind === "unknown" ? [{ about: "spec.clusterIP", because: publication.reason }] : [];
  return [
    ...unread,
    ...unreadable("metadata.name", service.name),
    ...unreadable("metadata.namespace", service.namespace),
    ...unreadable("spec.type", service.type),
    ...unreadable("spec.internalTrafficPolicy", service.internalTrafficPolicy),
    ...unreadable("spec.externalTrafficPolicy", service.externalTrafficPolicy),
    ...unreadable("spec.sessionAffinity", service.sessionAffinity),
    ...unreadable("spec.sessionAffinityConfig.clientIP.timeoutSeconds", service.sessionAffinityTimeout),
  ];
}

function unreadable(about: string, field: Known<unknown> | undefined): readonly Gap[] {
  return field === undefined || isKnown(field) ? [] : [{ about, because: field.unknown }];
}

/** Ports that cannot be read are left out, as are those of a family without a cluster IP. */
export function proxyPorts(service: NormalService, decided: Decided, family: Family): readonly ProxyPort[] {
  const clusterIP = service.clusterIPs.find((each) => each.family === family)?.text;
  if (clusterIP === undefined) return [];
  const common = {
    family,
    clusterIP: canonical(clusterIP),
    externalIPs: addressesIn(family, service.externalIPs),
    vips: vipsOf(service, family),
    sourceRanges: service.loadBalancerSourceRanges.flatMap(
      (range) => rangeIn(family, valueOf(range) ?? "") ?? [],
    ),
    healthCheckNodePort: healthCheckNodePort(service),
    affinitySeconds: decided.affinitySeconds,
    internalPolicy: decided.internalPolicy,
    externalPolicy: decided.externalPolicy,
  };
  return service.ports.flatMap((each) => {
    const [port, name, protocol] = [valueOf(each.port), valueOf(each.name), valueOf(each.protocol)];
    if (port === undefined || name === undefined || protocol === undefined) return [];
    const portName = {
      namespace: decided.namespace,
      service: decided.service,
      port: name,
      protocol: protocol.toLowerCase(),
    };
    return [{ ...common, name: portName, index: each.index, port, nodePort: nodePortOf(service, each) }];
  });
}

function addressesIn(family: Family, addresses: readonly Known<string>[]): readonly string[] {
  return addresses.flatMap((each) => {
    const text = valueOf(each) ?? "";
    return familyOf(text) === family ? [canonical(text)] : [];
  });
}

/** `ipMode: Proxy`, and host names, are left to the load balancer. */
function vipsOf({ loadBalancerIngress }: NormalService, family: Family): readonly string[] {
  const virtual = loadBalancerIngress.filter(
    ({ ipMode }) => ipMode === undefined || valueOf(ipMode) === "VIP",
  );
  return addressesIn(
    family,
    virtual.flatMap(({ ip }) => ip ?? []),
  );
}

function nodePortOf(service: NormalService, { nodePort }: NormalPort): string | undefined {
  const type = valueOf(service.type);
  if (type !== "NodePort" && type !== "LoadBalancer") return undefined;
  if (nodePort !== undefined) return isKnown(nodePort) ? String(nodePort.value) : "<nodePort>";
  return type === "NodePort" || valueOf(service.allocateLoadBalancerNodePorts) === true
    ? "<nodePort>"
    : undefined;
}

function healthCheckNodePort(service: NormalService): string | undefined {
  if (!hasHealthCheck(service)) return undefined;
  const port = valueOf(service.healthCheckNodePort);
  return port === undefined ? "<healthCheckNodePort>" : String(port);
}

/** Of a LoadBalancer with policy Local only. */
function hasHealthCheck({ type, externalTrafficPolicy }: NormalService): boolean {
  return valueOf(type) === "LoadBalancer" && valueOf(externalTrafficPolicy) === "Local";
}

/** What rules leave open besides the decisive: fields that cannot be read, and what the cluster gives out. */
export function portGaps(service: NormalService): readonly Gap[] {
  const isBalanced = valueOf(service.type) === "LoadBalancer";
  const isPending = isBalanced && service.loadBalancerIngress.length === 0;
  return [
    ...service.ports.flatMap((port) => gapsOfPort(service, port)),
    ...service.externalIPs.flatMap((each, index) => unreadable(`spec.externalIPs[${index}]`, each)),
    ...service.loadBalancerSourceRanges.flatMap((each, index) =>
      unreadable(`spec.loadBalancerSourceRanges[${index}]`, each),
    ),
    ...unreadable("spec.allocateLoadBalancerNodePorts", service.allocateLoadBalancerNodePorts),
    ...(isPending ? [awaited("status.loadBalancer")] : []),
    ...(hasHealthCheck(service) ? given("spec.healthCheckNodePort", service.healthCheckNodePort) : []),
    ...(service.clusterIPs.some(({ text }) => text === undefined) ? [awaited("spec.clusterIP")] : []),
  ];
}

function gapsOfPort(service: NormalService, port: NormalPort): readonly Gap[] {
  const at = `spec.ports[${port.index}]`;
  const hasNodePort = nodePortOf(service, port) !== undefined;
  return [
    ...unreadable(`${at}.port`, port.port),
    ...unreadable(`${at}.name`, port.name),
    ...unreadable(`${at}.protocol`, port.protocol),
    ...(hasNodePort ? given(`${at}.nodePort`, port.nodePort) : []),
  ];
}

function given(about: string, field: Known<unknown> | undefined): readonly Gap[] {
  return field === undefined ? [awaited(about)] : unreadable(about, field);
}

function awaited(about: string): Gap {
  return { about, because: "awaited" };
}

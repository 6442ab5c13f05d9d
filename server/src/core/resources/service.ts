/** Service (v1): the facts of `spec`, defaults not yet applied. */
import { isKnown, type Known, valueOf } from "../value/known.ts";
import { booleanOf, integerOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { type LabelMap, labelMapOf } from "./labels.ts";

export interface ServiceFacts {
  readonly family: "service";
  /** `spec.type`; absent means ClusterIP. */
  readonly type: Known<string> | undefined;
  /** `spec.clusterIP`; `None` makes the Service headless. */
  readonly clusterIP: Known<string> | undefined;
  /** `spec.clusterIP` and `spec.clusterIPs`, each once: the addresses that are written down. */
  readonly clusterIPs: readonly Known<string>[];
  /** `spec.ipFamilies`: `IPv4`, `IPv6`; empty when left to the cluster. */
  readonly ipFamilies: readonly Known<string>[];
  /** `spec.ipFamilyPolicy`; absent means SingleStack. */
  readonly ipFamilyPolicy: Known<string> | undefined;
  /** `spec.selector`; undefined when absent or empty: no endpoints are made then. */
  readonly selector: LabelMap | undefined;
  readonly ports: readonly ServicePort[];
  readonly externalName: Known<string> | undefined;
  readonly publishNotReadyAddresses: Known<boolean> | undefined;
  /** `spec.externalIPs`: addresses that every node takes for the Service's own. */
  readonly externalIPs: readonly Known<string>[];
  /** `spec.loadBalancerSourceRanges`; the annotation that came before it is left to who asks. */
  readonly loadBalancerSourceRanges: readonly Known<string>[];
  /** Absent means true for a LoadBalancer. */
  readonly allocateLoadBalancerNodePorts: Known<boolean> | undefined;
  readonly loadBalancerClass: Known<string> | undefined;
  /** Absent means Cluster. */
  readonly internalTrafficPolicy: Known<string> | undefined;
  /** Absent means Cluster, where there is a way in from outside. */
  readonly externalTrafficPolicy: Known<string> | undefined;
  /** Absent means None. */
  readonly sessionAffinity: Known<string> | undefined;
  /** `sessionAffinityConfig.clientIP.timeoutSeconds`; absent means 10800. */
  readonly sessionAffinityTimeout: Known<number> | undefined;
  /** Only of a LoadBalancer with `externalTrafficPolicy: Local`; absent, the cluster gives one out. */
  readonly healthCheckNodePort: Known<number> | undefined;
  /** PreferClose, PreferSameZone, PreferSameNode. */
  readonly trafficDistribution: Known<string> | undefined;
  /** `status.loadBalancer.ingress`: what the load balancer has been given, of an observed Service. */
  readonly loadBalancerIngress: readonly LoadBalancerIngress[];
}

export interface LoadBalancerIngress {
  readonly ip: Known<string> | undefined;
  readonly hostname: Known<string> | undefined;
  /** `VIP` or `Proxy`; absent means VIP where there is an `ip`. */
  readonly ipMode: Known<string> | undefined;
}

/** One entry of `spec.ports`; its path is `spec.ports[index]`. */
export interface ServicePort {
  readonly index: number;
  readonly name: Known<string> | undefined;
  readonly port: Known<number> | undefined;
  /** Absent means TCP. */
  readonly protocol: Known<string> | undefined;
  /** A number is the pod's port; a text names a container port. Absent, `0` and `""` copy `port`. */
  readonly targetPort: Known<number | string> | undefined;
  readonly nodePort: Known<number> | undefined;
  readonly appProtocol: Known<string> | undefined;
}

export function serviceFacts(root: Value): ServiceFacts {
  const spec = member(root, "spec");
  const selector = labelMapOf(member(spec, "selector"));
  return {
    family: "service",
    type: textOf(member(spec, "type")),
    clusterIP: textOf(member(spec, "clusterIP")) ?? textOf(itemsOf(member(spec, "clusterIPs"))[0]),
    clusterIPs: clusterIPs(spec),
    ipFamilies: itemsOf(member(spec, "ipFamilies")).flatMap((item) => textOf(item) ?? []),
    ipFamilyPolicy: textOf(member(spec, "ipFamilyPolicy")),
    selector: selector.pairs.length > 0 || selector.open ? selector : undefined,
    ports: itemsOf(memberAt(spec, "ports")).map(servicePort),
    externalName: textOf(member(spec, "externalName")),
    publishNotReadyAddresses: booleanOf(member(spec, "publishNotReadyAddresses")),
    externalIPs: textsOf(member(spec, "externalIPs")),
    loadBalancerSourceRanges: textsOf(member(spec, "loadBalancerSourceRanges")),
    allocateLoadBalancerNodePorts: booleanOf(member(spec, "allocateLoadBalancerNodePorts")),
    loadBalancerClass: textOf(member(spec, "loadBalancerClass")),
    internalTrafficPolicy: textOf(member(spec, "internalTrafficPolicy")),
    externalTrafficPolicy: textOf(member(spec, "externalTrafficPolicy")),
    sessionAffinity: textOf(member(spec, "sessionAffinity")),
    sessionAffinityTimeout: integerOf(memberAt(spec, "sessionAffinityConfig", "clientIP", "timeoutSeconds")),
    healthCheckNodePort: withoutZero(integerOf(member(spec, "healthCheckNodePort"))),
    trafficDistribution: textOf(member(spec, "trafficDistribution")),
    loadBalancerIngress: itemsOf(memberAt(root, "status", "loadBalancer", "ingress")).map((each) => ({
      ip: textOf(member(each, "ip")),
      hostname: textOf(member(each, "hostname")),
      ipMode: textOf(member(each, "ipMode")),
    })),
  };
}

function textsOf(list: Value | undefined): readonly Known<string>[] {
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}

function clusterIPs(spec: Value | undefined): readonly Known<string>[] {
  const all = [member(spec, "clusterIP"), ...itemsOf(member(spec, "clusterIPs"))].flatMap(
    (item) => textOf(item) ?? [],
  );
  return all.filter(
    (each, index) => !isKnown(each) || all.findIndex((other) => valueOf(other) === each.value) === index,
  );
}

function servicePort(value: Value, index: number): ServicePort {
  return {
    index,
    name: textOf(member(value, "name")),
    port: integerOf(member(value, "port")),
    protocol: textOf(member(value, "protocol")),
    targetPort: withoutZero(intOrTextOf(member(value, "targetPort"))),
    nodePort: withoutZero(integerOf(member(value, "nodePort"))),
    appProtocol: textOf(member(value, "appProtocol")),
  };
}

/** `0` and `""` count as absent (API defaults of Service ports). */
function withoutZero<T extends number | string>(item: Known<T> | undefined): Known<T> | undefined {
  return item && "value" in item && (item.value === 0 || item.value === "") ? undefined : item;
}

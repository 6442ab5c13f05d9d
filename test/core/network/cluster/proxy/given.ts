/** Services, slices and plans for tests of kube-proxy, by what matters in them. */
import assert from "node:assert/strict";
import { familyOf, givenAddress } from "../../../../../server/src/core/network/cluster/addresses.ts";
import type {
  ClusterEndpoint,
  Hints,
  SlicePlan,
} from "../../../../../server/src/core/network/cluster/endpoints.ts";
import type { NormalPort, NormalService } from "../../../../../server/src/core/network/cluster/normalise.ts";
import type {
  Backends,
  IptablesPlan,
  ProxyNode,
  ProxySettings,
} from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { proxied } from "../../../../../server/src/core/network/cluster/proxy/proxied.ts";
import { known } from "../../../../../server/src/core/value/known.ts";

interface GivenPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

interface Given {
  /** `shop/cart`. */
  readonly name?: string;
  readonly type?: "ClusterIP" | "NodePort" | "LoadBalancer";
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly GivenPort[];
  readonly internal?: "Cluster" | "Local";
  readonly external?: "Cluster" | "Local";
  /** Seconds of `sessionAffinity: ClientIP`. */
  readonly affinity?: number;
  readonly externalIPs?: readonly string[];
  readonly ranges?: readonly string[];
  readonly ingress?: readonly {
    readonly ip?: string;
    readonly hostname?: string;
    readonly ipMode?: string;
  }[];
  readonly healthCheckNodePort?: number;
}

/** A Service with its defaults: `shop/cart`, port `http` 80 at 10.96.31.4, unless said otherwise. */
export function serviceOf(given: Given = {}): NormalService {
  const [namespace = "", name = ""] = (given.name ?? "shop/cart").split("/");
  const { type = "ClusterIP", clusterIPs = ["10.96.31.4"], externalIPs = [], affinity } = given;
  const addresses = clusterIPs.map((text) => givenAddress(familyOf(text) ?? assert.fail(text), text));
  const isEntered = type !== "ClusterIP" || externalIPs.length > 0;
  return {
    id: `Service/${namespace}/${name}`,
    name: known(name),
    namespace: known(namespace),
    type: known(type),
    publication: { kind: "cluster" },
    families: addresses.map(({ family }) => family),
    clusterIPs: addresses,
    selector: undefined,
    ports: (given.ports ?? [{ name: "http", port: 80 }]).map(portOf),
    externalName: undefined,
    publishNotReadyAddresses: known(false),
    sessionAffinity: known(affinity === undefined ? "None" : "ClientIP"),
    sessionAffinityTimeout: affinity === undefined ? undefined : known(affinity),
    internalTrafficPolicy: known(given.internal ?? "Cluster"),
    externalTrafficPolicy: isEntered ? known(given.external ?? "Cluster") : undefined,
    allocateLoadBalancerNodePorts: type === "LoadBalancer" ? known(true) : undefined,
    healthCheckNodePort: knownOr(given.healthCheckNodePort),
    trafficDistribution: undefined,
    externalIPs: externalIPs.map(known),
    loadBalancerSourceRanges: (given.ranges ?? []).map(known),
    proxyName: undefined,
    loadBalancerIngress: (given.ingress ?? []).map(({ ip, hostname, ipMode }) => ({
      ip: knownOr(ip),
      hostname: knownOr(hostname),
      ipMode: knownOr(ipMode),
    })),
  };
}

function portOf({ name = "", port, protocol = "TCP", nodePort }: GivenPort, index: number): NormalPort {
  return {
    index,
    name: known(name),
    port: known(port),
    protocol: known(protocol),
    targetPort: known(port),
    nodePort: knownOr(nodePort),
    appProtocol: undefined,
  };
}

function knownOr<T>(value: T | undefined) {
  return value === undefined ? undefined : known(value);
}

interface GivenEndpoint {
  readonly node?: string;
  /** `ready` unless said otherwise; `draining` is serving and terminating, `terminating` no longer serves. */
  readonly state?: "ready" | "unready" | "draining" | "terminating";
  readonly hints?: Hints;
}

export function endpointOf(
  ip: string,
  { node, state = "ready", hints }: GivenEndpoint = {},
): ClusterEndpoint {
  return {
    from: "Deployment/shop/cart",
    pod: undefined,
    addresses: [givenAddress(familyOf(ip) ?? assert.fail(ip), ip)],
    hostname: undefined,
    ready: state === "ready",
    serving: state === "ready" || state === "draining",
    terminating: state === "draining" || state === "terminating",
    nodeName: node,
    zone: undefined,
    hints,
  };
}

/** A slice whose ports are written `http/8443`, `dns/53/UDP`. */
export function sliceOf(ports: readonly string[], endpoints: readonly ClusterEndpoint[]): SlicePlan {
  return {
    addressType: endpoints[0]?.addresses[0]?.family ?? "IPv4",
    ports: ports.map((each) => {
      const [name = "", port, protocol = "TCP"] = each.split("/");
      return {
        name: known(name),
        port: known(Number(port)),
        protocol: known(protocol),
        appProtocol: undefined,
      };
    }),
    endpoints,
    manual: undefined,
  };
}

export function backendsOf(...slices: readonly SlicePlan[]): Backends {
  return { slices, more: 0 };
}

/** The plan of its first family. */
export function iptablesOf(
  service: NormalService,
  backends: Backends,
  node?: ProxyNode,
  settings: ProxySettings = { kubernetesVersion: "1.36" },
): IptablesPlan {
  const plan = proxied(service, backends, node, { ...settings, proxyMode: "iptables" });
  return plan.mode === "iptables" && plan.families[0] ? plan.families[0] : assert.fail("no rules");
}

/** A zone of the Services that the examples speak of, with addresses as a cluster would have given them out. */
import type { ClusterAddress } from "../../../../server/src/core/network/cluster/addresses.ts";
import { familyOf, givenAddress } from "../../../../server/src/core/network/cluster/addresses.ts";
import type { Zone, ZoneOptions, ZoneService } from "../../../../server/src/core/network/cluster/answer.ts";
import {
  type Candidate,
  type SlicePort,
  slicesOf,
} from "../../../../server/src/core/network/cluster/endpoints.ts";
import type { NormalPort } from "../../../../server/src/core/network/cluster/normalise.ts";
import { type Known, known } from "../../../../server/src/core/value/known.ts";

export function address(text: string): ClusterAddress {
  return givenAddress(familyOf(text) ?? "IPv4", text);
}

/** `http/80`, `gossip/7946/UDP`; an unnamed one is `/80`. */
export function port(text: string, index = 0): NormalPort {
  const [name = "", number = "", protocol = "TCP"] = text.split("/");
  return {
    index,
    name: known(name),
    port: known(Number(number)),
    protocol: known(protocol),
    targetPort: known(Number(number)),
    nodePort: undefined,
    appProtocol: undefined,
  };
}

export function slicePort(text: string): SlicePort {
  const { name, port: number, protocol } = port(text);
  return { name, port: number, protocol, appProtocol: undefined };
}

interface PodOptions {
  readonly hostname?: Known<string>;
  readonly ready?: boolean | undefined;
}

export function pod(
  addresses: readonly string[],
  ports: readonly string[],
  more: PodOptions = {},
): Candidate {
  const ready = "ready" in more ? more.ready : true;
  return {
    from: "pod",
    pod: undefined,
    addresses: addresses.map(address),
    hostname: more.hostname,
    ready,
    serving: ready,
    terminating: false,
    nodeName: undefined,
    zone: undefined,
    hints: undefined,
    ports: ports.map(slicePort),
  };
}

const HUNDRED = { manual: undefined, perSlice: 100 };

interface Service {
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly string[];
  readonly pods?: readonly Candidate[];
  readonly externalName?: string;
  readonly open?: boolean;
}

/** `shop/cart`; one without addresses is headless, one with another name an alias. */
export function service(path: string, { ports = [], pods = [], ...more }: Service): ZoneService {
  const [namespace = "", name = ""] = path.split("/");
  const kind = more.externalName !== undefined ? "alias" : more.clusterIPs ? "cluster" : "headless";
  return {
    namespace,
    name,
    publication: { kind },
    clusterIPs: (more.clusterIPs ?? []).map(address),
    ports: ports.map(port),
    externalName: more.externalName === undefined ? undefined : known(more.externalName),
    slices: slicesOf(["IPv4", "IPv6"], pods, HUNDRED),
    open: more.open ?? false,
  };
}

const DEFAULTS: ZoneOptions = { pods: "insecure", podNames: "unused", emptyServices: "answered" };

export function zoneOf(services: readonly ZoneService[], options: Partial<ZoneOptions> = {}): Zone {
  const namespaces = new Set([
    "default",
    "kube-system",
    "ops",
    ...services.map(({ namespace }) => namespace),
  ]);
  return {
    domain: "cluster.local",
    options: { ...DEFAULTS, ...options },
    namespace: (name) => (namespaces.has(name) ? "yes" : "no"),
    service(namespace, name) {
      const found = services.find((each) => each.namespace === namespace && each.name === name);
      return found ? { kind: "found", service: found } : { kind: "absent", proven: true };
    },
    namesAt(text) {
      const own = services.filter(({ clusterIPs }) => clusterIPs.some((each) => each.text === text));
      return own.map(({ name, namespace }) => `${name}.${namespace}.svc.cluster.local.`);
    },
    pod: (_, text) => (text === "10.1.0.3" ? "yes" : "no"),
  };
}

const ledger = ["pg/15432", "raft/7000/SCTP"];

/** The Services of the examples. */
export const examples: readonly ZoneService[] = [
  service("shop/cart", {
    clusterIPs: ["10.96.31.4"],
    ports: ["http/80", "metrics/9100"],
    pods: [
      pod(["10.1.0.20"], ["http/8080", "metrics/9100"]),
      pod(["10.1.0.3"], ["http/8080", "metrics/9100"]),
      pod(["10.1.0.100"], ["http/8443", "metrics/9100"]),
      pod(["10.1.0.9"], ["metrics/9100"]),
    ],
  }),
  service("shop/ledger", {
    ports: ["pg/5432", "raft/7000/SCTP"],
    pods: [
      pod(["10.1.4.7"], ledger, { hostname: known("ledger-5") }),
      pod(["10.1.5.7"], ledger, { hostname: known("ledger-6") }),
    ],
  }),
  service("shop/cart-pods", {
    ports: ["http/80"],
    pods: [
      pod(["10.1.0.20"], ["http/8080"]),
      pod(["10.1.0.3"], ["http/8080"]),
      pod(["10.1.0.100"], ["http/8443"]),
      pod(["10.1.0.9"], []),
    ],
  }),
  service("shop/pier", { clusterIPs: ["10.96.31.20", "fd00:96::1f14"], ports: ["web/443"] }),
  service("shop/peers", {
    ports: ["gossip/7946/UDP"],
    pods: [
      pod(["10.1.9.4", "fd00:1::9:4"], ["gossip/7946/UDP"]),
      pod(["10.1.9.5", "fd00:1::9:5"], ["gossip/7946/UDP"], { hostname: known("seed") }),
    ],
  }),
  service("shop/mail", { externalName: "smtp.example.net." }),
  service("shop/literal", { externalName: "10.0.0.1" }),
  service("shop/inside", { externalName: "cart.shop.svc.cluster.local" }),
  service("shop/dangling", { externalName: "gone.shop.svc.cluster.local" }),
  service("shop/itself", { externalName: "itself.shop.svc.cluster.local" }),
  service("shop/ring-a", { externalName: "ring-b.shop.svc.cluster.local" }),
  service("shop/ring-b", { externalName: "ring-a.shop.svc.cluster.local" }),
  service("shop/idle", { clusterIPs: ["10.96.31.9"], ports: ["http/80"] }),
  service("shop/nobody", { ports: ["http/80"], pods: [pod(["10.1.2.1"], ["http/80"], { ready: false })] }),
];

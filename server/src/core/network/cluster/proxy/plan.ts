/**
 * What kube-proxy makes of one Service on one node, as plain data. kube-proxy runs one proxier for each address family, so
 * a plan has one part for each; an ExternalName and a headless Service have none.
 *
 * Which mode fills what: `iptables` rules and `balancing`; `nftables` `names` and `balancing`; `ipvs` `virtualServers`;
 * `none` (something else does the work, mostly eBPF) nothing at all. `fates` are there in all modes but `none`.
 */
import type { ClusterSettings } from "../../../units/settings.ts";
import type { Reason } from "../../../value/known.ts";
import type { Family } from "../addresses.ts";
import type { SlicePlan } from "../endpoints.ts";

export type ProxyPlan =
  | { readonly mode: "iptables"; readonly families: readonly IptablesPlan[]; readonly gaps: readonly Gap[] }
  | { readonly mode: "ipvs"; readonly families: readonly IpvsPlan[]; readonly gaps: readonly Gap[] }
  | { readonly mode: "nftables"; readonly families: readonly NftablesPlan[]; readonly gaps: readonly Gap[] }
  | { readonly mode: "none"; readonly families: readonly []; readonly gaps: readonly [] };

/** What is the same in every mode. */
interface FamilyPlan {
  readonly family: Family;
  /** One for each port that is known. */
  readonly fates: readonly PortFate[];
  /**
   * Words of rules and names that are there for the eye only: example addresses, and what hangs on them (endpoints, the names of
   * their chains). In a cluster something else stands in their place, and the order of endpoints may be another.
   */
  readonly examples: readonly string[];
}

export interface IptablesPlan extends FamilyPlan {
  /** Table `nat`: rules by chain, as iptables-restore is fed with them (`-A KUBE-SERVICES …`). */
  readonly nat: Chains;
  /** Table `filter`. */
  readonly filter: Chains;
  /** Chains that share out connections: KUBE-SVC and KUBE-SVL. */
  readonly balancing: readonly Balancing[];
  /** The rules that are there whatever Services there are, by which packets come to these chains. */
  readonly fixed: { readonly nat: Chains; readonly filter: Chains };
}

export interface NftablesPlan extends FamilyPlan {
  /** Chains of table `ip kube-proxy` (`ip6 kube-proxy`), in the order of ports. What they hold differs from version to version. */
  readonly names: readonly string[];
  /** Sets that remember clients, of `sessionAffinity: ClientIP`. */
  readonly sets: readonly string[];
  readonly balancing: readonly Balancing[];
}

export interface IpvsPlan extends FamilyPlan {
  readonly virtualServers: readonly VirtualServer[];
}

export type Chains = Readonly<Record<string, readonly string[]>>;

/** How one chain shares out the connections that reach it: every target gets as many as the others. */
export interface Balancing {
  /** `shop/cart:http`, as kube-proxy calls the port of a Service. */
  readonly servicePort: string;
  readonly protocol: string;
  readonly chain: string;
  /** Local targets only: a policy says so. */
  readonly scope: "cluster" | "local";
  readonly targets: readonly BalancingTarget[];
}

export interface BalancingTarget {
  /** `10.244.0.10:8080`, `[fd00::1]:8080`. */
  readonly endpoint: string;
  /** Undefined in nftables from about 1.36 on, where endpoints have chains for the sake of session affinity only. */
  readonly chain: string | undefined;
  /** iptables: what the rule takes of those that reach it, as it is written; undefined for the last, which takes the rest. */
  readonly probability: string | undefined;
  /** The same as iptables-save prints it back: the kernel rounds to 31 bits. */
  readonly saved: string | undefined;
  /** The address is made up, and so is the name of the chain. */
  readonly example: boolean;
}

/** Of IPVS. */
export interface VirtualServer {
  readonly servicePort: string;
  /** `10.96.0.7:80/TCP`; a node port is at `<nodeIP>` where the node's address is not known. */
  readonly address: string;
  readonly role: "clusterIP" | "externalIP" | "loadBalancer" | "nodePort";
  /** `rr`, `lc`, … */
  readonly scheduler: string;
  /** Of `sessionAffinity: ClientIP`, in seconds. */
  readonly persistence: number | undefined;
  /** Empty: the kernel refuses connections. */
  readonly realServers: readonly string[];
}

/** What a new connection meets at a port of a Service. */
export interface PortFate {
  readonly servicePort: string;
  readonly protocol: string;
  /** Its place in `spec.ports`. */
  readonly index: number;
  /** At the cluster IP. */
  readonly internal: Fate;
  /** At node ports, external IPs and load balancer IPs; undefined where nothing leads in from outside. */
  readonly external: Fate | undefined;
  readonly endpoints: EndpointCounts;
}

/** How many endpoints a port has. */
export interface EndpointCounts {
  /** Ready ones anywhere; without any, those that still serve while they stop. */
  readonly usable: number;
  /** To which `cluster` leads: fewer, where hints keep to the zone or the node. */
  readonly cluster: number;
  /** To which `local` leads. */
  readonly local: number;
}

/**
 * `cluster`: to any endpoint; `local`: to those on this node; `reject`: refused, since nobody in the cluster can serve it;
 * `drop`: not answered at all, since a policy is Local and only other nodes have endpoints.
 */
export type Fate = "cluster" | "local" | "reject" | "drop";

/** Something that the plan leaves out or cannot know. */
export interface Gap {
  /** A field of the Service (`spec.ports[0].port`), or `endpoints`. */
  readonly about: string;
  /**
   * A `Reason`: it is written and cannot be read. `awaited`: the cluster gives it out; where a rule is certain but for this, a word
   * in angle brackets stands in it (`<nodePort>`). `unplaced`: it is not known which endpoints are on this node, and none is taken
   * for local. `uncounted`: there may be more endpoints. `unready`: it is not known which are ready, and those are left out.
   * `elsewhere`: by a label of the Service another proxy serves it, and kube-proxy leaves it alone.
   */
  readonly because: Reason | "awaited" | "unplaced" | "uncounted" | "unready" | "elsewhere";
}

/** The endpoints of a Service, each with an address. */
export interface Backends {
  readonly slices: readonly SlicePlan[];
  /** Endpoints that are not listed; undefined when there may be others. */
  readonly more: number | undefined;
}

/** The node whose rules these are; undefined is a node without local endpoints. */
export type ProxyNode = ClusterSettings["node"];

export type ProxySettings = Pick<
  ClusterSettings,
  "proxyMode" | "clusterCIDR" | "masqueradeAll" | "nodePortAddresses" | "ipvs" | "kubernetesVersion"
>;

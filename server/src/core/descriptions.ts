/** What `describe` answers of a Service or a workload: facts that JSON prints as they are, and words for people. */
import type { Diagnostic, Location, ResourceName } from "./answers.ts";

export type Description = ServiceDescription | WorkloadDescription;

export interface Described {
  readonly object: ResourceName & Location;
  /** Nobody wrote its namespace. */
  readonly assumedNamespace: boolean;
  /** The unit's name, and the names of others that hold it, too. */
  readonly unit: string;
  readonly otherUnits: readonly string[];
  readonly answer: {
    /** One sentence. */
    readonly text: string;
    readonly state: "flows" | "broken" | "unknown" | "plain";
  };
  /** What it is, row by row. */
  readonly about: readonly Labelled[];
  /** What `kubectl get` will print. */
  readonly listings: readonly Listing[];
  /** Hints left out; the gravest first. */
  readonly findings: readonly Diagnostic[];
  readonly stopping: Stopping | undefined;
  /** What to type to see it, or to reach it. */
  readonly ways: readonly Way[];
  /** What of the cluster decides the rest, and who says it. */
  readonly premises: readonly Premise[];
  /** Why not all is certain; empty when it is. */
  readonly doubts: readonly string[];
  readonly certainty: "certain" | "unknown" | "depends";
}

/** A row of a card. */
export interface Labelled {
  readonly label: string;
  readonly text: string;
}

/** Rows as kubectl prints them, without AGE; a sign behind an address marks an example. */
export interface Listing {
  readonly command: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows beyond those. */
  readonly more: number;
}

/** The course of a stopping pod. */
export interface Stopping {
  readonly steps: readonly {
    /** `0 s`, `10–30 s`. */
    readonly at: string;
    readonly text: string;
  }[];
  readonly remarks: readonly string[];
}

export interface Way {
  /** From where it works: `your machine`, `a pod`. */
  readonly from: string;
  /** A command or an address. */
  readonly line: string;
  /** What has to be so, or what comes after; empty where nothing has to be said. */
  readonly remark: string;
}

export interface Premise {
  /** The key of the configuration: `cluster.proxyMode`. */
  readonly key: string;
  readonly value: string;
  readonly source: "configured" | "file" | "default";
  /** The file that says so. */
  readonly at?: Location | undefined;
  /** What else is said of it; empty where nothing is. */
  readonly remark: string;
}

export interface ServiceDescription extends Described {
  readonly kind: "service";
  /** Undefined when it cannot be known. */
  readonly type: string | undefined;
  readonly headless: boolean;
  readonly dns: DnsDescription;
  readonly endpoints: EndpointsDescription;
  readonly env: Environment<ServiceVariable>;
  readonly proxy: ProxyDescription | undefined;
  readonly routes: readonly RouteHere[];
  /** Whose values name it. */
  readonly callers: readonly Caller[];
  readonly policies: Policies;
}

export interface WorkloadDescription extends Described {
  readonly kind: "workload";
  /** How many pods there are at a time; undefined when its manifest does not say it. */
  readonly replicas: number | undefined;
  readonly containers: readonly ContainerDescription[];
  readonly pods: readonly PodDescription[];
  readonly env: Environment<ContainerVariable>;
  readonly resolvConf: ResolvConfDescription;
  readonly services: readonly SelectingService[];
  readonly policies: Policies;
  /** DNS names of its single pods, without a final dot. */
  readonly names: readonly string[];
}

export interface DnsDescription {
  /** Without a final dot. */
  readonly zone: string;
  /** Seconds. */
  readonly ttl: number;
  /** The names by which it is asked for, the shortest first. */
  readonly names: readonly Labelled[];
  readonly records: readonly {
    readonly name: string;
    readonly type: "A" | "AAAA" | "SRV" | "PTR" | "CNAME";
    readonly data: string;
    readonly example: boolean;
  }[];
  readonly remarks: readonly string[];
}

export interface EndpointsDescription {
  readonly slices: readonly SliceDescription[];
  readonly remarks: readonly string[];
}

export interface SliceDescription {
  readonly addressType: "IPv4" | "IPv6";
  readonly ports: readonly { readonly name: string; readonly port?: number; readonly protocol: string }[];
  readonly endpoints: readonly EndpointDescription[];
  /** The object in which somebody wrote it: `EndpointSlice/db`. */
  readonly manual?: string;
}

/** Conditions that cannot be known are left out. */
export interface EndpointDescription {
  /** `Deployment/cart#0`; left out for an address written by hand. */
  readonly pod?: string;
  /** The pod's own name, where it is known. */
  readonly name?: string;
  readonly addresses: readonly string[];
  readonly example: boolean;
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly hostname?: string;
}

export interface Environment<V> {
  readonly variables: readonly V[];
  readonly remarks: readonly string[];
}

export interface ServiceVariable {
  readonly name: string;
  readonly value: string;
  /** The value hangs on an address that is made up. */
  readonly example: boolean;
}

export interface ContainerVariable {
  readonly container: string;
  readonly name: string;
  /** Undefined when it cannot be known. */
  readonly value: string | undefined;
  /** What is to stand there, where that cannot be known: `<status.podIP>`. */
  readonly awaits?: string | undefined;
  readonly source: "service" | "container";
  /** `shop/web`, of a variable that the kubelet makes of a Service. */
  readonly service?: string | undefined;
  readonly example: boolean;
  /** What it hides, or why its value is not known; empty where nothing has to be said. */
  readonly remark: string;
}

/** What kube-proxy makes of it on one node. */
export interface ProxyDescription {
  readonly mode: "iptables" | "ipvs" | "nftables" | "none";
  /** The node; undefined for one without endpoints of the Service. */
  readonly node: string | undefined;
  /** One for each address family of the Service, primary first. */
  readonly families: readonly ProxyFamily[];
  /** What becomes of a connection, port by port. */
  readonly fates: readonly Labelled[];
  /** The same on a node of the other kind, where a policy makes it differ. */
  readonly elsewhere: { readonly where: string; readonly fates: readonly Labelled[] } | undefined;
  /** Words of rules that are there for the eye only: example addresses, and what hangs on them. */
  readonly examples: readonly string[];
  readonly remarks: readonly string[];
}

/** Empty where the mode has no such thing. */
export interface ProxyFamily {
  readonly family: "IPv4" | "IPv6";
  readonly nat: Readonly<Record<string, readonly string[]>>;
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly balancing: readonly {
    readonly chain: string;
    readonly targets: readonly {
      readonly endpoint: string;
      /** Left out where endpoints have none. */
      readonly chain?: string;
      /** Left out for the last, which takes the rest. */
      readonly probability?: string;
      readonly example: boolean;
    }[];
  }[];
  readonly virtualServers: readonly {
    readonly address: string;
    readonly scheduler: string;
    readonly realServers: readonly string[];
  }[];
  readonly names: readonly string[];
}

export interface RouteHere {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** `*` for any host. */
  readonly host: string;
  readonly path: string;
  readonly port: number | string | undefined;
  readonly certainty: "certain" | "unknown";
}

export interface Caller {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The variable or key that holds it; empty for an argument. */
  readonly variable: string;
  readonly value: string;
}

/** The NetworkPolicies that select the pods, as `namespace/name`. */
export interface Policies {
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
  /** Those of which it cannot be known. */
  readonly perhaps: readonly string[];
  /** Whether the cluster's network plugin enforces them; undefined where nobody says. */
  readonly enforced?: boolean | undefined;
}

export interface ContainerDescription {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly string[];
  /** `readinessProbe httpGet http/ready`. */
  readonly probes: readonly string[];
  readonly isSidecar: boolean;
}

export interface PodDescription {
  /** `Deployment/cart#0`. */
  readonly id: string;
  /** Undefined when a controller makes it up. */
  readonly name: string | undefined;
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly addresses: readonly string[];
  readonly example: boolean;
  readonly ready: boolean;
  readonly terminating: boolean;
}

export interface ResolvConfDescription {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
  readonly remarks: readonly string[];
}

export interface SelectingService {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly {
    readonly name: string;
    readonly port?: number;
    readonly protocol: string;
    /** The number on the pods; left out when it is not found there, or not known. */
    readonly targetPort?: number;
  }[];
  /** `ClusterIP`, `headless`. */
  readonly type: string;
}

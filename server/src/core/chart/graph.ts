/**
 * The traffic of one unit as plain data: what a client passes on the way to a pod, column by column, without any position
 * in a file or on a screen. Made of the network model (features/chart/), drawn by everything that draws: scene.ts makes
 * shapes of it, `portolan map` text. Ids are stable between edits, so that a drawing keeps its place while one types.
 */

/** From outside to the pods, and beyond the cluster to what only a name or an address leads to; traffic flows in this order. */
export type Column = "outside" | "entry" | "route" | "service" | "endpoint" | "workload" | "external";

export const COLUMNS: readonly Column[] = [
  "outside",
  "entry",
  "route",
  "service",
  "endpoint",
  "workload",
  "external",
];

/** The shape that stands for a family of kinds. */
export type Glyph =
  | "internet"
  | "external"
  | "gateway"
  | "ingress"
  | "loadBalancer"
  | "nodePort"
  | "route"
  | "service"
  | "headless"
  | "endpoints"
  | "deployment"
  | "statefulSet"
  | "daemonSet"
  | "job"
  | "pod";

/** `missing`: something names it and it is not there. `unknown`: whether it is there cannot be known. */
export type NodeState = "present" | "missing" | "unknown";

export interface ChartGraph {
  readonly unit: ChartUnit;
  /** Namespaces that hold nodes, sorted by name. */
  readonly bands: readonly ChartBand[];
  /** Sorted by id. */
  readonly nodes: readonly ChartNode[];
  /** Sorted by id. */
  readonly edges: readonly ChartEdge[];
}

/** A world that can be drawn. */
export interface ChartUnit {
  readonly id: string;
  /** As a person would call it: `overlays/prod`, `.` for a whole workspace folder. */
  readonly name: string;
  readonly kind: "plain" | "kustomization" | "chart" | "environment";
  /** Why a miss in it proves nothing, one sentence each; empty when it is complete. */
  readonly gaps: readonly string[];
  /** Kubernetes objects in it; for choosing among units. */
  readonly objects: number;
}

export interface ChartBand {
  readonly namespace: string;
  /** Nobody wrote the namespace down; it is what `kubectl apply` would take. */
  readonly assumed: boolean;
  /** What it holds, for its folded line: `6 Services · 2 problems`, `4 Services · all well`. */
  readonly summary: string;
  readonly problems: Problems;
}

/** Findings by severity; hints are no problems. */
export interface Problems {
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
}

export interface ChartNode {
  /** `Service/shop/cart`, `Endpoints/shop/cart/http`, `Missing/Service/shop/pay-v2`, `Internet`. */
  readonly id: string;
  readonly kind: string;
  readonly glyph: Glyph;
  readonly column: Column;
  /** The band that it stands in; undefined outside the cluster (columns outside and external). */
  readonly namespace: string | undefined;
  /** The object's name; for what is missing, that it is: `no Service pay-v2`. */
  readonly title: string;
  /** The quiet second line: `Service · ClusterIP`, `3 replicas`, `did you mean pay?`. */
  readonly subtitle: string;
  /** One a port, a listener or a rule of a route, in the order of the manifest; edges dock here. */
  readonly rows: readonly ChartRow[];
  readonly state: NodeState;
  /** For endpoints: whether anything serves. */
  readonly readiness?: "ready" | "none" | "unknown";
  readonly problems: Problems;
  /** There is a manifest to open. */
  readonly hasSource: boolean;
  /** Further words that a search finds it by: labels, hosts, addresses. */
  readonly words: readonly string[];
}

export interface ChartRow {
  /** Stable within its node: a port's name or number, the index of a rule. */
  readonly id: string;
  /** `http :80 → http`, `/cart → cart :80`, `app · http 8080/TCP`. */
  readonly text: string;
  readonly problems: Problems;
}

export interface ChartEdge {
  /** `from#row → to#row`. */
  readonly id: string;
  readonly from: Dock;
  readonly to: Dock;
  /** `:80 → http 8080/TCP`; empty when the rows say it. */
  readonly label: string;
  /**
   * `flows`: traffic passes. `broken`: it would, were it not for `reason`. `unknown`: cannot be known, for `reason`. `meant`:
   * none flows, but this is most likely what was meant.
   */
  readonly state: "flows" | "broken" | "unknown" | "meant";
  /** A few words: `app: crat ≠ cart`, `no port grpc`. Empty for what flows. */
  readonly reason: string;
}

/** Where an edge meets a node: at one of its rows, or at its title. */
export interface Dock {
  readonly node: string;
  readonly row?: string;
}

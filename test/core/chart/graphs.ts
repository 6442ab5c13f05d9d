/** Graphs to draw: the shop with its planted faults, small ones by hand, large ones by a seed. */
import type {
  ChartEdge,
  ChartGraph,
  ChartNode,
  Glyph,
  NodeState,
  Problems,
} from "../../../server/src/core/chart/graph.ts";

export const WELL: Problems = { errors: 0, warnings: 0, informations: 0 };

export function graphOf(
  nodes: readonly ChartNode[],
  edges: readonly ChartEdge[],
  name = "overlays/prod",
): ChartGraph {
  const namespaces = [
    ...new Set(nodes.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace]))),
  ];
  const byId = (a: { readonly id: string }, b: { readonly id: string }) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return {
    unit: { id: name, name, kind: "plain", gaps: [], objects: nodes.length },
    bands: namespaces.toSorted().map((namespace) => ({
      namespace,
      assumed: false,
      summary: summaryOf(nodes.filter((node) => node.namespace === namespace)),
      problems: problemsOf(nodes.filter((node) => node.namespace === namespace)),
    })),
    nodes: nodes.toSorted(byId),
    edges: edges.toSorted(byId),
  };
}

function problemsOf(nodes: readonly ChartNode[]): Problems {
  const sum = (of: (problems: Problems) => number) =>
    nodes.reduce((total, { problems }) => total + of(problems), 0);
  return {
    errors: sum((p) => p.errors),
    warnings: sum((p) => p.warnings),
    informations: sum((p) => p.informations),
  };
}

function summaryOf(nodes: readonly ChartNode[]): string {
  const services = nodes.filter(({ column, state }) => column === "service" && state === "present").length;
  const { errors, warnings } = problemsOf(nodes);
  const grave = errors + warnings;
  const said = grave === 0 ? "all well" : `${grave} problem${grave === 1 ? "" : "s"}`;
  return `${services} Service${services === 1 ? "" : "s"} · ${said}`;
}

interface Extras {
  readonly rows?: readonly string[];
  readonly state?: NodeState;
  readonly problems?: Partial<Problems>;
  readonly readiness?: "ready" | "none" | "unknown";
}

const COLUMN_OF: Readonly<Record<Glyph, ChartNode["column"]>> = {
  internet: "outside",
  external: "external",
  gateway: "entry",
  ingress: "entry",
  loadBalancer: "entry",
  nodePort: "entry",
  route: "route",
  service: "service",
  headless: "service",
  endpoints: "endpoint",
  deployment: "workload",
  statefulSet: "workload",
  daemonSet: "workload",
  job: "workload",
  pod: "workload",
};

/** `shop/web` stands in namespace shop; a row is `id: text`, or its text alone. */
export function node(glyph: Glyph, place: string, subtitle: string, extras: Extras = {}): ChartNode {
  const [namespace, title] = place.includes("/") ? place.split(/\/(.*)/s) : [undefined, place];
  const rows = (extras.rows ?? []).map((row) => {
    const [id, text] = row.split(/: (.*)/s);
    return { id: id ?? row, text: text ?? row, problems: WELL };
  });
  return {
    id: `${glyph}/${place}`,
    kind: glyph,
    glyph,
    column: COLUMN_OF[glyph],
    namespace,
    title: title ?? place,
    subtitle,
    rows,
    state: extras.state ?? "present",
    ...(extras.readiness ? { readiness: extras.readiness } : {}),
    problems: { ...WELL, ...extras.problems },
    hasSource: extras.state !== "missing",
    words: [],
  };
}

/** `service/shop/web#http`: a node, and a row of it. */
export function edge(
  from: string,
  to: string,
  state: ChartEdge["state"] = "flows",
  words: { readonly label?: string; readonly reason?: string } = {},
): ChartEdge {
  const dock = (text: string) => {
    const [id, row] = text.split("#");
    return { node: id ?? text, ...(row === undefined ? {} : { row }) };
  };
  return {
    id: `${from} → ${to}`,
    from: dock(from),
    to: dock(to),
    label: words.label ?? "",
    reason: words.reason ?? "",
    state,
  };
}

/** The shop: a Gateway with a route, a selector with a slip, a backend that is not there, a node port, a headless database. */
export function shop(): ChartGraph {
  return graphOf(
    [
      node("internet", "Internet", ""),
      node("gateway", "shop/edge", "Gateway · 1 listener", { rows: ["https: https :443"] }),
      node("nodePort", "shop/web-debug", "NodePort · all nodes", { rows: ["30080: :30080"] }),
      node("route", "shop/shop-web", "HTTPRoute · shop.example.com", {
        rows: ["0: / → web :80", "1: /cart → cart :80", "2: /pay → pay-v2 :80"],
        problems: { errors: 1 },
      }),
      node("service", "shop/web", "Service · ClusterIP", { rows: ["http: http :80 → http"] }),
      node("service", "shop/cart", "Service · ClusterIP", {
        rows: ["http: http :80 → 8080"],
        problems: { errors: 1 },
      }),
      node("service", "shop/pay", "Service · ClusterIP", {
        rows: ["http: http :80 → http", "grpc: grpc :9090 → grpc"],
      }),
      node("service", "shop/web-debug", "Service · NodePort · Local", { rows: ["http: http :80 → http"] }),
      node("service", "shop/pay-v2", "did you mean pay?", { state: "missing" }),
      node("endpoints", "shop/web http", "1 slice · 8080", { readiness: "ready" }),
      node("endpoints", "shop/pay http", "1 slice · 8080", { readiness: "ready" }),
      node("endpoints", "shop/pay grpc", "1 slice · 9090", { readiness: "ready" }),
      node("deployment", "shop/web", "Deployment · 3 replicas", { rows: ["web/http: web · http 8080/TCP"] }),
      node("deployment", "shop/cart", "Deployment · 2 replicas", {
        rows: ["cart/http: cart · http 8080/TCP"],
      }),
      node("deployment", "shop/pay", "Deployment · 2 replicas", {
        rows: ["pay/http: pay · http 8080/TCP", "pay/grpc: pay · grpc 9090/TCP"],
      }),
      node("headless", "data/db", "Service · headless", { rows: ["pg: pg :5432 → pg"] }),
      node("endpoints", "data/db pg", "db-0 … db-2 · 5432", { readiness: "ready" }),
      node("statefulSet", "data/db", "StatefulSet · 3 replicas", {
        rows: ["postgres/pg: postgres · pg 5432/TCP"],
      }),
      node("service", "data/billing", "Service · ExternalName", {}),
      node("external", "billing.example.org", "external name"),
      node("service", "data/cache", "Service · ClusterIP", {
        rows: ["redis: redis :6379"],
        problems: { warnings: 1 },
      }),
      node("endpoints", "data/cache redis", "labels set at run time", { readiness: "unknown" }),
      node("deployment", "data/cache", "Deployment · 1 replica", { rows: ["redis/redis: redis · 6379/TCP"] }),
    ].map((each) =>
      each.state === "missing" ? { ...each, title: `no Service ${each.title}` } : named(each),
    ),
    [
      edge("internet/Internet", "gateway/shop/edge#https", "flows", { label: "443" }),
      edge("internet/Internet", "nodePort/shop/web-debug#30080"),
      edge("gateway/shop/edge#https", "route/shop/shop-web"),
      edge("nodePort/shop/web-debug#30080", "service/shop/web-debug#http"),
      edge("route/shop/shop-web#0", "service/shop/web#http"),
      edge("route/shop/shop-web#1", "service/shop/cart#http"),
      edge("route/shop/shop-web#2", "service/shop/pay-v2", "broken"),
      edge("service/shop/web#http", "endpoints/shop/web http"),
      edge("service/shop/web-debug#http", "endpoints/shop/web http"),
      edge("service/shop/cart#http", "deployment/shop/cart#cart/http", "broken", {
        reason: "app: crat ≠ cart",
      }),
      edge("service/shop/pay#http", "endpoints/shop/pay http"),
      edge("service/shop/pay#grpc", "endpoints/shop/pay grpc"),
      edge("endpoints/shop/web http", "deployment/shop/web#web/http"),
      edge("endpoints/shop/pay http", "deployment/shop/pay#pay/http"),
      edge("endpoints/shop/pay grpc", "deployment/shop/pay#pay/grpc"),
      edge("headless/data/db#pg", "endpoints/data/db pg"),
      edge("endpoints/data/db pg", "statefulSet/data/db#postgres/pg"),
      edge("service/data/billing", "external/billing.example.org"),
      edge("service/data/cache#redis", "endpoints/data/cache redis", "unknown", {
        reason: "tier is not known",
      }),
      edge("endpoints/data/cache redis", "deployment/data/cache#redis/redis", "unknown"),
    ],
  );
}

/** Pills say how many serve, not the Service's name. */
function named(each: ChartNode): ChartNode {
  if (each.glyph !== "endpoints") return each;
  return { ...each, title: each.readiness === "ready" ? "3 ready" : "endpoints ?" };
}

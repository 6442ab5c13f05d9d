/** Graphs as large as wanted, the same for the same seed: namespaces with roads of every sort, some of them broken. */
import type { ChartEdge, ChartGraph, ChartNode } from "../../../server/src/core/chart/graph.ts";
import { randomFrom } from "../../support/random.ts";
import { edge, graphOf, node } from "./graphs.ts";

const WORDS = [
  ...["accounts", "audit", "auth", "billing", "cart", "catalog", "checkout", "currency", "email", "events"],
  ...[
    "frontend",
    "gateway",
    "images",
    "inventory",
    "ledger",
    "loyalty",
    "media",
    "metrics",
    "orders",
    "payments",
  ],
  ...[
    "pricing",
    "profile",
    "queue",
    "ratings",
    "recommendation",
    "reports",
    "search",
    "sessions",
    "shipping",
    "users",
  ],
];

interface Draft {
  readonly nodes: ChartNode[];
  readonly edges: ChartEdge[];
  readonly chance: () => number;
}

/** About `size` nodes. */
export function large(size: number, seed = 7): ChartGraph {
  const draft: Draft = { nodes: [node("internet", "Internet", "")], edges: [], chance: chancesFrom(seed) };
  draft.nodes.push(
    node("gateway", "infra/edge", "Gateway · 2 listeners", { rows: ["http: http :80", "https: https :443"] }),
  );
  draft.edges.push(
    edge("internet/Internet", "gateway/infra/edge#http"),
    edge("internet/Internet", "gateway/infra/edge#https"),
  );
  for (let space = 0; draft.nodes.length < size; space++) {
    const namespace = space === 0 ? "app" : `team-${String(space).padStart(2, "0")}`;
    const services = Math.min(
      3 + Math.floor(draft.chance() * 12),
      Math.ceil((size - draft.nodes.length) / 3.4),
    );
    for (let service = 0; service < services; service++) addService(draft, namespace, service);
    addRoutes(draft, namespace, services);
    for (let job = 0; job < services / 4; job++) {
      draft.nodes.push(node("job", `${namespace}/cleanup-${job}`, "CronJob · every day at 3"));
    }
  }
  return graphOf(draft.nodes, draft.edges, "clusters/production");
}

function nameOf(service: number): string {
  const word = WORDS[service % WORDS.length] ?? "service";
  return service < WORDS.length ? word : `${word}-${Math.floor(service / WORDS.length)}`;
}

function addService({ nodes, edges, chance }: Draft, namespace: string, index: number): void {
  const place = `${namespace}/${nameOf(index)}`;
  const luck = chance();
  const ports = luck < 0.2 ? ["http: http :80 → 8080", "grpc: grpc :9090 → grpc"] : ["http: http :80 → http"];
  const broken = luck > 0.93;
  nodes.push(
    node("service", place, "Service · ClusterIP", { rows: ports, problems: broken ? { errors: 1 } : {} }),
    node("deployment", place, `Deployment · ${1 + Math.floor(luck * 5)} replicas`, {
      rows: ports.map((port) => `${port.split(":")[0]}: app · ${port.split(":")[0]} 8080/TCP`),
    }),
  );
  for (const port of ports.map((text) => text.split(":")[0] ?? "")) {
    const [from, to] = [`service/${place}#${port}`, `deployment/${place}#${port}`];
    if (broken) {
      edges.push(edge(from, to, "broken", { reason: "app: slip ≠ app" }));
      continue;
    }
    const pill = `${place} ${port}`;
    nodes.push({
      ...node("endpoints", pill, "1 slice · 8080", { readiness: luck > 0.88 ? "unknown" : "ready" }),
      title: luck > 0.88 ? "endpoints ?" : "2 ready",
    });
    edges.push(
      edge(from, `endpoints/${pill}`),
      edge(`endpoints/${pill}`, to, luck > 0.88 ? "unknown" : "flows"),
    );
  }
  if (chance() > 0.9) {
    nodes.push(node("nodePort", place, "NodePort · all nodes", { rows: ["node: :30080"] }));
    edges.push(
      edge("internet/Internet", `nodePort/${place}#node`),
      edge(`nodePort/${place}#node`, `service/${place}#http`),
    );
  }
}

/** A route for every five Services; one backend in twenty is not there, one in fifteen is another Service's. */
function addRoutes({ nodes, edges, chance }: Draft, namespace: string, services: number): void {
  for (let route = 0; route * 5 < services; route++) {
    const place = `${namespace}/web-${route}`;
    const backends = Array.from({ length: Math.min(5, services - route * 5) }, (_, index) => {
      const luck = chance();
      const target = nameOf(luck > 0.93 ? Math.floor(chance() * services) : route * 5 + index);
      return { target: luck < 0.05 ? `${target}-v2` : target, missing: luck < 0.05, path: `/${target}` };
    });
    nodes.push(
      node("route", place, "HTTPRoute · shop.example.com", {
        rows: backends.map(({ target, path }, index) => `${index}: ${path} → ${target} :80`),
      }),
    );
    edges.push(edge("gateway/infra/edge#https", `route/${place}`));
    backends.forEach(({ target, missing }, index) => {
      const to = `service/${namespace}/${target}`;
      if (missing && !nodes.some(({ id }) => id === to)) {
        nodes.push({
          ...node("service", `${namespace}/${target}`, "no such Service", { state: "missing" }),
          title: `no Service ${target}`,
        });
      }
      edges.push(
        missing
          ? edge(`route/${place}#${index}`, to, "broken")
          : edge(`route/${place}#${index}`, `${to}#http`),
      );
    });
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function chancesFrom(seed: number): () => number {
  const random = randomFrom(seed);
  return () => random.below(10_000) / 10_000;
}

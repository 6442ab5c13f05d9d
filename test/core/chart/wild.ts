/** Graphs as no cluster has them: edges in any direction, to themselves, to nothing, twice; names of every sort. */
import type { ChartEdge, ChartGraph, Glyph } from "../../../server/src/core/chart/graph.ts";
import { type Random, randomFrom } from "../../support/random.ts";
import { edge, graphOf, node } from "./graphs.ts";

export const HOSTILE: readonly [string, ...string[]] = [
  "<img src=x onerror=alert(1)>",
  "]]><script>alert(1)</script>",
  "\u202egnitarepo\u202c",
  "\u2067abc\u2069\u200b",
  "שלום-עולם",
  "a".repeat(253),
  "\ud800lone\udc00",
  "tab\tline\nend\u0000\u001b[31m",
  `"quote' & &amp; --> %s \${x}`,
  "👩‍👩‍👧‍👦-family",
  "中文服务名称".repeat(20),
  "e\u0301".repeat(60),
  "",
  " ",
];

const GLYPHS: readonly [Glyph, ...Glyph[]] = [
  "internet",
  ...([
    "gateway",
    "ingress",
    "nodePort",
    "loadBalancer",
    "route",
    "service",
    "headless",
    "endpoints",
  ] as const),
  ...(["deployment", "statefulSet", "daemonSet", "job", "pod", "external"] as const),
];

export function wild(seed: number): ChartGraph {
  const random = randomFrom(seed);
  const spaces = Array.from({ length: 1 + random.below(4) }, (_, index) => `space-${index}`);
  const nodes = Array.from({ length: 1 + random.below(40) }, (_, index) => {
    const glyph = random.pick(GLYPHS);
    const inside = !["internet", "external"].includes(glyph) && !random.oneIn(20);
    const name = random.oneIn(6) ? random.pick(HOSTILE) : `n${index}`;
    const made = node(glyph, `n${index}`, random.oneIn(5) ? random.pick(HOSTILE) : "second line", {
      rows: Array.from({ length: random.below(4) }, (__, row) => `${row}: port ${row} → ${name}`),
      state: random.pick(["present", "present", "missing", "unknown"]),
      problems: { errors: random.below(2), warnings: random.below(3) },
      ...(glyph === "endpoints" ? { readiness: random.pick(["ready", "none", "unknown"]) } : {}),
    });
    return { ...made, title: name, namespace: inside ? spaces[random.below(spaces.length)] : undefined };
  });
  const edges = new Map<string, ChartEdge>();
  for (let count = random.below(nodes.length * 2); count > 0; count--) {
    const made = wildEdge(
      random,
      nodes.map(({ id, rows }) => ({ id, rows: rows.length })),
    );
    edges.set(made.id, made);
  }
  return graphOf(nodes, [...edges.values()], random.pick(HOSTILE));
}

function wildEdge(
  random: Random,
  ends: readonly { readonly id: string; readonly rows: number }[],
): ChartEdge {
  const dock = () => {
    const { id, rows } = ends[random.below(ends.length)] ?? { id: "nowhere", rows: 0 };
    if (random.oneIn(30)) return "nowhere";
    return random.oneIn(2) ? id : `${id}#${random.below(rows + 1)}`;
  };
  const words = () =>
    random.oneIn(3) ? random.pick(["app: crat ≠ cart", "no port grpc", ":80 → http", ...HOSTILE]) : "";
  const state = random.pick<ChartEdge["state"]>(["flows", "flows", "broken", "unknown", "meant"]);
  return edge(dock(), dock(), state, { label: words(), reason: state === "flows" ? "" : words() });
}

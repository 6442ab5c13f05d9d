/** The pieces of a unit's resources, put together: the whole chart. What an edit did not touch is the same object as before. */
import type { ChartEdge, ChartGraph, ChartNode } from "../../chart/graph.ts";
import { outlineOf } from "../../network/members.ts";
import { keyOf, query } from "../../query/query.ts";
import { bandsOf } from "./bands.ts";
import { OUTSIDE } from "./entries.ts";
import { compare } from "./ids.ts";
import { NO_PROBLEMS, partOf } from "./part.ts";
import { resourcesOf } from "./places.ts";
import { chartUnitOf } from "./units.ts";

/** By unit; undefined when there is no such unit. */
export const chartOf = query<ChartGraph | undefined>("chart", (db, unit) => {
  const outline = db.get(outlineOf, unit);
  const described = outline && db.get(chartUnitOf, unit);
  if (!outline || !described) return undefined;
  const parts = resourcesOf(db, unit).map((id) => db.get(partOf, keyOf(unit, id)));
  const edges = uniqueEdges(parts.flatMap((each) => each.edges));
  const own = uniqueNodes(parts.flatMap((each) => each.nodes));
  const nodes = edges.some(({ from }) => from.node === OUTSIDE) ? [...own, outside] : own;
  const sorted = nodes.toSorted((a, b) => compare(a.id, b.id));
  return { unit: described, bands: bandsOf(db, outline, sorted), nodes: sorted, edges };
});

const outside: ChartNode = {
  id: OUTSIDE,
  kind: "Internet",
  glyph: "internet",
  column: "outside",
  namespace: undefined,
  title: "Outside",
  subtitle: "clients beyond the cluster",
  rows: [],
  state: "present",
  problems: NO_PROBLEMS,
  hasSource: false,
  words: [],
};

/** Several pieces may draw one ghost: what is certainly missing counts more than what is not seen, what says more is kept. */
function uniqueNodes(nodes: readonly ChartNode[]): readonly ChartNode[] {
  const kept = new Map<string, ChartNode>();
  for (const node of nodes) {
    const before = kept.get(node.id);
    if (!before || isTelling(node, before)) kept.set(node.id, node);
  }
  return [...kept.values()];
}

function isTelling(node: ChartNode, before: ChartNode): boolean {
  if (node.state !== before.state) return node.state === "missing";
  return compare(node.subtitle, before.subtitle) > 0;
}

const GRAVITY: readonly ChartEdge["state"][] = ["broken", "flows", "unknown", "meant"];

/** Two backends of one rule may be one port. */
function uniqueEdges(edges: readonly ChartEdge[]): readonly ChartEdge[] {
  const kept = new Map<string, ChartEdge>();
  for (const edge of edges) {
    const before = kept.get(edge.id);
    if (!before || isGraver(edge, before)) kept.set(edge.id, edge);
  }
  return [...kept.values()].toSorted((a, b) => compare(a.id, b.id));
}

function isGraver(edge: ChartEdge, before: ChartEdge): boolean {
  const difference = GRAVITY.indexOf(edge.state) - GRAVITY.indexOf(before.state);
  return difference < 0 || (difference === 0 && compare(edge.reason, before.reason) > 0);
}

/** What of a graph is drawn: a person's view of it, and only edges whose ends are both there. */

import type { ChartBand, ChartEdge, ChartGraph, ChartNode, Column } from "../graph.ts";
import type { ChartView } from "../view.ts";
import { enteringOf, type Folded, leavingOf } from "./entering.ts";
import { grouped } from "./grouped.ts";

export interface Visible {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  /** Into namespaces that are folded (layout/entering.ts). */
  readonly entering: readonly ChartEdge[];
  /** Out of them. */
  readonly leaving: readonly ChartEdge[];
  /** From the top; the folded ones have no nodes. */
  readonly bands: readonly (ChartBand & { readonly folded: boolean })[];
}

export function visible(graph: ChartGraph, view: ChartView): Visible {
  const chosen = chosenNodes(graph, view);
  const folded = view.focus === undefined ? view.folded : new Set<string>();
  const filled = new Set([...chosen].map(({ namespace }) => namespace));
  const bands = inOrder(graph)
    .filter(({ namespace }) => filled.has(namespace))
    .map((band) => ({ ...band, folded: folded.has(band.namespace) }));
  const open = new Set(bands.filter((band) => !band.folded).map(({ namespace }) => namespace));
  const inside = [...chosen].filter((node) => sideOf(node) !== "band" || open.has(node.namespace ?? ""));
  const there = new Map(inside.map((node) => [node.id, node]));
  const edges = graph.edges.filter(
    ({ from, to }) => from.node !== to.node && there.has(from.node) && there.has(to.node),
  );
  const hidden = new Map([...chosen].map(({ id, namespace }) => [id, there.has(id) ? undefined : namespace]));
  const hides: Folded = {
    namespaceOf: (id) => hidden.get(id),
    placeOf: (id) => {
      const node = there.get(id);
      const side = node && sideOf(node);
      return side === "left" ? "outside" : side === "band" ? "inside" : undefined;
    },
  };
  const entering = enteringOf(graph.edges, hides);
  const leaving = leavingOf(graph.edges, hides);
  return { nodes: inside.filter(isJoined(graph, [...edges, ...entering])), edges, entering, leaving, bands };
}

/** As within a namespace: those that traffic enters come first, where one begins to read; then by name. */
function inOrder({ bands, nodes }: ChartGraph): readonly ChartBand[] {
  const entered = new Set(
    nodes.flatMap(({ column, namespace }) => (column === "entry" || column === "route" ? namespace : [])),
  );
  const isEntered = ({ namespace }: ChartBand) => entered.has(namespace);
  return [...bands.filter(isEntered), ...bands.filter((band) => !isEntered(band))];
}

/** Where a node stands: in its namespace's band, or on one side of all bands. */
export function sideOf({
  column,
  namespace,
}: Pick<ChartNode, "column" | "namespace">): "left" | "band" | "right" {
  if (column === "outside") return "left";
  if (column === "external") return "right";
  if (namespace !== undefined) return "band";
  return column === "entry" || column === "route" ? "left" : "right";
}

/** The column that it is drawn in: what has no namespace stands with what is outside. */
export function columnOf(node: ChartNode): Column {
  const side = sideOf(node);
  if (side === "band") return node.column;
  return side === "left" ? "outside" : "external";
}

/** What stands outside the cluster is drawn only while something that is drawn leads to it or from it. */
function isJoined(graph: ChartGraph, edges: readonly ChartEdge[]): (node: ChartNode) => boolean {
  const all = new Set(graph.nodes.map(({ id }) => id));
  const joined = new Set(edges.flatMap(({ from, to }) => [from.node, to.node]));
  const ever = new Set(
    graph.edges.flatMap(({ from, to }) =>
      from.node !== to.node && all.has(from.node) && all.has(to.node) ? [from.node, to.node] : [],
    ),
  );
  return (node) => sideOf(node) === "band" || joined.has(node.id) || !ever.has(node.id);
}

function chosenNodes(graph: ChartGraph, view: ChartView): ReadonlySet<ChartNode> {
  const { namespaces, focus } = view;
  const near = focus ? road(graph, focus.node, focus.reach) : undefined;
  const grave = view.onlyProblems ? problematic(graph) : undefined;
  return new Set(
    graph.nodes.filter(
      (node) =>
        (namespaces === undefined || node.namespace === undefined || namespaces.has(node.namespace)) &&
        (near === undefined || near.has(node.id)) &&
        (grave === undefined || grave.has(node.id)),
    ),
  );
}

/**
 * What leads to a node and what it leads to, at most `reach` edges away: its road. Neighbours of neighbours that merely share
 * an entry are not on it.
 */
export function road(graph: Pick<ChartGraph, "edges">, node: string, reach: number): ReadonlySet<string> {
  const up = reachable(
    graph.edges.map(({ from, to }) => [to.node, from.node] as const),
    [node],
    reach,
  );
  const down = reachable(
    graph.edges.map(({ from, to }) => [from.node, to.node] as const),
    [node],
    reach,
  );
  return new Set([...up, ...down]);
}

/** Whatever has a problem, is missing or meets a broken edge, and all that leads there. */
function problematic(graph: ChartGraph): ReadonlySet<string> {
  const grave = graph.nodes.filter(
    ({ problems, state }) =>
      state === "missing" || problems.errors + problems.warnings + problems.informations > 0,
  );
  const broken = graph.edges.filter(({ state }) => state === "broken" || state === "meant");
  const ends = broken.flatMap(({ from, to }) => [from.node, to.node]);
  const start = [...new Set([...grave.map(({ id }) => id), ...ends])];
  return reachable(
    graph.edges.map(({ from, to }) => [to.node, from.node] as const),
    start,
    Number.POSITIVE_INFINITY,
  );
}

function reachable(
  steps: readonly (readonly [string, string])[],
  start: readonly string[],
  reach: number,
): ReadonlySet<string> {
  const next = grouped(steps, ([from]) => from);
  const found = new Set(start);
  let front = start;
  for (let step = 0; step < reach && front.length > 0; step++) {
    front = front
      .flatMap((node) => (next.get(node) ?? []).map(([, to]) => to))
      .filter((node) => !found.has(node) && found.add(node));
  }
  return found;
}

/** The road through a node: what traffic passes on its way to it, and where it goes from there. */
import type { ChartEdge, ChartGraph } from "../../server/src/core/chart/graph.ts";
import { enteringId, leavingId } from "../../server/src/core/chart/layout/entering.ts";
import { sideOf } from "../../server/src/core/chart/layout/visible.ts";
import { groupBy } from "./grouping.ts";

export interface Road {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

const NO_ROAD: Road = { nodes: new Set(), edges: new Set() };

function roadThrough(node: string, edges: readonly ChartEdge[]): Road {
  const onward = walk(
    node,
    groupBy(edges, ({ from }) => from.node),
    ({ to }) => to.node,
  );
  const back = walk(
    node,
    groupBy(edges, ({ to }) => to.node),
    ({ from }) => from.node,
  );
  return {
    nodes: new Set([...onward.nodes, ...back.nodes]),
    edges: new Set([...onward.edges, ...back.edges]),
  };
}

/** The road on a chart: also by the edges that stand for others where a namespace is folded. */
export function roadOn(graph: ChartGraph | undefined, selected: string | undefined): Road {
  if (!graph || selected === undefined) return NO_ROAD;
  const { nodes, edges } = roadThrough(selected, graph.edges);
  const known = new Map(graph.nodes.map((node) => [node.id, node]));
  const standIns = graph.edges.flatMap((edge) => {
    const [from, to] = [known.get(edge.from.node), known.get(edge.to.node)];
    if (!from || !to || !edges.has(edge.id)) return [];
    const place = sideOf(from) === "left" ? "outside" : "inside";
    return [
      ...(to.namespace === undefined ? [] : [enteringId(edge, place, to.namespace)]),
      ...(from.namespace === undefined ? [] : [leavingId(edge, from.namespace)]),
    ];
  });
  return { nodes, edges: new Set([...edges, ...standIns]) };
}

function walk(
  start: string,
  edgesOf: ReadonlyMap<string, readonly ChartEdge[]>,
  endOf: (edge: ChartEdge) => string,
): Road {
  const nodes = new Set([start]);
  const edges = new Set<string>();
  // A set grows while it is walked: each node once, in the order in which it was met.
  for (const node of nodes) {
    for (const edge of edgesOf.get(node) ?? []) {
      edges.add(edge.id);
      nodes.add(endOf(edge));
    }
  }
  return { nodes, edges };
}

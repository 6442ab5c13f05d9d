/** The road through a node: what traffic passes on its way to it, and where it goes from there. */
import type { ChartEdge } from "../../server/src/core/chart/graph.ts";
import { groupBy } from "./grouping.ts";

export interface Road {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

export const NO_ROAD: Road = { nodes: new Set(), edges: new Set() };

export function roadThrough(node: string | undefined, edges: readonly ChartEdge[]): Road {
  if (node === undefined) return NO_ROAD;
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

/** What is drawn leads into namespaces that are folded: edges that end at their bands, each for all that it stands for. */
import type { ChartEdge } from "../graph.ts";
import { grouped } from "./grouped.ts";

/** What stands for a folded namespace where an edge needs an end. */
export function foldOf(namespace: string): string {
  return `Namespace/${namespace}`;
}

export function namespaceOfFold(id: string): string {
  return id.slice(foldOf("").length);
}

export interface Folded {
  /** Of a node that a fold hides; undefined of all others. */
  readonly namespaceOf: (node: string) => string | undefined;
  /** Whether a node is drawn where traffic comes from, and where. */
  readonly placeOf: (node: string) => "outside" | "inside" | undefined;
}

/**
 * One from each node outside, since it leads to nearly everything; one from each row of an open namespace, with how many it
 * is where it is more.
 */
export function enteringOf(edges: readonly ChartEdge[], folded: Folded): readonly ChartEdge[] {
  const { namespaceOf, placeOf } = folded;
  const hidden = edges.filter(({ from, to }) => placeOf(from.node) && namespaceOf(to.node) !== undefined);
  const startOf = ({ from }: ChartEdge) =>
    placeOf(from.node) === "outside" || from.row === undefined ? from.node : `${from.node}#${from.row}`;
  const together = grouped(hidden, (edge) => `${startOf(edge)} → ${foldOf(namespaceOf(edge.to.node) ?? "")}`);
  return [...together].flatMap(([id, group]) => {
    // Of several, one that flows says most: traffic enters.
    const chief = group.find(({ state }) => state === "flows") ?? group[0];
    if (!chief) return [];
    const { from, to, state, reason } = chief;
    const namespace = namespaceOf(to.node) ?? "";
    const isOutside = placeOf(from.node) === "outside";
    return {
      id,
      from: isOutside ? { node: from.node } : from,
      to: { node: foldOf(namespace) },
      label: isOutside || group.length < 2 ? "" : `${group.length} in ${namespace}`,
      state,
      reason: isOutside ? "" : reason,
    };
  });
}

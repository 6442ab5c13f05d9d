/**
 * What is drawn leads into namespaces that are folded, and out of them: edges that end and begin at their bands, each for all
 * that it stands for.
 */
import type { ChartEdge } from "../graph.ts";
import { grouped } from "./grouped.ts";

/** What stands for a folded namespace where an edge needs an end. */
export function foldOf(namespace: string): string {
  return `Namespace/${namespace}`;
}

/** Of an end of an edge that is no node: the namespace that is folded. */
export function namespaceOfFold(id: string): string | undefined {
  const prefix = foldOf("");
  return id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
}

export interface Folded {
  /** Of a node that a fold hides; undefined of all others. */
  readonly namespaceOf: (node: string) => string | undefined;
  /** Whether a node is drawn where traffic comes from, and where. */
  readonly placeOf: (node: string) => "outside" | "inside" | undefined;
}

/** Of the edge that stands for one from `place` into a folded namespace. */
export function enteringId({ from }: ChartEdge, place: "outside" | "inside", namespace: string): string {
  const start = place === "outside" || from.row === undefined ? from.node : `${from.node}#${from.row}`;
  return `${start} → ${foldOf(namespace)}`;
}

/** Of the edge that stands for one out of a folded namespace. */
export function leavingId({ to }: ChartEdge, namespace: string): string {
  return `${foldOf(namespace)} → ${to.row === undefined ? to.node : `${to.node}#${to.row}`}`;
}

/**
 * One from each node outside, since it leads to nearly everything; one from each row of an open namespace, with how many it
 * is where it is more.
 */
export function enteringOf(edges: readonly ChartEdge[], folded: Folded): readonly ChartEdge[] {
  const { namespaceOf, placeOf } = folded;
  const hidden = edges.filter(({ from, to }) => placeOf(from.node) && namespaceOf(to.node) !== undefined);
  const together = grouped(hidden, (edge) =>
    enteringId(edge, placeOf(edge.from.node) ?? "inside", namespaceOf(edge.to.node) ?? ""),
  );
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

/** From a folded namespace to what stands in an open one: one to each row, or it would seem that nothing leads there. */
export function leavingOf(
  edges: readonly ChartEdge[],
  { namespaceOf, placeOf }: Folded,
): readonly ChartEdge[] {
  const hidden = edges.filter(
    ({ from, to }) => namespaceOf(from.node) !== undefined && placeOf(to.node) === "inside",
  );
  const together = grouped(hidden, (edge) => leavingId(edge, namespaceOf(edge.from.node) ?? ""));
  return [...together].flatMap(([id, group]) => {
    const chief = group.find(({ state }) => state === "flows") ?? group[0];
    if (!chief) return [];
    const from = { node: foldOf(namespaceOf(chief.from.node) ?? "") };
    return { id, from, to: chief.to, label: "", state: chief.state, reason: "" };
  });
}

/** What changed between two charts: in words, or marked in any format. */
import { chartDiff } from "../../core/chart/diff.ts";
import type { ChartGraph } from "../../core/chart/graph.ts";
import { changesOf } from "../../core/chart/print/changes.ts";
import { type Format, printed } from "./formats.ts";

export function difference(before: ChartGraph, after: ChartGraph, format: Format | "text"): string {
  const diff = chartDiff(before, after);
  if (format === "text") return changesOf(before, after, diff);
  if (format !== "json") return printed(diff.graph, format);
  const { id: _, ...unit } = after.unit;
  const marked = <T extends { readonly id: string }>(
    all: readonly T[],
    old: readonly T[],
    changes: typeof diff.nodes,
  ) => {
    const kept = new Set(all.map(({ id }) => id));
    return [...all, ...old.filter(({ id }) => !kept.has(id))]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((each) => ({ ...each, change: changes.get(each.id) ?? "none" }));
  };
  const answer = {
    version: 1,
    unit,
    nodes: marked(after.nodes, before.nodes, diff.nodes),
    edges: marked(after.edges, before.edges, diff.edges),
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}

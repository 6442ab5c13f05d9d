/** What changed between two charts: in words, or marked in any format. */
import { type Change, chartDiff } from "../../core/chart/diff.ts";
import type { ChartGraph } from "../../core/chart/graph.ts";
import { changesOf } from "../../core/chart/print/changes.ts";
import { jsonText } from "../jsonText.ts";
import { edgeAsJson, type Format, nodeAsJson, printed, unitAsJson } from "./formats.ts";
import type { Look } from "./look.ts";

export function difference(
  before: ChartGraph,
  after: ChartGraph,
  format: Format | "text",
  lookOf: (both: ChartGraph) => Look,
): string {
  const diff = chartDiff(before, after);
  if (format === "text") return changesOf(before, after, diff);
  if (format !== "json") return printed(diff.graph, format, lookOf(diff.graph));
  const answer = {
    version: 1,
    unit: unitAsJson(after.unit),
    nodes: marked(before.nodes, after.nodes, diff.nodes, nodeAsJson),
    edges: marked(before.edges, after.edges, diff.edges, edgeAsJson),
  };
  return jsonText(answer);
}

/** Everything of both, as it is now or was last. */
function marked<T extends { readonly id: string }, J>(
  before: readonly T[],
  after: readonly T[],
  changes: ReadonlyMap<string, Change>,
  asJson: (item: T) => J,
) {
  const kept = new Set(after.map(({ id }) => id));
  return [...after, ...before.filter(({ id }) => !kept.has(id))]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((item) => ({ change: changes.get(item.id) ?? "same", ...asJson(item) }));
}

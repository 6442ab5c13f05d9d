import type { ChartEdge, ChartGraph } from "../graph.ts";

/** What stands on an edge where nodes have no rows to dock at: the row that it leaves from, if there are several, and the reason. */
export function edgeWords({ from, label, reason, state }: ChartEdge, { nodes }: ChartGraph): string {
  const rows = nodes.find(({ id }) => id === from.node)?.rows ?? [];
  const row = rows.length > 1 ? rows.find(({ id }) => id === from.row)?.text : undefined;
  const mark = MARKS[state];
  return [row, label, [mark, reason].filter((each) => each !== "").join(" ")]
    .filter((each) => each !== undefined && each !== "")
    .join(" · ");
}

const MARKS: Readonly<Record<ChartEdge["state"], string>> = {
  flows: "",
  broken: "✕",
  unknown: "?",
  meant: "meant",
};

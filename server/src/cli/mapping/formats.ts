/** A chart in the format that was asked for; the same bytes for the same manifests. */
import type { ChartGraph } from "../../core/chart/graph.ts";
import { dotOf } from "../../core/chart/print/dot.ts";
import { mermaidOf } from "../../core/chart/print/mermaid.ts";
import { svgOf } from "../../core/chart/print/svg.ts";
import { sceneOf } from "../../core/chart/sceneOf.ts";
import { WHOLE } from "../../core/chart/view.ts";
import { measureByTable } from "../../core/chart/widths.ts";

export const formats = ["svg", "mermaid", "dot", "json"] as const;

export type Format = (typeof formats)[number];

export function printed(graph: ChartGraph, format: Format): string {
  switch (format) {
    case "svg":
      return svgOf(graph, sceneOf(graph, WHOLE, measureByTable), { theme: "auto" });
    case "mermaid":
      return mermaidOf(graph);
    case "dot":
      return dotOf(graph);
    case "json":
      return chartAsJson(graph);
  }
}

/** The unit's id holds a place on disk, which nobody else has. */
export function chartAsJson({ unit: { id: _, ...unit }, bands, nodes, edges }: ChartGraph): string {
  return `${JSON.stringify({ version: 1, unit, namespaces: bands, nodes, edges }, undefined, 2)}\n`;
}

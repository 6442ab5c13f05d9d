/** A chart in the format that was asked for; the same bytes for the same manifests. */
import type { ChartEdge, ChartGraph, ChartNode } from "../../core/chart/graph.ts";
import { dotOf } from "../../core/chart/print/dot.ts";
import { mermaidOf } from "../../core/chart/print/mermaid.ts";
import { svgOf } from "../../core/chart/print/svg.ts";
import { sceneOf } from "../../core/chart/sceneOf.ts";
import { WHOLE } from "../../core/chart/view.ts";
import { measureByTable } from "../../core/chart/widths.ts";
import { jsonText } from "../jsonText.ts";

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

export function chartAsJson({ unit, bands, nodes, edges }: ChartGraph): string {
  const answer = {
    version: 1,
    unit: unitAsJson(unit),
    namespaces: bands,
    nodes: nodes.map(nodeAsJson),
    edges: edges.map(edgeAsJson),
  };
  return jsonText(answer);
}

/** Its id holds a place on disk, which nobody else has. */
export function unitAsJson({ name, kind, gaps, objects }: ChartGraph["unit"]) {
  return { name, kind, gaps, objects };
}

/** What is drawn, without how. */
export function nodeAsJson(node: ChartNode) {
  const { id, kind, column, namespace, title, subtitle, state, readiness, rows, problems, words } = node;
  return { id, kind, column, namespace, title, subtitle, state, readiness, rows, problems, words };
}

export function edgeAsJson({ id, from, to, state, label, reason }: ChartEdge) {
  return { id, from, to, state, label, reason };
}

/** A chart in the format that was asked for; the same bytes for the same manifests. */
import type { ChartEdge, ChartGraph, ChartNode } from "../../core/chart/graph.ts";
import { visible } from "../../core/chart/layout/visible.ts";
import { dotOf } from "../../core/chart/print/dot.ts";
import { mermaidOf } from "../../core/chart/print/mermaid.ts";
import { svgOf } from "../../core/chart/print/svg.ts";
import { sceneOf } from "../../core/chart/sceneOf.ts";
import type { ChartView } from "../../core/chart/view.ts";
import { measureByTable } from "../../core/chart/widths.ts";
import { jsonText } from "../jsonText.ts";
import type { Look } from "./look.ts";

export const formats = ["svg", "mermaid", "dot", "json"] as const;

export type Format = (typeof formats)[number];

export function printed(graph: ChartGraph, format: Format, { theme, view }: Look): string {
  switch (format) {
    case "svg":
      return svgOf(graph, sceneOf(graph, view, measureByTable), { theme });
    case "mermaid":
      return mermaidOf(seen(graph, view));
    case "dot":
      return dotOf(seen(graph, view));
    case "json":
      return chartAsJson(seen(graph, view));
  }
}

/** What a view leaves of a graph; text has nothing to fold. */
function seen(graph: ChartGraph, view: ChartView): ChartGraph {
  if (view.namespaces === undefined && view.focus === undefined && !view.onlyProblems) return graph;
  const { nodes, edges, bands } = visible(graph, { ...view, folded: new Set() });
  const kept = new Set(bands.map(({ namespace }) => namespace));
  return { ...graph, nodes, edges, bands: graph.bands.filter(({ namespace }) => kept.has(namespace)) };
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

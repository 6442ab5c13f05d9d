/** A chart for Graphviz: records with a field a port, at which edges dock; namespaces are clusters. */
import type { ChartEdge, ChartGraph, ChartNode, Dock } from "../graph.ts";
import { slugs } from "./slugs.ts";

export function dotOf(graph: ChartGraph): string {
  const ids = slugs(graph.nodes.map(({ id }) => id));
  const line = (node: ChartNode) => `${ids.get(node.id) ?? ""} [${attributes(node)}];`;
  const beyond = graph.nodes.filter(({ namespace }) => namespace === undefined);
  return [
    `digraph ${quoted(graph.unit.name)} {`,
    '  graph [rankdir=LR, fontname="sans-serif"];',
    '  node [shape=record, fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...beyond.map((node) => `  ${line(node)}`),
    ...graph.bands.flatMap(({ namespace, summary }, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quoted(`${namespace}: ${summary}`)};`,
      ...graph.nodes.filter((node) => node.namespace === namespace).map((node) => `    ${line(node)}`),
      "  }",
    ]),
    ...graph.edges.map((edge) => `  ${arrow(edge, graph, ids)}`),
    "}",
    "",
  ].join("\n");
}

const STYLES: Readonly<Record<ChartNode["state"], string>> = {
  present: "solid",
  missing: "dashed",
  unknown: "dotted",
};

function attributes({ title, subtitle, rows, state }: ChartNode): string {
  const head = [title, subtitle].filter((text) => text !== "").map(field);
  const fields = rows.map(({ text }, index) => `<r${index}> ${field(text)}`);
  const color = state === "missing" ? ", color=red" : "";
  return `label="${[head.join("\\n"), ...fields].join("|")}", style=${STYLES[state]}${color}`;
}

const EDGES: Readonly<Record<ChartEdge["state"], string>> = {
  flows: "",
  broken: "style=dashed, color=red, arrowhead=tee",
  unknown: "style=dotted",
  meant: "style=dotted, arrowhead=empty, label=meant",
};

function arrow(edge: ChartEdge, graph: ChartGraph, ids: ReadonlyMap<string, string>): string {
  const words = [edge.label, MARKS[edge.state] + edge.reason].filter((each) => each !== "").join(" · ");
  const label = words === "" ? [] : [`label=${quoted(words)}`];
  const all = [EDGES[edge.state], ...label].filter((each) => each !== "").join(", ");
  return `${port(edge.from, graph, ids)} -> ${port(edge.to, graph, ids)}${all === "" ? "" : ` [${all}]`};`;
}

const MARKS: Readonly<Record<ChartEdge["state"], string>> = {
  flows: "",
  broken: "✕ ",
  unknown: "? ",
  meant: "",
};

function port({ node, row }: Dock, { nodes }: ChartGraph, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(node) ?? "";
  const index = nodes.find((each) => each.id === node)?.rows.findIndex((each) => each.id === row) ?? -1;
  return index < 0 ? id : `${id}:r${index}`;
}

/** In a record, where braces, bars and brackets draw fields. */
function field(text: string): string {
  return visible(text).replaceAll(/[\\"{}|<>]/g, "\\$&");
}

function quoted(text: string): string {
  return `"${visible(text).replaceAll(/[\\"]/g, "\\$&")}"`;
}

function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

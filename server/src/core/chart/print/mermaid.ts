/** A chart as a Mermaid flowchart: text for Markdown, the same for the same graph, with ids that stay when others come and go. */
import type { ChartEdge, ChartGraph, ChartNode, Column } from "../graph.ts";
import { edgeWords } from "./edgeWords.ts";
import { slugs } from "./slugs.ts";

export function mermaidOf(graph: ChartGraph): string {
  const ids = slugs(graph.nodes.map(({ id }) => id));
  const line = (node: ChartNode) => `${ids.get(node.id) ?? ""}${shaped(node)}${classOf(node)}`;
  const beyond = graph.nodes.filter(({ namespace }) => namespace === undefined);
  return [
    "flowchart LR",
    ...beyond.map((node) => `  ${line(node)}`),
    ...graph.bands.flatMap(({ namespace }, index) => [
      `  subgraph band${index}["${escaped(namespace)}"]`,
      ...graph.nodes.filter((node) => node.namespace === namespace).map((node) => `    ${line(node)}`),
      "  end",
    ]),
    ...graph.edges.map((edge) => `  ${arrow(edge, graph, ids)}`),
    "  classDef missing stroke:#c0392b,stroke-width:2px,stroke-dasharray:4 3",
    "  classDef unknown stroke:#888,stroke-dasharray:2 3",
    "",
  ].join("\n");
}

const BRACKETS: Readonly<Record<Column, readonly [string, string]>> = {
  outside: ["((", "))"],
  entry: ["[/", "\\]"],
  route: ["{{", "}}"],
  service: ["[", "]"],
  endpoint: ["([", "])"],
  workload: ["[[", "]]"],
  external: [">", "]"],
};

function shaped({ column, title, subtitle, rows }: ChartNode): string {
  const [open, close] = BRACKETS[column];
  const lines = [title, subtitle, ...rows.map(({ text }) => text)].filter((text) => text !== "");
  return `${open}"${lines.map(escaped).join("<br/>")}"${close}`;
}

function classOf({ state }: ChartNode): string {
  return state === "present" ? "" : `:::${state}`;
}

function arrow(edge: ChartEdge, graph: ChartGraph, ids: ReadonlyMap<string, string>): string {
  const words = edgeWords(edge, graph);
  const label = words === "" ? "" : `|"${escaped(words)}"|`;
  return `${ids.get(edge.from.node) ?? ""} ${ARROWS[edge.state]}${label} ${ids.get(edge.to.node) ?? ""}`;
}

const ARROWS: Readonly<Record<ChartEdge["state"], string>> = {
  flows: "-->",
  broken: "--x",
  unknown: "-.->",
  meant: "-.-",
};

/** Whatever Mermaid, Markdown or HTML would act upon, by its number. */
function escaped(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"#&;<>`|\\{}[\]()*_~$]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}

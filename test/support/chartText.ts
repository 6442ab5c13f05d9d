/** A chart as text that people can read: bands, cards with their rows, and what leaves from each. */
import type { ChartEdge, ChartGraph, ChartNode, Problems } from "../../server/src/core/chart/graph.ts";
import { COLUMNS } from "../../server/src/core/chart/graph.ts";

export function chartText(graph: ChartGraph): string {
  const { unit, bands, nodes } = graph;
  const beyond = nodes.filter(({ namespace }) => namespace === undefined);
  return [
    `${unit.kind} ${unit.name}`,
    ...unit.gaps.map((gap) => `  ! ${gap}`),
    ...beyond.flatMap((node) => nodeLines(graph, node)),
    ...bands.flatMap(({ namespace, assumed, summary, problems }) => [
      "",
      `[${namespace}]${assumed ? " assumed" : ""} ${summary}${counts(problems)}`,
      ...COLUMNS.flatMap((column) =>
        nodes
          .filter((node) => node.namespace === namespace && node.column === column)
          .flatMap((node) => nodeLines(graph, node)),
      ),
    ]),
    "",
  ].join("\n");
}

function nodeLines({ edges }: ChartGraph, node: ChartNode): readonly string[] {
  const from = edges.filter((each) => each.from.node === node.id);
  const known = new Set(node.rows.map(({ id }) => id));
  const state = node.state === "present" ? "" : ` <${node.state}>`;
  const readiness = node.readiness === undefined ? "" : ` {${node.readiness}}`;
  return [
    `  ${node.id}${state}${readiness}: ${node.title} | ${node.subtitle}${counts(node.problems)}`,
    ...from.filter(({ from: { row } }) => row === undefined || !known.has(row)).map(edgeLine),
    ...node.rows.flatMap(({ id, text, problems }) => [
      `      #${id}: ${text}${counts(problems)}`,
      ...from.filter(({ from: { row } }) => row === id).map(edgeLine),
    ]),
  ];
}

const ARROWS = { flows: "→", broken: "✕", unknown: "?", meant: "⇢" };

function edgeLine({ to, state, label, reason }: ChartEdge): string {
  const where = to.row === undefined ? to.node : `${to.node}#${to.row}`;
  return `        ${ARROWS[state]} ${where}${label === "" ? "" : ` [${label}]`}${reason === "" ? "" : ` (${reason})`}`;
}

function counts({ errors, warnings, informations }: Problems): string {
  const parts = [`${errors}e`, `${warnings}w`, `${informations}i`].filter((each) => !each.startsWith("0"));
  return parts.length === 0 ? "" : ` !${parts.join(" ")}`;
}

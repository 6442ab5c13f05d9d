/** What changed between two charts, line by line, for people. */
import { type Change, type ChartDiff, MARKS } from "../diff.ts";
import type { ChartEdge, ChartGraph, ChartNode, Dock } from "../graph.ts";

export function changesOf(before: ChartGraph, after: ChartGraph, { nodes, edges }: ChartDiff): string {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(before.edges.map((edge) => [edge.id, edge]));
  const newEdges = new Map(after.edges.map((edge) => [edge.id, edge]));
  const nodeLines = [...nodes].toSorted(byId).flatMap(([id, change]) => {
    const node = now.get(id) ?? old.get(id);
    return node ? nodeChange(node, old.get(id), change) : [];
  });
  const edgeLines = [...edges].toSorted(byId).flatMap(([id, change]) => {
    const edge = newEdges.get(id) ?? oldEdges.get(id);
    const nodesOf = change === "removed" ? old : now;
    return edge ? [edgeChange(edge, oldEdges.get(id), change, nodesOf)] : [];
  });
  const lines = [...nodeLines, ...(edgeLines.length > 0 ? ["", ...edgeLines] : [])];
  return lines.length === 0
    ? "Nothing has changed.\n"
    : `${[...lines, "", counted(nodes, edges)].join("\n")}\n`;
}

function byId([a]: readonly [string, Change], [b]: readonly [string, Change]): number {
  return a < b ? -1 : 1;
}

function nodeChange(node: ChartNode, was: ChartNode | undefined, change: Change): readonly string[] {
  if (change !== "changed" || !was) return [`${MARKS[change]} ${named(node)}  ${node.subtitle}`.trimEnd()];
  const texts = [
    ...(was.title === node.title ? [] : [`    ${was.title} ⇒ ${node.title}`]),
    ...(was.subtitle === node.subtitle ? [] : [`    ${was.subtitle} ⇒ ${node.subtitle}`]),
    ...(was.state === node.state ? [] : [`    ${was.state} ⇒ ${node.state}`]),
  ];
  return [`~ ${named(node)}`, ...texts, ...rowChanges(was, node)];
}

function rowChanges(was: ChartNode, node: ChartNode): readonly string[] {
  const old = new Map(was.rows.map(({ id, text }) => [id, text]));
  const now = new Set(node.rows.map(({ id }) => id));
  return [
    ...node.rows.flatMap(({ id, text }) => {
      const before = old.get(id);
      if (before === undefined) return [`    + ${text}`];
      return before === text ? [] : [`    ~ ${before} ⇒ ${text}`];
    }),
    ...was.rows.flatMap(({ id, text }) => (now.has(id) ? [] : [`    − ${text}`])),
  ];
}

/** What cannot be seen, or begins a line of its own; all other texts of a chart are spelt out as they are made. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** `Service shop/cart`: its id, which tells apart what bears one title. */
function named({ id }: ChartNode): string {
  return id.replace("/", " ").replaceAll(UNSEEN, "\ufffd");
}

function edgeChange(
  edge: ChartEdge,
  was: ChartEdge | undefined,
  change: Change,
  nodes: ReadonlyMap<string, ChartNode>,
): string {
  const line = `${MARKS[change]} ${docked(edge.from, nodes)} → ${docked(edge.to, nodes)}`;
  const course = stateWords(edge);
  if (change === "changed" && was) return `${line}  ${stateWords(was) || "flows"} ⇒ ${course || "flows"}`;
  return course === "" ? line : `${line}  ${course}`;
}

function docked({ node: id, row }: Dock, nodes: ReadonlyMap<string, ChartNode>): string {
  const node = nodes.get(id);
  const text = node?.rows.find((each) => each.id === row)?.text;
  return `${node ? named(node) : id.replaceAll(UNSEEN, "\ufffd")}${text === undefined ? "" : ` [${text}]`}`;
}

function stateWords({ state, reason }: ChartEdge): string {
  return state === "flows" ? "" : [state, reason].filter((each) => each !== "").join(": ");
}

function counted(...all: readonly ReadonlyMap<string, Change>[]): string {
  const changes = all.flatMap((each) => [...each.values()]);
  return (["added", "removed", "changed"] as const)
    .map((change) => `${changes.filter((each) => each === change).length} ${change}`)
    .join(", ");
}

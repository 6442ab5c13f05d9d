/** Two charts as one: what was added, removed and changed between them, marked in the titles so that every printer shows it. */
import type { ChartEdge, ChartGraph, ChartNode } from "./graph.ts";

export type Change = "added" | "removed" | "changed";

export interface ChartDiff {
  /** Everything of both, each with its mark: `+ cart`, `− cart`, `~ cart`. */
  readonly graph: ChartGraph;
  /** By the node's id; those that are the same are left out. */
  readonly nodes: ReadonlyMap<string, Change>;
  readonly edges: ReadonlyMap<string, Change>;
}

export const MARKS: Readonly<Record<Change, string>> = { added: "+", removed: "−", changed: "~" };

export function chartDiff(before: ChartGraph, after: ChartGraph): ChartDiff {
  const nodes = changes(before.nodes, after.nodes, sameNode);
  const edges = changes(before.edges, after.edges, sameEdge);
  const bands = [...after.bands, ...missingFrom(before.bands, after.bands)];
  return {
    graph: {
      unit: after.unit,
      bands: bands.toSorted((a, b) => compare(a.namespace, b.namespace)),
      nodes: united(before.nodes, after.nodes).map((node) => marked(node, nodes.get(node.id), before)),
      edges: united(before.edges, after.edges).map((edge) => markedEdge(edge, edges.get(edge.id))),
    },
    nodes,
    edges,
  };
}

interface Named {
  readonly id: string;
}

function changes<T extends Named>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): ReadonlyMap<string, Change> {
  const old = new Map(before.map((each) => [each.id, each]));
  const found = new Map<string, Change>();
  for (const each of after) {
    const was = old.get(each.id);
    if (!was) found.set(each.id, "added");
    else if (!same(was, each)) found.set(each.id, "changed");
    old.delete(each.id);
  }
  for (const id of old.keys()) found.set(id, "removed");
  return found;
}

function sameNode(a: ChartNode, b: ChartNode): boolean {
  const said = ({ title, subtitle, state, readiness, rows }: ChartNode) =>
    JSON.stringify([title, subtitle, state, readiness, rows.map(({ id, text }) => [id, text])]);
  return said(a) === said(b);
}

function sameEdge(a: ChartEdge, b: ChartEdge): boolean {
  return a.state === b.state && a.label === b.label && a.reason === b.reason;
}

/** What was removed stands among what there is. */
function united<T extends Named>(before: readonly T[], after: readonly T[]): readonly T[] {
  const kept = new Set(after.map(({ id }) => id));
  return [...after, ...before.filter(({ id }) => !kept.has(id))].toSorted((a, b) => compare(a.id, b.id));
}

function missingFrom<T extends { readonly namespace: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const kept = new Set(after.map(({ namespace }) => namespace));
  return before.filter(({ namespace }) => !kept.has(namespace));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A changed node keeps the rows that it lost, since lost edges begin there. */
function marked(node: ChartNode, change: Change | undefined, before: ChartGraph): ChartNode {
  if (!change) return node;
  const title = `${MARKS[change]} ${node.title}`;
  if (change !== "changed") return { ...node, title };
  const old = before.nodes.find(({ id }) => id === node.id)?.rows ?? [];
  const wording = new Map(old.map(({ id, text }) => [id, text]));
  const present = new Set(node.rows.map(({ id }) => id));
  const rows = node.rows.map((row) => {
    const was = wording.get(row.id);
    if (was === row.text) return row;
    return { ...row, text: `${MARKS[was === undefined ? "added" : "changed"]} ${row.text}` };
  });
  const lost = old
    .filter(({ id }) => !present.has(id))
    .map((row) => ({ ...row, text: `${MARKS.removed} ${row.text}` }));
  return { ...node, title, rows: [...rows, ...lost] };
}

function markedEdge(edge: ChartEdge, change: Change | undefined): ChartEdge {
  return change ? { ...edge, label: `${MARKS[change]} ${edge.label}`.trimEnd() } : edge;
}

/** Finds nodes by what a person would call them: every word of a query stands somewhere in what is known of the node. */
import { type ChartNode, COLUMNS } from "../../server/src/core/chart/graph.ts";

/**
 * The nodes found: those whose own name it is before those that only speak of it, then as traffic flows, so that a Service
 * comes before its pods; else in the order given. None for a query without words.
 */
export function search(query: string, nodes: readonly ChartNode[]): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return nodes
    .filter((node) => holds(node, words))
    .toSorted((a, b) => rank(a, words) - rank(b, words))
    .map(({ id }) => id);
}

function rank({ title, column }: ChartNode, words: readonly string[]): number {
  const isNamed = words.every((word) => title.toLowerCase().includes(word));
  return (isNamed ? 0 : COLUMNS.length) + COLUMNS.indexOf(column);
}

function holds(node: ChartNode, words: readonly string[]): boolean {
  const rows = node.rows.map(({ text }) => text);
  const text = [node.title, node.subtitle, node.kind, node.namespace ?? "", ...rows, ...node.words]
    .join("\n")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The one after (step 1) or before (step -1) where one is, around the end. */
export function neighbour(
  found: readonly string[],
  at: string | undefined,
  step: 1 | -1,
): string | undefined {
  const index = at === undefined ? -1 : found.indexOf(at);
  if (index < 0) return step === 1 ? found[0] : found.at(-1);
  return found[(index + step + found.length) % found.length];
}

/** Finding nodes by what is written on and about them. */
import type { ChartGraph, ChartNode } from "./graph.ts";

/**
 * The ids of the nodes in which every word of the query is found: in names, kinds, namespaces, ports, labels, hosts; case does
 * not count. What bears the query as its name comes first, then names that begin with it, then names that hold it, then the
 * rest, each as the graph has them. An empty query finds nothing.
 */
export function matches(graph: ChartGraph, query: string): readonly string[] {
  const sought = query.trim().toLowerCase();
  if (sought === "") return [];
  const words = sought.split(/\s+/);
  const found = graph.nodes.flatMap((node) => {
    const text = textOf(node);
    return words.every((word) => text.includes(word)) ? [{ id: node.id, rank: rankOf(node, sought) }] : [];
  });
  return found.toSorted((a, b) => a.rank - b.rank).map(({ id }) => id);
}

function textOf({ title, subtitle, kind, namespace, rows, words }: ChartNode): string {
  const texts = [title, subtitle, kind, namespace ?? "", ...rows.map(({ text }) => text), ...words];
  return texts.join("\n").toLowerCase();
}

function rankOf({ title }: ChartNode, sought: string): number {
  const name = title.toLowerCase();
  if (name === sought) return 0;
  if (name.startsWith(sought)) return 1;
  return name.includes(sought) ? 2 : 3;
}

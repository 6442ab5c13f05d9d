/**
 * What an edit left alone stays the same object from message to message, so that whatever is remembered of an object, its
 * texts cut to fit, its place, its drawing, still holds.
 */
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import { isRecord } from "./messages.ts";

/** The same graph, made of parts of the last one as far as they are equal; the last one itself where all of it is. */
export function interned(graph: ChartGraph, last: ChartGraph | undefined): ChartGraph {
  if (last === undefined) return graph;
  const unit = isEqual(graph.unit, last.unit) ? last.unit : graph.unit;
  const bands = internedBy(graph.bands, last.bands, ({ namespace }) => namespace);
  const nodes = internedBy(graph.nodes, last.nodes, ({ id }) => id);
  const edges = internedBy(graph.edges, last.edges, ({ id }) => id);
  const isSame = unit === last.unit && bands === last.bands && nodes === last.nodes && edges === last.edges;
  return isSame ? last : { unit, bands, nodes, edges };
}

function internedBy<T>(items: readonly T[], last: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const known = new Map(last.map((item) => [keyOf(item), item]));
  const own = items.map((item) => {
    const before = known.get(keyOf(item));
    return before !== undefined && isEqual(item, before) ? before : item;
  });
  const isSame = own.length === last.length && own.every((item, index) => item === last[index]);
  return isSame ? last : own;
}

/** Of plain data: what is left out and what is undefined is the same. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isEqual(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  for (const key in a) if (!isEqual(a[key], b[key])) return false;
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
  return true;
}

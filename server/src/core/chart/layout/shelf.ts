/**
 * Workloads that nothing leads to: a few stay in their column; more would make it a tower beside empty ones, so they stand in
 * rows over all columns at the foot of their band.
 */

import type { Column } from "../graph.ts";
import { grouped } from "./grouped.ts";
import { compareText } from "./groups.ts";
import type { LayoutMemory } from "./memory.ts";
import type { Piece, Run } from "./piece.ts";

const FEW = 2;
/** Columns whose cards are wide enough for a workload's words. */
const ROOMY: ReadonlySet<Column> = new Set<Column>(["entry", "route", "service", "workload"]);

/** The same pieces; those on a shelf with the slot and the row that they stand in there. */
export function shelved(
  cards: readonly Piece[],
  runs: readonly Run[],
  columns: readonly Column[],
  memory: LayoutMemory,
): readonly Piece[] {
  const joined = new Set(runs.flatMap(({ edge }) => [edge.from.node, edge.to.node]));
  const slots = columns.flatMap((column, slot) => (ROOMY.has(column) ? [slot] : []));
  const idle = cards.filter(({ node, key }) => node?.column === "workload" && !joined.has(key));
  const moved = new Map<Piece, Piece>();
  for (const [band, pieces] of grouped(idle, (piece) => piece.band)) {
    if (band === undefined || pieces.length <= FEW || slots.length < 2) continue;
    pieces.toSorted(byName).forEach((piece, index) => {
      const slot = slots[index % slots.length] ?? piece.slot;
      const shelf = Math.floor(index / slots.length);
      const stands = memory.shelved(piece, [slot, shelf], () => ({ ...piece, slot, shelf }));
      moved.set(piece, stands);
    });
  }
  return cards.map((piece) => moved.get(piece) ?? piece);
}

function byName(a: Piece, b: Piece): number {
  return compareText(a.node?.title ?? "", b.node?.title ?? "") || compareText(a.key, b.key);
}

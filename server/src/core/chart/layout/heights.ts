/**
 * At which height the pieces of a group stand: each column in its order, without overlaps, as near to where its edges would run
 * straight as the others let it (least squares under an order: pool adjacent violators), on the grid.
 */

import { GAP, GRID } from "../metrics.ts";
import { grouped } from "./grouped.ts";
import type { Ranks } from "./order.ts";
import type { Hop, Piece } from "./piece.ts";
import { gapBetween } from "./piece.ts";

const ROUNDS = 4;
/** A piece without neighbours on the side that is looked at stays about where it is. */
const IDLE = 0.05;
/** Two ports of one card are joined best by two small bends of one size. */
const NEAR = 48;
/** A bend in the middle of an edge is worse than one at a card. */
const PASSING = 4;

/** Top of each piece; the least is 0. */
export function heightsOf(ranks: Ranks, hops: readonly Hop[]): ReadonlyMap<Piece, number> {
  const tops = new Map<Piece, number>();
  for (const rank of ranks.values()) settle(rank, () => ({ at: 0, weight: 1 }), tops);
  const left = grouped(hops, ({ to }) => to);
  const right = grouped(hops, ({ from }) => from);
  const slots = [...ranks.keys()].toSorted((a, b) => a - b);
  const sweep = (order: readonly number[], sides: readonly ReadonlyMap<Piece, readonly Hop[]>[]) => {
    let moved = 0;
    for (const slot of order)
      moved += settle(ranks.get(slot) ?? [], (piece) => wish(piece, sides, tops), tops);
    return moved;
  };
  for (let round = 0; round < ROUNDS; round++) {
    if (sweep(slots, [left]) + sweep(slots.toReversed(), [right]) === 0) break;
  }
  const anchor = fullest(ranks);
  sweep(slots.filter((slot) => slot < anchor).toReversed(), [right]);
  sweep(
    slots.filter((slot) => slot > anchor),
    [left],
  );
  return closed(tops);
}

/**
 * Where nothing stands in any column, what is below moves up: a row that wants to be straight with nothing above it would
 * leave a hole across the whole group. Returns the tops from 0.
 */
function closed(tops: ReadonlyMap<Piece, number>): ReadonlyMap<Piece, number> {
  const rising = [...tops].toSorted(([, a], [, b]) => a - b);
  const moved = new Map<Piece, number>();
  let bottom = rising[0]?.[1] ?? 0;
  let shift = bottom;
  for (const [piece, top] of rising) {
    const hole = Math.floor((top - bottom - GAP.card) / GRID) * GRID;
    if (hole > 0) shift += hole;
    moved.set(piece, top - shift);
    bottom = Math.max(bottom, top + piece.height);
  }
  return moved;
}

/** The column that the others stand beside: the one that is highest, since it has the least room to move. */
function fullest(ranks: Ranks): number {
  let slot = 0;
  let most = -1;
  for (const [each, rank] of ranks) {
    const height = rank.reduce((sum, piece) => sum + piece.height, 0);
    if (height > most) [slot, most] = [each, height];
  }
  return slot;
}

export interface Wish {
  readonly at: number;
  readonly weight: number;
}

function wish(
  piece: Piece,
  sides: readonly ReadonlyMap<Piece, readonly Hop[]>[],
  tops: ReadonlyMap<Piece, number>,
): Wish {
  const wanted: number[] = [];
  for (const side of sides) {
    for (const { from, fromDock, to, toDock } of side.get(piece) ?? []) {
      wanted.push(
        from === piece ? (tops.get(to) ?? 0) + toDock - fromDock : (tops.get(from) ?? 0) + fromDock - toDock,
      );
    }
  }
  if (wanted.length > 1) wanted.sort((a, b) => a - b);
  const [first, last] = [wanted[0], wanted.at(-1)];
  if (first === undefined || last === undefined) return { at: tops.get(piece) ?? 0, weight: IDLE };
  // The median, of two the upper one: so at least one edge of every card runs straight, which a mean seldom gives.
  const at = last - first <= NEAR ? (first + last) / 2 : (wanted[(wanted.length - 1) >> 1] ?? first);
  return { at, weight: piece.node === undefined ? PASSING : wanted.length };
}

interface Block {
  readonly members: number;
  readonly weight: number;
  readonly sum: number;
}

/**
 * Sets the tops of one column, from the top down, each as near to its wish as the order and the gaps allow. Returns how many
 * moved.
 */
export function settle(
  rank: readonly Piece[],
  wishOf: (piece: Piece) => Wish,
  tops: Map<Piece, number>,
): number {
  const offsets: number[] = [];
  const blocks: Block[] = [];
  let offset = 0;
  rank.forEach((piece, index) => {
    const before = rank[index - 1];
    if (before) offset += before.height + gapBetween(before, piece);
    offsets.push(offset);
    const { at, weight } = wishOf(piece);
    let block: Block = { members: 1, weight, sum: weight * (at - offset) };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.weight >= block.sum / block.weight;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        members: last.members + block.members,
        weight: last.weight + block.weight,
        sum: last.sum + block.sum,
      };
    }
    blocks.push(block);
  });
  let index = 0;
  let moved = 0;
  for (const { members, weight, sum } of blocks) {
    const base = Math.round(sum / weight / GRID) * GRID;
    for (let member = 0; member < members; member++, index++) {
      const piece = rank[index];
      const top = base + (offsets[index] ?? 0);
      if (!piece || tops.get(piece) === top) continue;
      tops.set(piece, top);
      moved += 1;
    }
  }
  return moved;
}

/**
 * Who stands above whom in each column of a group: first as a walk from the left finds them, row by row, which is the order of
 * the manifests; then each at the mean height of its neighbours (barycentre), as long as that leaves fewer crossings. Ties keep
 * the order they had, so that the same graph gives the same picture and a small change moves little.
 */
import { grouped } from "./grouped.ts";
import { compareText, type Group } from "./groups.ts";
import type { Hop, Piece } from "./piece.ts";

/** Pieces by slot, from the top. */
export type Ranks = ReadonlyMap<number, readonly Piece[]>;

const ROUNDS = 4;

export function ordered(group: Group): Ranks {
  const first = walked(group);
  const left = grouped(group.hops, ({ to }) => to);
  const right = grouped(group.hops, ({ from }) => from);
  let best = first;
  let fewest = crossings(first, group.hops);
  let ranks = first;
  for (let round = 0; round < ROUNDS && fewest > 0; round++) {
    ranks = sorted(ranks, left, "rightwards");
    ranks = sorted(ranks, right, "leftwards");
    const count = crossings(ranks, group.hops);
    if (count < fewest) {
      best = ranks;
      fewest = count;
    }
  }
  return best;
}

function walked({ pieces, hops }: Group): Ranks {
  const out = grouped(hops, ({ from }) => from);
  const ranks = new Map<number, Piece[]>();
  const seen = new Set<Piece>();
  const starts = pieces.toSorted((a, b) => a.slot - b.slot || compareText(nameOf(a), nameOf(b)));
  for (const start of starts) {
    const stack = [start];
    for (let piece = stack.pop(); piece; piece = stack.pop()) {
      if (seen.has(piece)) continue;
      seen.add(piece);
      const rank = ranks.get(piece.slot);
      if (rank) rank.push(piece);
      else ranks.set(piece.slot, [piece]);
      const next = (out.get(piece) ?? []).toSorted(
        (a, b) => b.fromDock - a.fromDock || compareText(nameOf(b.to), nameOf(a.to)),
      );
      for (const { to } of next) stack.push(to);
    }
  }
  return ranks;
}

function nameOf({ node, key }: Piece): string {
  return node ? `${node.title}\n${key}` : key;
}

function sorted(
  ranks: Ranks,
  hops: ReadonlyMap<Piece, readonly Hop[]>,
  direction: "rightwards" | "leftwards",
): Ranks {
  const result = new Map(ranks);
  const places = placesOf(ranks);
  const slots = [...ranks.keys()].toSorted((a, b) => (direction === "rightwards" ? a - b : b - a));
  for (const slot of slots) {
    const rank = result.get(slot) ?? [];
    const wanted = rank.map((piece, index) => ({
      piece,
      at: meanOf(hops.get(piece), direction, places) ?? index,
    }));
    const next = wanted.toSorted((a, b) => a.at - b.at).map(({ piece }) => piece);
    result.set(slot, next);
    next.forEach((piece, index) => {
      places.set(piece, index);
    });
  }
  return result;
}

function placesOf(ranks: Ranks): Map<Piece, number> {
  return new Map([...ranks.values()].flatMap((rank) => rank.map((piece, index) => [piece, index] as const)));
}

function meanOf(
  hops: readonly Hop[] | undefined,
  direction: "rightwards" | "leftwards",
  places: ReadonlyMap<Piece, number>,
): number | undefined {
  if (hops === undefined) return undefined;
  const sum = hops.reduce((total, hop) => {
    const [other, dock] = direction === "rightwards" ? [hop.from, hop.fromDock] : [hop.to, hop.toDock];
    return total + (places.get(other) ?? 0) + dock / (other.height + 1);
  }, 0);
  return sum / hops.length;
}

/** How often hops cross between neighbouring columns. */
export function crossings(ranks: Ranks, hops: readonly Hop[]): number {
  const places = placesOf(ranks);
  const height = ({ height: own }: Piece, dock: number) => dock / (own + 1);
  let count = 0;
  for (const gutter of grouped(hops, ({ from }) => from.slot).values()) {
    const ends = gutter
      .map((hop) => ({
        from: (places.get(hop.from) ?? 0) + height(hop.from, hop.fromDock),
        to: (places.get(hop.to) ?? 0) + height(hop.to, hop.toDock),
      }))
      .toSorted((a, b) => a.from - b.from || a.to - b.to);
    count += inversions(ends.map(({ to }) => to));
  }
  return count;
}

/** Pairs that stand in falling order: counted while they are merged into rising order. */
function inversions(values: readonly number[]): number {
  let from = Float64Array.from(values);
  let to = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) count += merge(from, to, start, width);
    [from, to] = [to, from];
  }
  return count;
}

function merge(from: Float64Array, to: Float64Array, start: number, width: number): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  let count = 0;
  for (let index = start; index < end; index++) {
    const takesLeft = left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0));
    if (!takesLeft) count += middle - left;
    to[index] = from[takesLeft ? left++ : right++] ?? 0;
  }
  return count;
}

/** Bands below one another, the groups of each below one another; then what stands beside them. */

import type { ChartBand } from "../graph.ts";
import { BAND, GAP, PLANE, SHELF } from "../metrics.ts";
import { greatest, least } from "./extent.ts";
import { grouped } from "./grouped.ts";
import { compareText, groupsOf } from "./groups.ts";
import { heightsOf, settle, type Wish } from "./heights.ts";
import type { BandContent, BandParts, LayoutMemory } from "./memory.ts";
import { ordered } from "./order.ts";
import type { Hop, Piece, Pieces } from "./piece.ts";
import type { Visible } from "./visible.ts";

export interface PlacedBand {
  readonly band: ChartBand & { readonly folded: boolean };
  readonly y: number;
  readonly height: number;
  /** Top of its shelf. */
  readonly shelf: number | undefined;
}

export interface Rows {
  readonly bands: readonly PlacedBand[];
  readonly tops: ReadonlyMap<Piece, number>;
  readonly height: number;
}

export function rowsOf({ bands }: Visible, { pieces, runs }: Pieces, memory: LayoutMemory): Rows {
  const hops = runs.filter(({ direction }) => direction !== "loop").flatMap((run) => run.hops);
  const loops = runs.filter(({ direction }) => direction === "loop").flatMap((run) => run.hops);
  const piecesIn = grouped(pieces, ({ band }) => band);
  const hopsIn = grouped(hops, ({ from, to }) => (from.band === to.band ? from.band : undefined));
  const loopsIn = grouped(loops, ({ from, to }) => (from.band === to.band ? from.band : undefined));
  const tops = new Map<Piece, number>();
  let y: number = PLANE.pad + PLANE.titles;
  const placed = bands.map((band, index): PlacedBand => {
    const { namespace, folded } = band;
    const [here = [], folds = []] = split(piecesIn.get(namespace) ?? []);
    for (const fold of folds) tops.set(fold, y);
    const parts = { pieces: here, hops: hopsIn.get(namespace) ?? [], loops: loopsIn.get(namespace) ?? [] };
    const content = memory.recall(namespace, parts, stack);
    for (const [piece, top] of content.tops) tops.set(piece, y + BAND.header + top);
    const height = here.length > 0 ? BAND.header + content.height + BAND.pad : BAND.folded;
    const shelf = content.shelf === undefined ? undefined : y + BAND.header + content.shelf;
    const result = { band, y, height, shelf };
    y += height + (folded && bands[index + 1]?.folded ? BAND.close : BAND.gap);
    return result;
  });
  const below = passBelow(pieces, y, tops);
  const bottom = setAside(pieces, hops, tops);
  return { bands: placed, tops, height: Math.max(below - BAND.gap, bottom) + PLANE.pad };
}

function split(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  return [pieces.filter(({ fold }) => !fold), pieces.filter(({ fold }) => fold)];
}

/** Each group as high up as the columns that it needs are free; the shelf below all. */
function stack({ pieces, hops, loops }: BandParts): BandContent {
  const standing = pieces.filter(({ shelf }) => shelf === undefined);
  const tops = new Map<Piece, number>();
  const bottoms = new Map<number, number>();
  for (const group of groupsOf(standing, hops, loops)) {
    const own = [...heightsOf(ordered(group), group.hops)];
    const y = greatest(
      [0, ...own.map(([{ slot }, top]) => (bottoms.get(slot) ?? -GAP.group) + GAP.group - top)],
      0,
    );
    for (const [piece, top] of own) {
      tops.set(piece, y + top);
      bottoms.set(piece.slot, Math.max(bottoms.get(piece.slot) ?? 0, y + top + piece.height));
    }
  }
  const bottom = greatest(bottoms.values(), 0);
  return shelve(pieces, tops, bottom);
}

function shelve(pieces: readonly Piece[], tops: Map<Piece, number>, bottom: number): BandContent {
  const rows = grouped(pieces, ({ shelf }) => shelf);
  rows.delete(undefined);
  if (rows.size === 0) return { tops, height: bottom, shelf: undefined };
  const shelf = bottom === 0 ? 0 : bottom + GAP.group;
  let y = shelf + SHELF.title;
  for (const [, row] of [...rows].toSorted(([a = 0], [b = 0]) => a - b)) {
    for (const piece of row) tops.set(piece, y);
    y +=
      greatest(
        row.map(({ height }) => height),
        0,
      ) + GAP.card;
  }
  return { tops, height: y - GAP.card, shelf };
}

/** What leads from one side of the bands to the other without entering one runs below them all. Returns how far down. */
function passBelow(pieces: readonly Piece[], start: number, tops: Map<Piece, number>): number {
  const passing = pieces.filter(({ node, band }) => node === undefined && band === undefined);
  let y = start;
  for (const [, parts] of [...grouped(passing, ({ edge }) => edge?.id ?? "")].toSorted(([a], [b]) =>
    compareText(a, b),
  )) {
    for (const piece of parts) tops.set(piece, y);
    y +=
      greatest(
        parts.map(({ height }) => height),
        0,
      ) + GAP.card;
  }
  return y;
}

/**
 * What is outside stands at its topmost road, so that it is seen first; what lies beyond the cluster about where its edges
 * come from. Returns how far down they reach.
 */
function setAside(pieces: readonly Piece[], hops: readonly Hop[], tops: Map<Piece, number>): number {
  const beside = pieces.filter(({ node, band }) => node !== undefined && band === undefined);
  const start = PLANE.pad + PLANE.titles;
  const neighbours = new Map<Piece, number[]>();
  for (const { from, fromDock, to, toDock } of hops) {
    const [own, top] =
      from.band === undefined
        ? [from, (tops.get(to) ?? start) + toDock - fromDock]
        : [to, (tops.get(from) ?? start) + fromDock - toDock];
    if (own.band !== undefined) continue;
    const near = neighbours.get(own);
    if (near) near.push(top);
    else neighbours.set(own, [top]);
  }
  const wishes = new Map(
    beside.map((piece) => {
      const near = neighbours.get(piece) ?? [start];
      const mean = near.reduce((sum, at) => sum + at, 0) / near.length;
      return [piece, Math.max(start, piece.node?.column === "external" ? mean : least(near, start))];
    }),
  );
  const wish = (piece: Piece): Wish => ({ at: wishes.get(piece) ?? start, weight: 1 });
  for (const rank of grouped(beside, ({ slot }) => slot).values()) {
    const order = rank.toSorted((a, b) => wish(a).at - wish(b).at || compareText(a.key, b.key));
    settle(order, wish, tops);
    const lift = Math.max(
      0,
      start -
        least(
          order.map((piece) => tops.get(piece) ?? start),
          start,
        ),
    );
    for (const piece of order) tops.set(piece, (tops.get(piece) ?? 0) + lift);
  }
  return greatest(
    beside.map((piece) => (tops.get(piece) ?? 0) + piece.height),
    0,
  );
}

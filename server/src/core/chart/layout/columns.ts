/** How wide each column is, and each gutter between them; from that, where they stand. */

import { legible, widthWithin } from "../fit.ts";
import type { ChartNode, Column } from "../graph.ts";
import type { Measure } from "../measure.ts";
import { BAND, CARD, CLOUD, GUTTER, LABEL, PILL, PLANE, shapeOf, snapUp, WIDTHS } from "../metrics.ts";
import { grouped } from "./grouped.ts";
import type { Gutter } from "./lanes.ts";
import { isDrop, type Piece, type Run } from "./piece.ts";
import type { Words } from "./words.ts";

export interface PlacedColumn {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
  readonly gutter: PlacedGutter;
}

/** To the right of a column. */
export interface PlacedGutter {
  /** Where edges have left the words behind the left cards, and where they must be level before the words on the right. */
  readonly from: number;
  readonly to: number;
  readonly laneAt: (lane: number) => number;
  /** Where the next column begins. */
  readonly end: number;
  /** Bands are on both sides of it. */
  readonly inBand: boolean;
}

export interface Columns {
  readonly columns: readonly PlacedColumn[];
  readonly band: { readonly x: number; readonly width: number };
  readonly width: number;
}

export function columnsOf(
  columns: readonly Column[],
  pieces: readonly Piece[],
  gutters: ReadonlyMap<number, Gutter>,
  words: ReadonlyMap<Run, Words>,
  measure: Measure,
): Columns {
  const cards = grouped(pieces, ({ slot }) => slot);
  const placed: PlacedColumn[] = [];
  let x = PLANE.pad + (columns[0] !== undefined && isInside(columns[0]) ? BAND.pad : 0);
  for (const [slot, column] of columns.entries()) {
    const width = widthOf(column, cards.get(slot) ?? [], measure);
    const own = gutters.get(slot);
    const gutter = gutterAt(x + width, sidesOf(column, columns[slot + 1], own), own, words);
    placed.push({ column, x, width, gutter });
    x = columns[slot + 1] === "external" ? Math.max(gutter.end, pastBand(placed)) : gutter.end;
  }
  const band = bandOf(placed, x);
  const last = placed.at(-1);
  const right = Math.max(band.x + band.width, last?.gutter.end ?? 0);
  return { columns: placed, band, width: right + PLANE.pad };
}

/** All that tells two of them apart: lanes stand at even distances. */
export function groundOf({ columns, band, width }: Columns): readonly unknown[] {
  const own = columns.flatMap(({ column, x, width: wide, gutter: { from, to, laneAt, end, inBand } }) => [
    ...[column, x, wide],
    ...[from, to, laneAt(0), laneAt(1), end, inBand],
  ]);
  return [width, band.x, band.width, ...own];
}

/** Bands have a least width; what stands beside them begins behind it. */
function pastBand(placed: readonly PlacedColumn[]): number {
  const first = placed.find(({ column }) => isInside(column));
  return first ? first.x - BAND.pad + BAND.least + GUTTER.width : 0;
}

function isInside(column: Column): boolean {
  return column !== "outside" && column !== "external";
}

function bandOf(placed: readonly PlacedColumn[], end: number): Columns["band"] {
  const inside = placed.filter(({ column }) => isInside(column));
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return { x: end, width: 0 };
  const x = first.x - BAND.pad;
  return { x, width: Math.max(BAND.least, last.x + last.width + BAND.pad - x) };
}

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly last: boolean;
  readonly inBand: boolean;
}

/** What a gutter holds beside edges: the air around bands at their ends. */
function sidesOf(column: Column, next: Column | undefined, gutter: Gutter | undefined): Sides {
  const crosses = next !== undefined && isInside(column) !== isInside(next);
  const drops = next === undefined && gutter?.climbs.some(({ hop }) => isDrop(hop)) === true;
  return {
    left: (crosses || drops) && isInside(column) ? BAND.pad : 0,
    right: crosses && isInside(next) ? BAND.pad : 0,
    last: next === undefined,
    inBand: next !== undefined && isInside(column) && isInside(next),
  };
}

function gutterAt(
  x: number,
  { left, right, last, inBand }: Sides,
  gutter: Gutter | undefined,
  words: ReadonlyMap<Run, Words>,
): PlacedGutter {
  const lanes = gutter?.lanes ?? 0;
  if (last && lanes === 0) return { from: x, to: x, laneAt: () => x, end: x, inBand };
  const space = Math.min(GUTTER.lanes, lanes * GUTTER.lane) + 2 * GUTTER.margin;
  const width = snapUp(last ? space : Math.max(GUTTER.width, space));
  const behind = roomFor(gutter, words, "start");
  const before = roomFor(gutter, words, "end");
  const from = x + left + behind;
  const to = from + width;
  const step = lanes === 0 ? 0 : Math.min(GUTTER.lane, GUTTER.lanes / lanes);
  const laneAt = (lane: number) => (from + to) / 2 + (lane - (lanes - 1) / 2) * step;
  return { from, to, laneAt, end: to + before + right, inBand };
}

/** What the longest words at one end of a gutter need, with their mark. */
function roomFor(gutter: Gutter | undefined, words: ReadonlyMap<Run, Words>, at: "start" | "end"): number {
  let room = 0;
  for (const { run } of gutter?.climbs ?? []) {
    const own = words.get(run);
    if (own?.at === at) room = Math.max(room, own.width + markOf(run) + GUTTER.margin);
  }
  return snapUp(room);
}

/** The room of an edge's mark before its words. */
export function markOf({ edge }: Run): number {
  return edge.state === "broken" || edge.state === "unknown" ? LABEL.mark : 0;
}

function widthOf(column: Column, pieces: readonly Piece[], measure: Measure): number {
  const { least, most } = WIDTHS[column];
  if (pieces.every(({ node }) => node === undefined)) return BAND.alone - 2 * BAND.pad;
  let width: number = least;
  for (const { node } of pieces) {
    if (width >= most) break;
    if (node) width = Math.max(width, needOf(node, most, measure));
  }
  return Math.min(most, snapUp(width));
}

/** How wide a card would be for all its texts to stand in full. */
function needOf(node: ChartNode, most: number, measure: Measure): number {
  const shape = shapeOf(node);
  const title = widthWithin(node.title, most, "title", measure);
  const subtitle = widthWithin(node.subtitle, most, "subtitle", measure);
  const wider = Math.max(title, subtitle);
  if (shape === "cloud") return Math.max(CLOUD.width, title);
  if (shape === "pill") return wider + PILL.text + PILL.pad;
  const rows = node.rows.map(
    ({ text, problems }) =>
      widthWithin(legible(text), most, "row", measure) + 2 * CARD.pad + rowMark(problems),
  );
  return Math.max(wider + CARD.text + CARD.pad, ...rows);
}

/** The room of the dot that says a row has a problem. */
export function rowMark({ errors, warnings, informations }: ChartNode["problems"]): number {
  return errors + warnings + informations > 0 ? LABEL.mark : 0;
}

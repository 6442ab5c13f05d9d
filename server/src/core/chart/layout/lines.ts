/** Where an edge runs: the level stretches beside cards, the climbs in gutters, and its ending at a band that is folded. */

import { BAND } from "../metrics.ts";
import type { Columns, PlacedColumn } from "./columns.ts";
import type { Climb } from "./lanes.ts";
import { isDrop, isRise, type Run } from "./piece.ts";
import { duct, type Point, type Route, reversed, type Step, straight, swing, turn } from "./route.ts";

export interface Line {
  readonly route: Route;
  /** Where the mark stands, and the step that ends there. */
  readonly mark: Point;
  readonly steps: number;
}

/** From left to right, or out and back in a loop. */
export function lineOf(run: Run, climbs: readonly Climb[], { columns, band: bandEdge }: Columns): Line {
  const steps: Step[] = [];
  const [first] = climbs;
  const start = startOf(first, columns, bandEdge);
  let at: Point = start;
  let mark = { at: start, steps: 0 };
  for (const [index, climb] of climbs.entries()) {
    const left = columns[climb.hop.from.slot];
    const right = climb.hop.to.fold ? bandEdge : columns[climb.hop.to.slot];
    if (!left || !right) continue;
    const through = stepsOf(run, at, climb, left, right.x, bandEdge);
    if (index === climbs.length - 1 && climbs.length === 1) mark = marked(steps.length, through, climb);
    steps.push(...through);
    at = through.at(-1)?.end ?? at;
    if (index < climbs.length - 1) {
      const middle = { x: right.x + right.width / 2, y: at.y };
      steps.push(straight(middle));
      mark = { at: middle, steps: steps.length };
      at = { x: right.x + right.width, y: at.y };
      steps.push(straight(at));
    }
  }
  return { route: { start, steps }, mark: mark.at, steps: mark.steps };
}

function startOf(first: Climb | undefined, columns: readonly PlacedColumn[], band: Columns["band"]): Point {
  const column = columns[first?.hop.from.slot ?? 0];
  const y = first?.y1 ?? 0;
  if (!first || !column || !isRise(first.hop)) return { x: rightOf(column), y };
  // From the side of the band where that is at hand, else from its lower or its upper edge.
  if (!column.gutter.inBand) return { x: band.x, y };
  const edge = y + (Math.sign(first.y2 - y) * BAND.folded) / 2;
  return { x: column.gutter.laneAt(first.lane ?? 0), y: edge };
}

function stepsOf(
  { direction }: Run,
  at: Point,
  climb: Climb,
  left: PlacedColumn,
  end: number,
  band: Columns["band"],
): readonly Step[] {
  if (direction === "loop") return looped(at, climb, left);
  if (isRise(climb.hop)) return risen(at, climb, left, end);
  if (!isDrop(climb.hop)) return climbed(at, climb, left, end);
  return left.gutter.inBand ? dropped(at, climb, left) : besides(at, climb, left, band);
}

/** Down, or up, in a lane, to where the band of a folded namespace begins. */
function dropped(at: Point, { lane, y2 }: Climb, { gutter }: PlacedColumn): readonly Step[] {
  const edge = y2 - (Math.sign(y2 - at.y) * BAND.folded) / 2;
  return [
    straight({ x: gutter.from, y: at.y }),
    ...turn({ x: gutter.from, y: at.y }, { x: gutter.laneAt(lane ?? 0), y: edge }),
  ];
}

/** The other way round: upright in its lane, then level to the card. */
function risen(at: Point, { lane, y2 }: Climb, { gutter }: PlacedColumn, end: number): readonly Step[] {
  const to = { x: end, y: y2 };
  if (!gutter.inBand) return duct(at, gutter.laneAt(lane ?? 0), to);
  return reversed({ start: to, steps: turn(to, at) }).steps;
}

/** Past the last column of the bands: round to their side. */
function besides(
  at: Point,
  { lane, y2 }: Climb,
  { gutter }: PlacedColumn,
  { x, width }: Columns["band"],
): readonly Step[] {
  const from = { x: gutter.from, y: at.y };
  return [straight(from), ...duct(from, gutter.laneAt(lane ?? 0), { x: x + width, y: y2 })];
}

export function rightOf(column: PlacedColumn | undefined): number {
  return column ? column.x + column.width : 0;
}

/** The level stretch behind the left card, the climb, the level stretch before the right one. */
function climbed(at: Point, { lane, y2 }: Climb, { gutter }: PlacedColumn, end: number): readonly Step[] {
  const from = { x: gutter.from, y: at.y };
  const to = { x: gutter.to, y: y2 };
  const through = lane === undefined ? swing(from, to) : duct(from, gutter.laneAt(lane), to);
  return [straight(from), ...through, straight({ x: end, y: y2 })];
}

function looped(at: Point, { lane, y2 }: Climb, { gutter }: PlacedColumn): readonly Step[] {
  return duct(at, gutter.laneAt(lane ?? 0), { x: at.x, y: y2 });
}

/** In the middle of the climb. */
function marked(
  before: number,
  through: readonly Step[],
  { lane }: Climb,
): { readonly at: Point; readonly steps: number } {
  const index = lane === undefined ? 1 : Math.floor(through.length / 2) - 1;
  return { at: through[index]?.end ?? { x: 0, y: 0 }, steps: before + index + 1 };
}

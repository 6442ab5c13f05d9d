/** A line on the plane as steps that can be cut, turned round and printed: straight stretches and curves, always onwards. */
import type { Box } from "../scene.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** To `end`; a curve with two control points, else straight. */
export interface Step {
  readonly end: Point;
  readonly bend?: readonly [Point, Point];
}

export interface Route {
  readonly start: Point;
  readonly steps: readonly Step[];
}

const RADIUS = 10;
/** A quarter of a circle as a curve. */
const ROUND = 0.5523;

export function straight(end: Point): Step {
  return { end };
}

/** A curve that leaves and arrives level, in two halves, so that it can be cut in the middle. */
export function swing(from: Point, to: Point): readonly Step[] {
  if (from.y === to.y) return [straight({ x: (from.x + to.x) / 2, y: to.y }), straight(to)];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const reach = (to.x - from.x) / 2;
  const quarter = { x: from.x + reach / 2, y: from.y };
  const centre = { x: from.x + reach, y: middle.y };
  const third = { x: (quarter.x + centre.x) / 2, y: (from.y + middle.y) / 2 };
  const fourth = { x: 2 * middle.x - third.x, y: 2 * middle.y - third.y };
  const last = { x: to.x - reach / 2, y: to.y };
  return [
    { end: middle, bend: [quarter, third] },
    { end: to, bend: [fourth, last] },
  ];
}

/** Level to the lane, upright in it, level on; the corners are rounded. `to` may lie on either side of the lane. */
export function duct(from: Point, lane: number, to: Point): readonly Step[] {
  const fall = Math.sign(to.y - from.y);
  const height = Math.abs(to.y - from.y);
  const before = Math.min(RADIUS, height / 2, Math.abs(lane - from.x));
  const after = Math.min(RADIUS, height / 2, Math.abs(to.x - lane));
  const inwards = Math.sign(lane - from.x) || 1;
  const outwards = Math.sign(to.x - lane) || 1;
  const down = { x: lane, y: from.y + fall * before };
  const middle = { x: lane, y: (from.y + to.y) / 2 };
  const up = { x: lane, y: to.y - fall * after };
  const level = { x: lane - inwards * before, y: from.y };
  const away = { x: lane + outwards * after, y: to.y };
  return [
    straight(level),
    {
      end: down,
      bend: [
        { x: level.x + inwards * before * ROUND, y: from.y },
        { x: lane, y: down.y - fall * before * ROUND },
      ],
    },
    straight(middle),
    straight(up),
    {
      end: away,
      bend: [
        { x: lane, y: up.y + fall * after * ROUND },
        { x: away.x - outwards * after * ROUND, y: to.y },
      ],
    },
    straight(to),
  ];
}

/** Level to a lane, upright in it to the end of the lane, in two halves. */
export function turn(from: Point, to: Point): readonly Step[] {
  const fall = Math.sign(to.y - from.y);
  const round = Math.min(RADIUS, Math.abs(to.y - from.y) / 2, Math.abs(to.x - from.x));
  const level = { x: to.x - Math.sign(to.x - from.x) * round, y: from.y };
  const down = { x: to.x, y: from.y + fall * round };
  const bend = [
    { x: level.x + (to.x - level.x) * ROUND, y: from.y },
    { x: to.x, y: down.y - fall * round * ROUND },
  ] as const;
  return [straight(level), { end: down, bend }, straight({ x: to.x, y: (down.y + to.y) / 2 }), straight(to)];
}

export function reversed({ start, steps }: Route): Route {
  const points = [start, ...steps.map(({ end }) => end)];
  const turned = steps.map(({ bend }, index): Step => {
    const end = points[index] ?? start;
    return bend ? { end, bend: [bend[1], bend[0]] } : { end };
  });
  return { start: points.at(-1) ?? start, steps: turned.toReversed() };
}

/** What it stays within: the curves bend inwards. */
export function extentOf({ start, steps }: Route): Box {
  let [left, right, top, bottom] = [start.x, start.x, start.y, start.y];
  for (const { end } of steps) {
    left = Math.min(left, end.x);
    right = Math.max(right, end.x);
    top = Math.min(top, end.y);
    bottom = Math.max(bottom, end.y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The `d` of an SVG path, to a tenth of a pixel. */
export function pathOf({ start, steps }: Route): string {
  let at = start;
  let path = `M${number(start.x)} ${number(start.y)}`;
  let level = "";
  for (const { end, bend } of steps) {
    if (bend) {
      const [a, b] = bend;
      path += `${level}C${number(a.x)} ${number(a.y)} ${number(b.x)} ${number(b.y)} ${number(end.x)} ${number(end.y)}`;
      level = "";
    } else if (end.y === at.y) level = end.x === at.x ? level : `H${number(end.x)}`;
    else {
      path += `${level}${end.x === at.x ? `V${number(end.y)}` : `L${number(end.x)} ${number(end.y)}`}`;
      level = "";
    }
    at = end;
  }
  return path + level;
}

function number(value: number): number {
  return Math.round(value * 10) / 10;
}

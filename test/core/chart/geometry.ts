/** What a picture's paths and boxes say, read back from the picture itself. */
import type { Box } from "../../../server/src/core/chart/scene.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

const PER_CURVE = 24;

/** Points along a path of absolute M, H, V, L and C, close together; one list a stroke. */
export function strokesOf(path: string): readonly (readonly Point[])[] {
  const strokes: Point[][] = [];
  let at: Point = { x: 0, y: 0 };
  for (const [, command = "", rest = ""] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = rest.trim().split(/[ ,]+/).map(Number);
    const stroke = strokes.at(-1) ?? [];
    if (command === "M") {
      at = { x: a, y: b };
      strokes.push([at]);
    } else if (command === "C") {
      stroke.push(...curve(at, { x: a, y: b }, { x: c, y: d }, { x: e, y: f }));
      at = { x: e, y: f };
    } else if ("HVL".includes(command)) {
      const end = command === "H" ? { x: a, y: at.y } : command === "V" ? { x: at.x, y: a } : { x: a, y: b };
      stroke.push(...segment(at, end));
      at = end;
    } else throw new Error(`unexpected ${command} in ${path}`);
  }
  return strokes;
}

function segment(from: Point, to: Point): readonly Point[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
  return Array.from({ length: steps }, (_, index) => {
    const t = (index + 1) / steps;
    return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
  });
}

function curve(p: Point, q: Point, r: Point, s: Point): readonly Point[] {
  return Array.from({ length: PER_CURVE }, (_, index) => {
    const t = (index + 1) / PER_CURVE;
    const u = 1 - t;
    const mix = (of: (point: Point) => number) =>
      u * u * u * of(p) + 3 * u * u * t * of(q) + 3 * u * t * t * of(r) + t * t * t * of(s);
    return { x: mix(({ x }) => x), y: mix(({ y }) => y) };
  });
}

/** By more than touching. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x > x && point.x < x + width && point.y > y && point.y < y + height;
}

/** How much of a drawing is made: from afar, only what stands out. What a drawing says to those who listen is always whole. */
import type { Shape } from "../../../server/src/core/chart/draw/shape.ts";

/** `whole`; `names`: texts below a name would not be read; `marks`: nor would names. */
export type Detail = "whole" | "names" | "marks";

const SMALL = ["row", "rule", "subtitle", "label", "reason", "label-ground", "handle", "dot"];
const LEFT_OUT: Readonly<Record<Detail, ReadonlySet<string>>> = {
  whole: new Set(),
  names: new Set(SMALL),
  marks: new Set([...SMALL, "title", "glyph", "count", "readiness", "reach"]),
};

/** Texts are smaller than so, at most: rows of 4 pixels, names of 3. */
const NAMES = 0.4;
const MARKS = 0.22;

export function detailAt(zoom: number): Detail {
  return zoom < MARKS ? "marks" : zoom < NAMES ? "names" : "whole";
}

export function inDetail(shape: Shape, detail: Detail): Shape {
  const { children } = shape;
  const leftOut = LEFT_OUT[detail];
  if (leftOut.size === 0 || children === undefined) return shape;
  return {
    ...shape,
    children: children
      .filter(({ attributes }) => !isOneOf(leftOut, attributes["class"]))
      .map((child) => inDetail(child, detail)),
  };
}

function isOneOf(leftOut: ReadonlySet<string>, names: string | number | undefined): boolean {
  return typeof names === "string" && names.split(" ").some((name) => leftOut.has(name));
}

/** How wide texts are in the editor's own type, by a canvas that is never shown. Answers are kept: names come again and again. */
import { type Measure, TEXT, type TextStyle } from "../../server/src/core/chart/measure.ts";

/** Families of type by their face. */
export type Families = Readonly<Record<"sans" | "mono", string>>;

/** More answers than this are forgotten together: a workspace of many names must not grow without end. */
const MOST = 20_000;

export function createMeasure(families: Families): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, style) => {
    const key = `${style} ${text}`;
    const last = known.get(key);
    if (last !== undefined || !context) return last ?? text.length * TEXT[style].size * 0.6;
    context.font = fontOf(style, families);
    const { width } = context.measureText(text);
    if (known.size >= MOST) known.clear();
    known.set(key, width);
    return width;
  };
}

function fontOf(style: TextStyle, families: Families): string {
  const { size, weight, face } = TEXT[style];
  return `${weight} ${size}px ${families[face]}`;
}

import type { Position, Range } from "../text/lines.ts";

/** Whether two ranges share a character, or meet. */
export function touches(a: Range, b: Range): boolean {
  return isNotAfter(a.start, b.end) && isNotAfter(b.start, a.end);
}

function isNotAfter(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

/**
 * A stretch of a scalar's resolved text → where it is written. Exact for plain and quoted scalars of one line that hold no
 * escapes, and for literal block scalars; elsewhere the text as read is not the text as written.
 */
import { isScalar, type Scalar as ScalarNode } from "yaml";
import type { Span } from "../text/lines.ts";
import type { Path } from "../value/path.ts";
import { literalLines } from "./literal.ts";
import { nodeAt } from "./locate.ts";
import type { Tree } from "./parse.ts";

/** Offsets in the document; undefined where only the whole scalar can be shown. */
export function locateWithin(tree: Tree, text: string, path: Path, within: Span): Span | undefined {
  const node = nodeAt(tree, path);
  if (!isScalar(node) || !node.range) return undefined;
  const start = contentStart(text, node);
  if (start !== undefined) return { start: start + within.start, end: start + within.end };
  return inLiteral(text, node, within);
}

/** Where a scalar's resolved text begins, if it stands there letter by letter. */
function contentStart(text: string, { type, value, range }: ScalarNode): number | undefined {
  if (typeof value !== "string" || !range) return undefined;
  const quotes = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? 1 : 0;
  if (quotes === 0 && type !== "PLAIN") return undefined;
  const start = range[0] + quotes;
  return text.slice(start, range[1] - quotes) === value ? start : undefined;
}

/** A stretch that goes over lines is shown up to the end of its first. */
function inLiteral(text: string, node: ScalarNode, within: Span): Span | undefined {
  const lines = literalLines(text, node);
  if (!lines || typeof node.value !== "string") return undefined;
  let before = 0;
  for (const line of lines) {
    const length = line.end - line.start;
    if (within.start <= before + length) {
      const start = line.start + within.start - before;
      return { start, end: Math.min(line.end, start + within.end - within.start) };
    }
    before += length + 1;
  }
  return undefined;
}

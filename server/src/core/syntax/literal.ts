/** A literal block scalar (`|`): where each of its lines stands in the text, behind the indentation. */
import type { Scalar as ScalarNode } from "yaml";
import type { Span } from "../text/lines.ts";

/**
 * The content lines in order, each without indentation and line break; undefined for any other scalar, and for one whose
 * lines are not all found as they are read.
 */
export function literalLines(text: string, node: ScalarNode): readonly Span[] | undefined {
  if (node.type !== "BLOCK_LITERAL" || typeof node.value !== "string" || !node.range) return undefined;
  const [start, end] = node.range;
  const header = text.indexOf("\n", start);
  const contents = node.value.split("\n");
  const spans: Span[] = [];
  let at = header < 0 ? end : header + 1;
  for (const content of contents) {
    const span = lineAt(text, at, end, content);
    if (!span) return undefined;
    spans.push(span);
    const next = text.indexOf("\n", span.end);
    at = next < 0 ? end : Math.min(next + 1, end);
  }
  return spans;
}

/** The part of the line at `at` that is the content; a blank line may hold fewer blanks than the indentation. */
function lineAt(text: string, at: number, end: number, content: string): Span | undefined {
  const feed = text.indexOf("\n", at);
  const whole = text.slice(at, feed < 0 ? end : Math.min(feed, end)).replace(/\r$/, "");
  const from = whole.length - content.length;
  if (!whole.endsWith(content) || whole.slice(0, from).trim() !== "") return undefined;
  return { start: at + from, end: at + whole.length };
}

/** A plain value → YAML text, for what a change adds. */
import type { PlainValue } from "../../value/change.ts";
import { needsEscape, type Quote, scalarText } from "./quote.ts";
import type { Style } from "./style.ts";
import { isList } from "./written.ts";

/** The lines of a key and its value in block style, beginning at column 0. */
export function pairLines(key: string, value: PlainValue, style: Style): readonly string[] {
  const head = `${scalarText(key, "plain", "block")}:`;
  const literal = typeof value === "string" ? literalOf(value) : undefined;
  if (literal) return [`${head} ${literal.header}`, ...indented(literal.lines, style.step)];
  const inline = inlineText(value);
  if (inline !== undefined) return [`${head} ${inline}`];
  return [head, ...indented(blockLines(value, style), isList(value) ? style.sequenceIndent : style.step)];
}

/** A text of several lines, such as a patch, is read line by line; undefined where a literal block would not hold it whole. */
function literalOf(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  const lines = text.split("\n");
  const endsInBreak = lines.at(-1) === "";
  const content = endsInBreak ? lines.slice(0, -1) : lines;
  const isBlank = (line: string | undefined) => line === undefined || line.trim() === "";
  if (lines.length < 2 || isBlank(content.at(-1)) || isBlank(content[0]) || /^\s/.test(text))
    return undefined;
  return content.some(needsEscape) ? undefined : { header: endsInBreak ? "|" : "|-", lines: content };
}

export function itemLines(value: PlainValue, style: Style): readonly string[] {
  const [first = "", ...more] = blockLines(value, style);
  return [`-${" ".repeat(style.itemGap)}${first}`, ...indented(more, style.itemGap + 1)];
}

export function blockLines(value: PlainValue, style: Style): readonly string[] {
  const inline = inlineText(value);
  if (inline !== undefined) return [inline];
  if (isList(value)) return value.flatMap((item) => itemLines(item, style));
  return Object.entries(value).flatMap(([key, each]) => pairLines(key, each, style));
}

/** What block style writes in one line: scalars, and collections that are empty. */
function inlineText(value: PlainValue): string | undefined {
  if (typeof value !== "object") return scalarText(value, "plain", "block");
  if (Object.keys(value).length > 0) return undefined;
  return isList(value) ? "[]" : "{}";
}

export function indented(lines: readonly string[], columns: number): readonly string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(columns) + line));
}

/** A value in one line; with quote `double` it is JSON. */
export function flowText(value: PlainValue, quote: Quote): string {
  if (typeof value !== "object") return scalarText(value, quote, "flow");
  if (isList(value)) return `[${value.map((item) => flowText(item, quote)).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, each]) => flowPair(key, each, quote));
  if (pairs.length === 0) return "{}";
  return quote === "double" ? `{${pairs.join(", ")}}` : `{ ${pairs.join(", ")} }`;
}

export function flowPair(key: string, value: PlainValue, quote: Quote): string {
  return `${scalarText(key, quote, "flow")}: ${flowText(value, quote)}`;
}

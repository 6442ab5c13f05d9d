/** Scalars of one line, and literal blocks. */
import type { Scalar, ScalarStyle } from "../../value/value.ts";
import {
  APOSTROPHE,
  COLON,
  DASH,
  Declined,
  HASH,
  isGap,
  LINE_FEED,
  lineEnd,
  type Page,
  QUOTE,
  SPACE,
  toLine,
} from "./page.ts";

export function scalar(raw: string, style: ScalarStyle): Scalar {
  return { type: "scalar", raw, style };
}

/** What may begin no plain scalar, or only in company that is not looked at here. */
const INDICATORS: ReadonlySet<number> = new Set([..."?:,[]{}#&*!|>'\"%@`"].map((each) => each.charCodeAt(0)));

/** Declines what may be more than a plain scalar. */
export function beginsPlain(text: string, at: number): void {
  const code = text.charCodeAt(at);
  if (INDICATORS.has(code) || (code === DASH && isGap(text, at + 1))) throw new Declined();
}

/** Where a plain scalar of one line ends: at its line's end, at a `:` behind a key, or before the spaces of a comment. */
export function plainEnd(text: string, start: number): number {
  beginsPlain(text, start);
  let end = start;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === LINE_FEED) break;
    if (code < SPACE || code === 0xfeff) throw new Declined();
    if (code === HASH && end < at) break;
    if (code === COLON) {
      const next = text.charCodeAt(at + 1);
      if (next === SPACE || next === LINE_FEED || at + 1 === text.length) return at;
    }
    end = at + 1;
  }
  return end;
}

export interface Quoted {
  readonly value: Scalar;
  /** Behind the closing quote. */
  readonly end: number;
}

/** A quoted scalar of one line, from its opening quote on. */
export function quoted(text: string, start: number): Quoted {
  const quote = text.charCodeAt(start);
  const end = quote === QUOTE ? doubleEnd(text, start) : singleEnd(text, start);
  const inside = text.slice(start + 1, end);
  if (/[\n\uFEFF]/.test(inside)) throw new Declined();
  const value =
    quote === QUOTE
      ? scalar(inside.includes("\\") ? unescaped(inside) : inside, "double")
      : scalar(inside.replaceAll("''", "'"), "single");
  return { value, end: end + 1 };
}

function doubleEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === 92) at += 1;
    else if (code === LINE_FEED) break;
  }
  throw new Declined();
}

function singleEnd(text: string, start: number): number {
  let end = text.indexOf("'", start + 1);
  while (end >= 0 && text.charCodeAt(end + 1) === APOSTROPHE) end = text.indexOf("'", end + 2);
  if (end < 0) throw new Declined();
  return end;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\\\", "\\"],
  ['\\"', '"'],
  ["\\/", "/"],
  ["\\n", "\n"],
  ["\\t", "\t"],
  ["\\r", "\r"],
]);

function unescaped(inside: string): string {
  return inside.replaceAll(/\\./gs, (escape) => {
    const meant = ESCAPES.get(escape);
    if (meant === undefined) throw new Declined();
    return meant;
  });
}

/** A literal block (`|`, `|-`) in a collection of this indentation, from its `|` on. */
export function literal(page: Page, column: number): Scalar {
  const { text } = page;
  const header = lineEnd(text, page.at);
  const written = /^\|(-?)[ ]*(?:[ ]#.*)?$/.exec(text.slice(page.at, header));
  if (!written) throw new Declined();
  const width = widthOf(text, header + 1);
  if (width <= column) throw new Declined();
  const { lines, end } = linesOf(text, header + 1, width);
  const last = lines.findLastIndex((line) => line !== "");
  const raw = lines.slice(0, last + 1).join("\n");
  toLine(page, end);
  return scalar(written[1] === "-" ? raw : `${raw}\n`, "block");
}

/** The indentation of the first line that is not blank; no blank line before it may be longer. */
function widthOf(text: string, from: number): number {
  let longest = 0;
  for (let start = from; start < text.length; ) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (at < text.length && text.charCodeAt(at) !== LINE_FEED) {
      if (longest > at - start || text.charCodeAt(at) < SPACE) break;
      return at - start;
    }
    longest = Math.max(longest, at - start);
    start = at + 1;
  }
  throw new Declined();
}

/** The lines of a block without their indentation, and where the first line behind it begins. */
function linesOf(text: string, from: number, width: number) {
  const lines: string[] = [];
  let start = from;
  while (start < text.length) {
    let at = start;
    while (at < start + width && text.charCodeAt(at) === SPACE) at += 1;
    const isBlank = at >= text.length || text.charCodeAt(at) === LINE_FEED;
    if (!isBlank && at < start + width) {
      // The parser takes a tab there for a part of the block, and refuses it.
      if (text.charCodeAt(at) < SPACE) throw new Declined();
      break;
    }
    const end = lineEnd(text, at);
    lines.push(text.slice(at, end));
    start = end + 1;
  }
  return { lines, end: start };
}

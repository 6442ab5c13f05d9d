/**
 * The plain value of what nearly all manifests are written in: block mappings and sequences, scalars of one line, literal
 * blocks, flow collections of one line. Whatever else there is (anchors, tags, duplicate keys, scalars over several lines,
 * odd indentation), and whatever is wrong, is *declined*, never guessed: then the parser reads it. What is not declined is
 * exactly what the parser would say (test/core/syntax/quick.test.ts).
 */
import type { Entry, Value } from "../../value/value.ts";
import { keyOf } from "../key.ts";
import { flow, isFlow } from "./flow.ts";
import { close, open, sameKeys } from "./nesting.ts";
import {
  APOSTROPHE,
  COLON,
  DASH,
  Declined,
  endLine,
  HASH,
  isGap,
  LINE_FEED,
  type Page,
  QUOTE,
  SPACE,
  toLine,
} from "./page.ts";
import { literal, plainEnd, quoted, scalar } from "./scalars.ts";

/** The value of one document; undefined when it is declined. */
export function quickValue(text: string): Value | undefined {
  const page: Page = {
    text: text.includes("\r") ? text.replaceAll("\r\n", "\n") : text,
    at: 0,
    indent: -1,
    made: 0,
    depth: 0,
  };
  try {
    toLine(page, 0);
    const value = block(page);
    return page.indent < 0 ? value : undefined;
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

/** The collection that begins on this line. */
function block(page: Page): Value {
  return isItem(page) ? sequence(page, page.indent) : mapping(page, page.indent);
}

function isItem({ text, at }: Page): boolean {
  return text.charCodeAt(at) === DASH && isGap(text, at + 1);
}

/** From the first key on, which stands in the column given; ends on the first line that is not of it. */
function mapping(page: Page, column: number): Value {
  const entries: Entry[] = [];
  open(page);
  do {
    const key = readKey(page);
    page.made += 1;
    entries.push({ key, value: entryValue(page, column) });
  } while (page.indent === column && !isItem(page));
  if (page.indent >= column || sameKeys(entries)) throw new Declined();
  close(page);
  return { type: "mapping", entries };
}

/** The parser wants a key's colon near. */
const LONGEST_KEY = 500;

/** Leaves the page behind the colon. */
function readKey(page: Page): string {
  const { text, at } = page;
  const code = text.charCodeAt(at);
  const isQuoted = code === QUOTE || code === APOSTROPHE;
  const { value, end } = isQuoted ? quoted(text, at) : plainKey(text, at);
  if (text.charCodeAt(end) !== COLON || !isGap(text, end + 1) || end - at > LONGEST_KEY) throw new Declined();
  page.at = end + 1;
  return keyOf(value);
}

function plainKey(text: string, at: number) {
  const end = plainEnd(text, at);
  const raw = text.slice(at, end);
  if (raw === "<<" || raw.endsWith(" ")) throw new Declined();
  return { value: scalar(raw, "plain"), end };
}

/** Behind a key's colon: on the same line, below it, or nowhere. */
function entryValue(page: Page, column: number): Value {
  if (!isLineOver(page)) return inline(page, column);
  endLine(page, page.at);
  if (page.indent > column) return block(page);
  return page.indent === column && isItem(page) ? sequence(page, column) : scalar("", "plain");
}

function sequence(page: Page, column: number): Value {
  const items: Value[] = [];
  open(page);
  do {
    page.made += 1;
    page.at += 1;
    items.push(itemValue(page, column));
  } while (page.indent === column && isItem(page));
  if (page.indent > column) throw new Declined();
  close(page);
  return { type: "sequence", items };
}

/** Behind a dash: a collection may begin on the same line, and goes on in the column where it does. */
function itemValue(page: Page, column: number): Value {
  const dash = page.at - 1;
  if (isLineOver(page)) {
    endLine(page, page.at);
    return page.indent > column ? block(page) : scalar("", "plain");
  }
  const inner = column + page.at - dash;
  if (isItem(page)) return sequence(page, inner);
  return isKey(page) ? mapping(page, inner) : inline(page, column);
}

/** Whether a key stands here, and not a scalar. */
function isKey({ text, at }: Page): boolean {
  const code = text.charCodeAt(at);
  if (code === QUOTE || code === APOSTROPHE) return text.charCodeAt(quoted(text, at).end) === COLON;
  if (code === BAR || isFlow(code)) return false;
  return text.charCodeAt(plainEnd(text, at)) === COLON;
}

const BAR = 124;

/** A value that begins on this line, in a collection of the indentation given. */
function inline(page: Page, column: number): Value {
  const { text, at } = page;
  const code = text.charCodeAt(at);
  if (code === BAR) return literal(page, column);
  if (isFlow(code)) {
    const value = flow(page);
    endLine(page, page.at);
    return value;
  }
  if (code === QUOTE || code === APOSTROPHE) {
    const { value, end } = quoted(text, at);
    endLine(page, end);
    return value;
  }
  const end = plainEnd(text, at);
  if (text.charCodeAt(end) === COLON) throw new Declined();
  endLine(page, end);
  return scalar(text.slice(at, end), "plain");
}

/** Goes over the spaces behind an indicator; whether nothing but a comment is left of the line. */
function isLineOver(page: Page): boolean {
  const { text } = page;
  while (text.charCodeAt(page.at) === SPACE) page.at += 1;
  const code = text.charCodeAt(page.at);
  return page.at >= text.length || code === LINE_FEED || (code === HASH && isGap(text, page.at - 1));
}

/** Flow collections that begin and end on one line: `[a, "b"]`, `{ app: web }`. */
import type { Entry, Value } from "../../value/value.ts";
import { keyOf } from "../key.ts";
import { close, open, sameKeys } from "./nesting.ts";
import { APOSTROPHE, COLON, DASH, Declined, HASH, LINE_FEED, type Page, QUOTE, SPACE } from "./page.ts";
import { beginsPlain, type Quoted, quoted, scalar } from "./scalars.ts";

const COMMA = 44;
const OPEN_SEQUENCE = 91;
const CLOSE_SEQUENCE = 93;
const OPEN_MAPPING = 123;
const CLOSE_MAPPING = 125;

export function isFlow(code: number): boolean {
  return code === OPEN_SEQUENCE || code === OPEN_MAPPING;
}

/** From the opening bracket on; leaves the page behind the closing one. */
export function flow(page: Page): Value {
  return page.text.charCodeAt(page.at) === OPEN_SEQUENCE ? sequence(page) : mapping(page);
}

function sequence(page: Page): Value {
  const items: Value[] = [];
  each(page, CLOSE_SEQUENCE, () => items.push(item(page)));
  return { type: "sequence", items };
}

function mapping(page: Page): Value {
  const entries: Entry[] = [];
  each(page, CLOSE_MAPPING, () => {
    const { value: key, end } = word(page.text, page.at);
    const { text } = page;
    if (text.charCodeAt(end) !== COLON || text.charCodeAt(end + 1) !== SPACE) throw new Declined();
    page.at = end + 1;
    skipSpaces(page);
    entries.push({ key: keyOf(key), value: item(page) });
  });
  if (sameKeys(entries)) throw new Declined();
  return { type: "mapping", entries };
}

/** Reads what stands between brackets and commas; an item left out, and a comma at the end, are not read here. */
function each(page: Page, closing: number, read: () => void): void {
  open(page);
  page.at += 1;
  skipSpaces(page);
  while (page.text.charCodeAt(page.at) !== closing) {
    read();
    skipSpaces(page);
    const code = page.text.charCodeAt(page.at);
    if (code === closing) break;
    if (code !== COMMA) throw new Declined();
    page.at += 1;
    skipSpaces(page);
    if (page.text.charCodeAt(page.at) === closing) throw new Declined();
  }
  page.at += 1;
  close(page);
}

function item(page: Page): Value {
  page.made += 1;
  if (isFlow(page.text.charCodeAt(page.at))) return flow(page);
  const { value, end } = word(page.text, page.at);
  page.at = end;
  return value;
}

function word(text: string, at: number): Quoted {
  const code = text.charCodeAt(at);
  return code === QUOTE || code === APOSTROPHE ? quoted(text, at) : plainWord(text, at);
}

function plainWord(text: string, start: number): Quoted {
  let at = start;
  for (let code = text.charCodeAt(at); code !== COMMA && !isClosing(code); code = text.charCodeAt(++at)) {
    if (code < SPACE || code === HASH || isFlow(code) || at >= text.length) throw new Declined();
    // Only a space behind it makes a colon certain to mean something, or certain not to.
    if (code === COLON && text.charCodeAt(at + 1) === SPACE) break;
    if (code === COLON && /[,\]}\n]/.test(text.charAt(at + 1))) throw new Declined();
  }
  beginsPlain(text, start);
  let last = at - 1;
  while (text.charCodeAt(last) === SPACE) last -= 1;
  if (last < start || text.charCodeAt(last) === DASH) throw new Declined();
  return { value: scalar(text.slice(start, last + 1), "plain"), end: at };
}

function isClosing(code: number): boolean {
  return code === CLOSE_SEQUENCE || code === CLOSE_MAPPING;
}

function skipSpaces(page: Page): void {
  while (page.text.charCodeAt(page.at) === SPACE) page.at += 1;
  if (page.text.charCodeAt(page.at) === LINE_FEED) throw new Declined();
}

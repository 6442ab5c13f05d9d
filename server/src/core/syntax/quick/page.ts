/** A document while it is read, one line after the other. */

export interface Page {
  readonly text: string;
  /** Where reading goes on; on a new line its first character that is no space. */
  at: number;
  /** The indentation of that line; -1 behind the last. */
  indent: number;
  /** Values made so far. */
  made: number;
  /** How many collections are open. */
  depth: number;
}

/** What is written is more than the quick reader knows; nothing is said of it. */
export class Declined extends Error {}

export const LINE_FEED = 10;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const APOSTROPHE = 39;
export const DASH = 45;
export const COLON = 58;

const DOT = 46;

/** Goes to the first line from `from` on, which is where a line begins, that is neither blank nor a comment. */
export function toLine(page: Page, from: number): void {
  const { text } = page;
  let start = from;
  for (let at = from; at < text.length; start = at) {
    let code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(++at);
    if (code === HASH) at = lineEnd(text, at);
    else if (code !== LINE_FEED && at < text.length) {
      if (at === start && (code === DASH || code === DOT)) refuseMarker(text, at);
      page.at = at;
      page.indent = at - start;
      return;
    }
    at += 1;
  }
  page.at = text.length;
  page.indent = -1;
}

function refuseMarker(text: string, at: number): void {
  const marker = text.slice(at, at + 3);
  if (marker === "---" || marker === "...") throw new Declined();
}

/** Goes on behind a value: nothing but a comment may follow on its line. */
export function endLine(page: Page, at: number): void {
  const { text } = page;
  let rest = at;
  while (text.charCodeAt(rest) === SPACE) rest += 1;
  const isEnd = rest >= text.length || text.charCodeAt(rest) === LINE_FEED;
  const isComment = text.charCodeAt(rest) === HASH && text.charCodeAt(rest - 1) === SPACE;
  if (!isEnd && !isComment) throw new Declined();
  toLine(page, lineEnd(text, rest) + 1);
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Whether what stands here separates an indicator (`-`, `:`) from what follows. */
export function isGap(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === SPACE || text.charCodeAt(at) === LINE_FEED;
}

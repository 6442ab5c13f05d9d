/**
 * A file is worked on one document at a time: splitting is a look at the lines, and a document is known by the hash of its
 * text, so an edit touches the one document it is in and inserting a document disturbs no other.
 */
import type { Span } from "../text/lines.ts";

export interface Chunk extends Span {
  /** Hash of the chunk's text; equal texts in one file share it. */
  readonly hash: string;
}

/**
 * The documents of a text. A bare `---` line belongs to none of them, so that a document put before another leaves that
 * one's text as it was; one that says more belongs to the document that it opens, a `...` line to the one that it closes.
 */
export function split(text: string): readonly Chunk[] {
  const starts = new Set([
    ...markers(text, "---"),
    ...markers(text, "...").flatMap((at) => behind(text, at)),
  ]);
  const inside = [...starts].filter((start) => start > 0).sort((a, b) => a - b);
  return [0, ...inside].map((start, index) => {
    const end = inside[index] ?? text.length;
    return chunk(text, Math.min(behindMarker(text, start), end), end);
  });
}

/** The offsets of the lines that are document markers. */
function markers(text: string, marker: "---" | "..."): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 3)) {
    const before = at === 0 ? 10 : text.charCodeAt(at - 1);
    const after = text.charCodeAt(at + 3);
    const opensLine = before === 10 || before === 13;
    if (opensLine && (Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9))
      found.push(at);
  }
  return found;
}

/** Where the line behind a bare opening marker begins; `start` itself where there is none. */
function behindMarker(text: string, start: number): number {
  const bare = /---[ \t]*(?:\r\n|\n|\r|$)/y;
  bare.lastIndex = start;
  return bare.test(text) ? bare.lastIndex : start;
}

/** Where the line behind a closing marker begins; nowhere when the text ends with it. */
function behind(text: string, marker: number): readonly number[] {
  const next = /[\r\n]+/g;
  next.lastIndex = marker;
  return next.test(text) && next.lastIndex < text.length ? [next.lastIndex] : [];
}

function chunk(text: string, start: number, end: number): Chunk {
  return { hash: hash(text, start, end), start, end };
}

/** FNV-1a over two lanes, with the length: 64 bits tell the few documents of one file apart. */
function hash(text: string, start: number, end: number): string {
  let a = 0x811c9dc5;
  let b = 0x9dc5811c;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${(end - start).toString(36)}`;
}

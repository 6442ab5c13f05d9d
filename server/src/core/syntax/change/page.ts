/** One document on the desk: what every change is given, and what it hands back. */
import type { TextEdit } from "../../text/edits.ts";
import type { Tree } from "../parse.ts";
import { lineEnd } from "./layout.ts";
import type { Revision } from "./written.ts";

export interface Page {
  readonly text: string;
  readonly tree: Tree;
  /** The line break of the file. */
  readonly lineEnd: string;
}

/** A change as proposed: its edits, and what they are meant to make of the content. */
export interface Draft {
  readonly edits: readonly TextEdit[];
  /** Undefined for a change that leaves the content as it is. */
  readonly revision: Revision | undefined;
}

/** Puts whole lines after the line in which a node's content ends. */
export function linesAfter(page: Page, contentEnd: number, lines: readonly string[]): TextEdit {
  // A block scalar's content ends with its line break: the next line begins right there.
  if (contentEnd > 0 && page.text[contentEnd - 1] === "\n") {
    const text = lines.map((line) => line + page.lineEnd).join("");
    return { span: { start: contentEnd, end: contentEnd }, text };
  }
  const at = lineEnd(page.text, contentEnd);
  return { span: { start: at, end: at }, text: lines.map((line) => page.lineEnd + line).join("") };
}

export function insertAt(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

export function replace(start: number, end: number, text: string): TextEdit {
  return { span: { start, end }, text };
}

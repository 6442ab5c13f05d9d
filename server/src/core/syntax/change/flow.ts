/** Adds to a collection in flow style, on one line or with a line for each entry. */
import type { Node } from "yaml";
import type { TextEdit } from "../../text/edits.ts";
import { contentEnd, endsLine, lineEnd, lineStart, opensLine } from "./layout.ts";
import { insertAt, type Page, replace } from "./page.ts";
import type { Quote } from "./quote.ts";
import { isJson } from "./style.ts";
import { type Collection, keyIn, writtenIn } from "./trail.ts";

/** Texts of the entries to add, in the quotes that the document uses. */
type Entries = (quote: Quote) => readonly string[];

export function addToFlow(page: Page, node: Collection, entries: Entries): readonly TextEdit[] | undefined {
  if (!node.range) return undefined;
  const json = isJson(page.tree.root ?? undefined);
  const texts = entries(json ? "double" : "plain");
  const last = lastEntry(node);
  if (!last) return [first(page, node.range[0] + 1, node.range[1] - 1, texts.join(", "), json)];
  const comma = commaAfter(page.text, last.end);
  const at = comma ?? last.end;
  if (!opensLine(page.text, last.start) || !endsLine(page.text, at)) {
    return [insertAt(at, (comma === undefined ? ", " : " ") + texts.join(", "))];
  }
  const indent = page.text.slice(lineStart(page.text, last.start), last.start);
  const added =
    texts.map((text) => page.lineEnd + indent + text).join(",") + (comma === undefined ? "" : ",");
  const end = lineEnd(page.text, at);
  if (comma !== undefined) return [insertAt(end, added)];
  // The comma goes before a comment on the line, the entry after it.
  return end === last.end ? [insertAt(end, `,${added}`)] : [insertAt(last.end, ","), insertAt(end, added)];
}

function first(page: Page, start: number, end: number, text: string, json: boolean): TextEdit {
  const inside = page.text.slice(start, end);
  if (inside.trim() !== "") return insertAt(start, ` ${text} `);
  return replace(start, end, json || page.text[start - 1] === "[" ? text : ` ${text} `);
}

function lastEntry(node: Collection): { readonly start: number; readonly end: number } | undefined {
  const slot = { container: node, index: node.items.length - 1, merged: false };
  const value: Node | undefined = writtenIn(slot);
  const start = (keyIn(slot) ?? value)?.range?.[0];
  if (start === undefined) return undefined;
  return { start, end: value ? contentEnd(value) : (keyIn(slot)?.range?.[1] ?? start) };
}

/** The offset behind the comma that follows, blanks, line breaks and comments skipped; undefined when there is none. */
export function commaAfter(text: string, offset: number): number | undefined {
  const match = /^(?:\s|#[^\n]*(?:\n|$))*,/.exec(text.slice(offset));
  return match ? offset + match[0].length : undefined;
}

/** Adds a comment line above a place, indented as the place is. */
import type { Path } from "../../value/path.ts";
import { locate, type Part } from "../locate.ts";
import { afterBlanks, lineStart } from "./layout.ts";
import { type Draft, insertAt, type Page } from "./page.ts";
import { isJson } from "./style.ts";

export function commentDraft(page: Page, path: Path, part: Part, comment: string): Draft | undefined {
  const span = locate(page.tree, path, part);
  // JSON knows no comments.
  if (!span || isJson(page.tree.root ?? undefined)) return undefined;
  const start = lineStart(page.text, span.start);
  const indent = page.text.slice(start, afterBlanks(page.text, start));
  const text = comment.replaceAll(/[\r\n\u0085\u2028\u2029]+/g, " ").trim();
  return { edits: [insertAt(start, `${indent}# ${text}${page.lineEnd}`)], revision: undefined };
}

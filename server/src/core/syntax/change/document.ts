/** Adds documents after another one of the same file. */
import { equal } from "../../query/equal.ts";
import type { TextEdit } from "../../text/edits.ts";
import type { PlainValue } from "../../value/change.ts";
import { parse } from "../parse.ts";
import { insertAt, type Page } from "./page.ts";
import { blockLines } from "./print.ts";
import { isJson, styleNear } from "./style.ts";
import { type Written, written, writtenValue } from "./written.ts";

export function documentEdits(page: Page, values: readonly PlainValue[]): readonly TextEdit[] | undefined {
  const { text, tree, lineEnd } = page;
  if (values.length === 0) return [];
  if (isJson(tree.root ?? undefined)) return undefined;
  const style = styleNear(text, tree.root ?? undefined, text.length);
  const documents = values.map((value) =>
    ["---", ...blockLines(value, style)].map((line) => line + lineEnd).join(""),
  );
  const lastBreak = text === "" || text.endsWith("\n") ? "" : lineEnd;
  const isFaithful =
    reads(text + lastBreak, written(tree.root)) &&
    values.every((value, index) => reads(documents[index] ?? "", writtenValue(value)));
  return isFaithful ? [insertAt(text.length, lastBreak + documents.join(""))] : undefined;
}

function reads(text: string, content: Written): boolean {
  const parsed = parse(text);
  return "tree" in parsed && equal(written(parsed.tree.root), content);
}

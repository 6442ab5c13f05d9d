/** Puts a value where a key or a dash stands without one. */
import { isMap, isScalar, type Node } from "yaml";
import type { TextEdit } from "../../text/edits.ts";
import type { PlainValue } from "../../value/change.ts";
import { resolve } from "../../value/scalar.ts";
import { columnOf } from "./layout.ts";
import { type Draft, linesAfter, type Page, replace } from "./page.ts";
import { blockLines, flowText, indented } from "./print.ts";
import { scalarText } from "./quote.ts";
import { isJson, styleNear } from "./style.ts";
import { keyIn, type Slot, surroundings } from "./trail.ts";
import { isList, type Revision, type Written, writtenValue } from "./written.ts";

/** Written as `null`, `~`, or not at all. */
export function isNull(node: Node): boolean {
  if (!isScalar(node) || node.type !== "PLAIN" || node.tag !== undefined) return false;
  return resolve({ type: "scalar", raw: String(node.value ?? ""), style: "plain" }) === null;
}

export function fill(page: Page, node: Node, value: PlainValue): Draft | undefined {
  const around = page.tree.root ? surroundings(page.tree.root, node) : undefined;
  if (!around?.slot || !node.range) return undefined;
  const revision: Revision = { node, become: (before) => filled(before, value) };
  const [start, end] = node.range;
  if (typeof value === "object" && !around.flow) {
    const lines = linesIn(page, around.slot, value);
    return lines && { edits: [...erased(start, end), linesAfter(page, end, lines)], revision };
  }
  return { edits: [replace(start, end, spaced(page, start, end, value, around.flow))], revision };
}

function filled(before: Written, value: PlainValue): Written {
  return before.kind === "scalar" ? writtenValue(value, before) : before;
}

function erased(start: number, end: number): readonly TextEdit[] {
  return start === end ? [] : [replace(start, end, "")];
}

function spaced(page: Page, start: number, end: number, value: PlainValue, flow: boolean): string {
  const quote = isJson(page.tree.root ?? undefined) ? "double" : "plain";
  const text = flow || typeof value === "object" ? flowText(value, quote) : scalarText(value, quote, "block");
  const before = /[\s[{,]$/.test(page.text.slice(0, start)) ? "" : " ";
  const after = /^([\s\]},]|$)/.test(page.text.slice(end)) ? "" : " ";
  return before + text + after;
}

function linesIn(page: Page, slot: Slot, value: PlainValue): readonly string[] | undefined {
  const { container } = slot;
  const start = isMap(container) ? keyIn(slot)?.range?.[0] : container.range?.[0];
  if (start === undefined) return undefined;
  const style = styleNear(page.text, page.tree.root ?? undefined, start);
  const underKey = isList(value) ? style.sequenceIndent : style.step;
  const deeper = isMap(container) ? underKey : style.itemGap + 1;
  return indented(blockLines(value, style), columnOf(page.text, start) + deeper);
}

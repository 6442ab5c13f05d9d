/** What holds of every collection, in block and in flow style. */
import type { Entry } from "../../value/value.ts";
import { Declined, type Page } from "./page.ts";

/** Beyond either the parser has its own answer. */
const DEEPEST = 64;
const MOST_VALUES = 400_000;

export function open(page: Page): void {
  page.depth += 1;
  if (page.depth > DEEPEST || page.made > MOST_VALUES) throw new Declined();
}

export function close(page: Page): void {
  page.depth -= 1;
}

const FEW = 12;

/** Whether a key stands twice: that is a fault, whose place the syntax tree knows. */
export function sameKeys(entries: readonly Entry[]): boolean {
  if (entries.length > FEW) return new Set(entries.map(({ key }) => key)).size < entries.length;
  for (let index = 1; index < entries.length; index += 1) {
    for (let before = 0; before < index; before += 1) {
      if (entries[index]?.key === entries[before]?.key) return true;
    }
  }
  return false;
}

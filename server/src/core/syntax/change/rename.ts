/** Gives a key of a mapping another name. */
import { isMap, isScalar } from "yaml";
import type { Path } from "../../value/path.ts";
import { keyText } from "../plain.ts";
import { type Draft, type Page, replace } from "./page.ts";
import { scalarText } from "./quote.ts";
import { quoteOf } from "./set.ts";
import { follow, keyIn, surroundings } from "./trail.ts";
import { type Written, writtenScalar } from "./written.ts";

export function renameDraft(page: Page, path: Path, name: string): Draft | undefined {
  const { slot, rest } = follow(page.tree, path);
  if (!slot || slot.merged || rest.length > 0 || !isMap(slot.container)) return undefined;
  const { container, index } = slot;
  if (container.items.some((pair) => keyText(pair) === name)) return undefined;
  const key = keyIn(slot);
  const around = page.tree.root ? surroundings(page.tree.root, container) : undefined;
  const quote = key && isScalar(key) ? quoteOf(key, page.tree.root ?? undefined) : undefined;
  if (!key?.range || !around || !quote) return undefined;
  const context = around.flow || container.flow === true ? "flow" : "block";
  return {
    edits: [replace(key.range[0], key.range[1], scalarText(name, quote, context))],
    revision: { node: container, become: (before) => renamed(before, index, name) },
  };
}

function renamed(before: Written, index: number, name: string): Written {
  const pair = before.kind === "mapping" ? before.pairs[index] : undefined;
  if (before.kind !== "mapping" || pair?.key.kind !== "scalar") return before;
  return { ...before, pairs: before.pairs.with(index, { ...pair, key: writtenScalar(name, pair.key) }) };
}

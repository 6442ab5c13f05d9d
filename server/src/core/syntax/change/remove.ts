/**
 * Takes a key with its value, or an item, away: with its lines and the comment at the end of its line. Comments above it
 * stay, since they may speak of more than it. A collection that loses its last entry stays as `{}` or `[]`.
 */
import { isMap } from "yaml";
import type { TextEdit } from "../../text/edits.ts";
import type { Path } from "../../value/path.ts";
import { commaAfter } from "./flow.ts";
import {
  afterBlanks,
  columnOf,
  contentEnd,
  isFlow,
  lineEnd,
  lineStart,
  nextLine,
  opensLine,
} from "./layout.ts";
import { type Draft, insertAt, type Page, replace } from "./page.ts";
import { type Collection, follow, keyIn, type Slot, surroundings, writtenIn } from "./trail.ts";
import type { Written } from "./written.ts";

export function removeDraft(page: Page, path: Path): Draft | undefined {
  const { slot, rest } = follow(page.tree, path);
  if (!slot || slot.merged || rest.length > 0) return undefined;
  const edits = isFlow(slot.container) ? removeFromFlow(page, slot) : removeFromBlock(page, slot);
  return (
    edits && { edits, revision: { node: slot.container, become: (before) => without(before, slot.index) } }
  );
}

function without(before: Written, index: number): Written {
  if (before.kind === "mapping") return { ...before, pairs: before.pairs.toSpliced(index, 1) };
  return before.kind === "sequence" ? { ...before, items: before.items.toSpliced(index, 1) } : before;
}

interface Extent {
  readonly start: number;
  /** Behind the last character of the content. */
  readonly end: number;
}

/** From the key or dash to the end of the value. */
function extentOf(page: Page, slot: Slot): Extent | undefined {
  const value = writtenIn(slot);
  const key = keyIn(slot);
  const end = value ? contentEnd(value) : key?.range?.[1];
  const start =
    isMap(slot.container) || isFlow(slot.container) ? (key ?? value)?.range?.[0] : dashOf(page, slot);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The dashes of one sequence stand in one column, each the first on its line, save perhaps the first. */
function dashOf(page: Page, { container, index }: Slot): number | undefined {
  const first = container.range?.[0];
  const value = writtenIn({ container, index, merged: false })?.range?.[0];
  if (first === undefined || value === undefined) return undefined;
  if (index === 0) return first;
  const column = columnOf(page.text, first);
  for (let start = lineStart(page.text, value); start > first; start = lineStart(page.text, start - 1)) {
    if (page.text[start + column] === "-" && opensLine(page.text, start + column)) return start + column;
  }
  return undefined;
}

function removeFromBlock(page: Page, slot: Slot): readonly TextEdit[] | undefined {
  const extent = extentOf(page, slot);
  if (!extent) return undefined;
  if (slot.container.items.length === 1) return empty(page, slot.container, extent);
  return [removeLines(page.text, extent)];
}

/** Whole lines; of an entry that shares its first line with a dash before it, all up to the next entry. */
function removeLines(text: string, { start, end }: Extent): TextEdit {
  const next = text[end - 1] === "\n" ? end : nextLine(text, end);
  if (opensLine(text, start)) return replace(lineStart(text, start), next, "");
  return replace(start, afterBlanks(text, next), "");
}

/** Leaves `{}` or `[]` where the collection was: after the key above it, or in its own place after a dash. */
function empty(page: Page, container: Collection, extent: Extent): readonly TextEdit[] | undefined {
  const bare = isMap(container) ? "{}" : "[]";
  const { text } = page;
  if (!opensLine(text, extent.start)) {
    const isBlockScalar = text[extent.end - 1] === "\n";
    return [replace(extent.start, isBlockScalar ? lineEnd(text, extent.end - 1) : extent.end, bare)];
  }
  const owner = page.tree.root ? surroundings(page.tree.root, container)?.slot : undefined;
  const place = owner && behindHead(page, owner);
  return place === undefined ? undefined : [insertAt(place, ` ${bare}`), removeLines(text, extent)];
}

/** Behind the colon or dash and any anchor or tag, before a comment. */
function behindHead(page: Page, owner: Slot): number | undefined {
  const start = isMap(owner.container) ? keyIn(owner)?.range?.[1] : dashOf(page, owner);
  if (start === undefined) return undefined;
  const head = /^[ \t]*[:-](?:[ \t]+[&!][^\s]*)*/.exec(page.text.slice(start, lineEnd(page.text, start)));
  return head ? start + head[0].length : undefined;
}

function removeFromFlow(page: Page, slot: Slot): readonly TextEdit[] | undefined {
  const extent = extentOf(page, slot);
  if (!extent) return undefined;
  const { text } = page;
  const { container, index } = slot;
  const comma = commaAfter(text, extent.end);
  if (comma !== undefined && index < container.items.length - 1) {
    return [replace(extent.start, behindEntry(text, extent.start, comma), "")];
  }
  const previous = index > 0 ? extentOf(page, { ...slot, index: index - 1 }) : undefined;
  if (previous && !text.slice(previous.end, extent.start).includes("#")) {
    return [replace(previous.end, extent.end, "")];
  }
  if (previous || !container.range) return [replace(extent.start, comma ?? extent.end, "")];
  const inside = { start: container.range[0] + 1, end: container.range[1] - 1 };
  const isBare = !text.slice(inside.start, inside.end).includes("#");
  return [isBare ? replace(inside.start, inside.end, "") : replace(extent.start, comma ?? extent.end, "")];
}

/** Up to the next entry; a comment at the end of the line goes along only if the entry had the line for itself. */
function behindEntry(text: string, start: number, comma: number): number {
  const after = afterBlanks(text, comma);
  const alone = opensLine(text, start);
  const end = lineEnd(text, after);
  if (after === end || (text[after] === "#" && alone)) return afterBlanks(text, nextLine(text, after));
  return after;
}

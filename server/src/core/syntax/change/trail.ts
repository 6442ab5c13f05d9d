/** Path → the pairs and items of a syntax tree that lead there, as they are written: what a change must touch. */
import { isMap, isNode, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { Path } from "../../value/path.ts";
import { behindAlias } from "../locate.ts";
import type { Tree } from "../parse.ts";
import { isMerge, keyText } from "../plain.ts";

export type Collection = YAMLMap | YAMLSeq;

/** A pair of a mapping or an item of a sequence. */
export interface Slot {
  readonly container: Collection;
  readonly index: number;
  /** Reached through a merge key: it belongs to another mapping. */
  readonly merged: boolean;
}

export interface Trail {
  /** The last slot that is written; undefined for the document's root. */
  readonly slot: Slot | undefined;
  /** What stands there, behind any alias. */
  readonly node: Node | undefined;
  /** The part of the path that is not written. */
  readonly rest: Path;
}

export function follow(tree: Tree, path: Path): Trail {
  let trail: Trail = { slot: undefined, node: tree.root ?? undefined, rest: [] };
  for (const [depth, step] of path.entries()) {
    const slot = slotIn(tree, trail.node, step);
    if (!slot) return { ...trail, rest: path.slice(depth) };
    trail = { slot, node: behindAlias(tree, writtenIn(slot)), rest: [] };
  }
  return trail;
}

/** The value in a slot, as written: possibly an alias, possibly nothing. */
export function writtenIn({ container, index }: Slot): Node | undefined {
  const item = container.items[index];
  const value = isMap(container) ? pairAt(container, index)?.value : item;
  return isNode(value) ? value : undefined;
}

export function pairAt(map: YAMLMap, index: number): Pair | undefined {
  return map.items[index];
}

/** The key of a slot; none for an item of a sequence. */
export function keyIn({ container, index }: Slot): Node | undefined {
  const key = isMap(container) ? pairAt(container, index)?.key : undefined;
  return isNode(key) ? key : undefined;
}

function slotIn(tree: Tree, node: Node | undefined, step: string | number): Slot | undefined {
  if (isSeq(node)) {
    const written = typeof step === "number" && isNode(node.items[step]);
    return written ? { container: node, index: step, merged: false } : undefined;
  }
  if (!isMap(node)) return undefined;
  const index = node.items.findLastIndex((pair) => !isMerge(pair) && keyText(pair) === String(step));
  if (index >= 0) return { container: node, index, merged: false };
  return mergedSlot(tree, node, step);
}

function mergedSlot(tree: Tree, map: YAMLMap, step: string | number): Slot | undefined {
  for (const pair of map.items.filter(isMerge)) {
    const source = behindAlias(tree, pair.value);
    const bases = isSeq(source) ? source.items.map((item) => behindAlias(tree, item)) : [source];
    for (const base of bases) {
      const slot = isMap(base) ? slotIn(tree, base, step) : undefined;
      if (slot) return { ...slot, merged: true };
    }
  }
  return undefined;
}

/** Where a node is written: its slot, and whether it stands inside flow style. */
export interface Surroundings {
  readonly slot: Slot | undefined;
  readonly flow: boolean;
}

export function surroundings(root: Node, node: Node): Surroundings | undefined {
  return search(root, node, { slot: undefined, flow: false });
}

function search(at: Node, wanted: Node, around: Surroundings): Surroundings | undefined {
  if (at === wanted) return around;
  if (!isMap(at) && !isSeq(at)) return undefined;
  const flow = around.flow || at.flow === true;
  for (const index of at.items.keys()) {
    const slot: Slot = { container: at, index, merged: false };
    const value = writtenIn(slot);
    const found = value && holdsSpanOf(value, wanted) && search(value, wanted, { slot, flow });
    if (found) return found;
  }
  return undefined;
}

function holdsSpanOf(node: Node, wanted: Node): boolean {
  if (!node.range || !wanted.range) return false;
  return node.range[0] <= wanted.range[0] && wanted.range[1] <= node.range[2];
}

/** Path → span in a document's syntax tree, and back: the one place where facts meet positions. */
import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Span } from "../text/lines.ts";
import type { Path } from "../value/path.ts";
import type { Tree } from "./parse.ts";
import { isMerge, keyText } from "./plain.ts";

export type Part = "key" | "value" | "item";

/** What stands at a path: the pair or list item, behind any alias. */
interface Place {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Offsets in the document; undefined only for an empty document. */
export function locate(tree: Tree, path: Path, part: Part): Span | undefined {
  const place = placeAt(tree, path);
  if (place) return spanOf(place, part);
  return path.length === 0 ? undefined : missing(tree, path);
}

/** What is written at a path, behind any alias. */
export function nodeAt(tree: Tree, path: Path): Node | undefined {
  return placeAt(tree, path)?.value;
}

/** Whether something is written at a path. */
export function exists(tree: Tree, path: Path): boolean {
  return placeAt(tree, path) !== undefined;
}

/** A missing field sits on its list item's first key, or on its parent's key; a missing root field on the `kind` value. */
function missing(tree: Tree, path: Path): Span | undefined {
  const parent = path.slice(0, -1);
  if (parent.length > 0) return locate(tree, parent, typeof parent.at(-1) === "number" ? "item" : "key");
  const kind = placeAt(tree, ["kind"]);
  if (kind) return spanOf(kind, "value");
  return tree.root ? firstSpan(tree.root) : undefined;
}

function spanOf(place: Place, part: Part): Span | undefined {
  const { key, value } = place;
  if (part === "key" && key) return rangeOf(key);
  if (value && part !== "item" && (isScalar(value) || isFlow(value)) && !isEmpty(value))
    return rangeOf(value);
  if (key) return rangeOf(key);
  return value ? firstSpan(value) : undefined;
}

/** A scalar itself; of a collection its first key or item. */
function firstSpan(node: Node): Span | undefined {
  if (isMap(node)) {
    const key = node.items[0]?.key;
    return isNode(key) ? rangeOf(key) : rangeOf(node);
  }
  if (isSeq(node)) {
    const item = node.items[0];
    return isNode(item) ? firstSpan(item) : rangeOf(node);
  }
  return rangeOf(node);
}

function rangeOf(node: Node): Span | undefined {
  return node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

function isFlow(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

function isEmpty(node: Node): boolean {
  return node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
}

export function behindAlias(tree: Tree, node: unknown): Node | undefined {
  if (isAlias(node)) return tree.targets.get(node);
  return isNode(node) ? node : undefined;
}

function placeAt(tree: Tree, path: Path): Place | undefined {
  let place: Place = { key: undefined, value: tree.root ?? undefined };
  for (const step of path) {
    const next = stepInto(tree, place.value, step);
    if (!next) return undefined;
    place = next;
  }
  return place;
}

function stepInto(tree: Tree, node: Node | undefined, step: string | number): Place | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined ? undefined : { key: undefined, value: behindAlias(tree, item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast((each) => !isMerge(each) && keyText(each) === String(step));
  if (pair) return { key: isNode(pair.key) ? pair.key : undefined, value: behindAlias(tree, pair.value) };
  return node.items
    .filter(isMerge)
    .reduce<Place | undefined>((found, each) => found ?? throughMerge(tree, each, step), undefined);
}

function throughMerge(tree: Tree, pair: Pair, step: string | number): Place | undefined {
  const source = behindAlias(tree, pair.value);
  const maps = isSeq(source) ? source.items.map((item) => behindAlias(tree, item)) : [source];
  for (const map of maps) {
    const place = isMap(map) ? stepInto(tree, map, step) : undefined;
    if (place) return place;
  }
  return undefined;
}

/** What stands under an offset. */
export interface Spot {
  readonly path: Path;
  readonly part: Part;
  readonly span: Span;
}

/** The deepest key, scalar or list item that holds an offset. */
export function spotAt(tree: Tree, offset: number): Spot | undefined {
  return tree.root ? spotIn(tree.root, [], offset) : undefined;
}

function spotIn(node: Node, path: Path, offset: number): Spot | undefined {
  if (isMap(node)) {
    for (const pair of node.items) {
      const spot = spotInPair(pair, [...path, keyText(pair)], offset);
      if (spot) return spot;
    }
    return undefined;
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const spot = isNode(item) && holds(item, offset) ? spotIn(item, [...path, index], offset) : undefined;
      if (spot) return spot;
    }
    return undefined;
  }
  const span = rangeOf(node);
  return span && span.start <= offset && offset <= span.end ? { path, part: "value", span } : undefined;
}

function spotInPair(pair: Pair, path: Path, offset: number): Spot | undefined {
  const span = isNode(pair.key) ? rangeOf(pair.key) : undefined;
  if (span && span.start <= offset && offset <= span.end) return { path, part: "key", span };
  return isNode(pair.value) && holds(pair.value, offset) ? spotIn(pair.value, path, offset) : undefined;
}

function holds(node: Node, offset: number): boolean {
  return (
    node.range !== undefined && node.range !== null && node.range[0] <= offset && offset <= node.range[2]
  );
}

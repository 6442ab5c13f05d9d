/** Syntax tree → plain value: aliases resolved, merge keys applied, positions left behind. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar as ScalarNode,
  type YAMLMap,
} from "yaml";
import type { Path } from "../value/path.ts";
import type { Entry, Scalar, ScalarStyle, Value } from "../value/value.ts";
import { keyOf } from "./key.ts";
import type { Tree } from "./parse.ts";

export type Plain =
  | { readonly value: Value | undefined; readonly duplicateKeys: readonly Path[] }
  | { readonly problem: string };

/** Aliases of aliases grow exponentially; a document that grows beyond this is refused, as the API server does. */
const MOST_NODES = 500_000;

interface Walk {
  readonly tree: Tree;
  readonly openEnd: number | undefined;
  readonly open: Set<Node>;
  readonly duplicateKeys: Path[];
  /** Nodes made so far. */
  made: number;
}

class Refused extends Error {}

/**
 * `openEnd`: the offset at which the text ends without a line break. A block that ends there has none either, as go-yaml reads
 * it; YAML's own libraries add one. Asked for where bytes count: objects that are built, and the hashes of their names.
 */
export function plain(tree: Tree, openEnd?: number): Plain {
  const walk: Walk = { tree, openEnd, open: new Set(), duplicateKeys: [], made: 0 };
  try {
    const value = tree.root === null ? undefined : toValue(walk, tree.root, []);
    return { value, duplicateKeys: walk.duplicateKeys };
  } catch (error) {
    if (error instanceof Refused || error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}

function toValue(walk: Walk, node: unknown, path: Path): Value {
  walk.made += 1;
  if (walk.made > MOST_NODES) throw new Refused("its aliases expand to more than 500,000 values");
  if (isAlias(node)) return aliased(walk, walk.tree.targets.get(node), path);
  if (isMap(node)) return { type: "mapping", entries: entries(walk, node, path) };
  if (isSeq(node)) {
    return {
      type: "sequence",
      items: node.items.map((item, index) => toValue(walk, item, [...path, index])),
    };
  }
  if (isScalar(node)) return endsOpen(walk, node) ? withoutLastBreak(toScalar(node)) : toScalar(node);
  return { type: "scalar", raw: "", style: "plain" };
}

function endsOpen({ openEnd }: Walk, { range, type }: ScalarNode): boolean {
  const isBlock = type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED";
  return isBlock && openEnd !== undefined && range?.[1] === openEnd;
}

function withoutLastBreak(scalar: Scalar): Scalar {
  return { ...scalar, raw: scalar.raw.replace(/\n$/, "") };
}

function aliased(walk: Walk, target: Node | undefined, path: Path): Value {
  if (!target) throw new Refused("an alias names no anchor");
  if (walk.open.has(target)) throw new Refused("an alias stands inside its own anchor");
  walk.open.add(target);
  const duplicates = walk.duplicateKeys.length;
  const value = toValue(walk, target, path);
  // A duplicate key is reported where it is written, not where it is repeated.
  walk.duplicateKeys.length = duplicates;
  walk.open.delete(target);
  return value;
}

function entries(walk: Walk, map: YAMLMap, path: Path): readonly Entry[] {
  walk.open.add(map);
  const own = new Map<string, Value>();
  const merged: Entry[] = [];
  for (const pair of map.items) {
    const key = keyText(pair);
    if (isMerge(pair)) merged.push(...mergedEntries(toValue(walk, pair.value, [...path, key])));
    else {
      if (own.has(key)) walk.duplicateKeys.push([...path, key]);
      own.set(key, toValue(walk, pair.value, [...path, key]));
    }
  }
  walk.open.delete(map);
  for (const { key, value } of merged) if (!own.has(key)) own.set(key, value);
  return [...own].map(([key, value]) => ({ key, value }));
}

/** YAML 1.1 merge keys: `<<: *base`, or a list of them of which the first wins. */
export function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === "PLAIN" && pair.key.value === "<<";
}

function mergedEntries(value: Value): readonly Entry[] {
  if (value.type === "sequence") return value.items.flatMap(mergedEntries);
  return value.type === "mapping" ? value.entries : [];
}

/** What a key says; a key that is a collection has nothing to say that a manifest could mean. */
export function keyText({ key }: Pair): string {
  return isScalar(key) ? keyOf(toScalar(key)) : "";
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_DOUBLE: "double",
  QUOTE_SINGLE: "single",
  BLOCK_FOLDED: "block",
  BLOCK_LITERAL: "block",
};

function toScalar(node: ScalarNode): Scalar {
  // The parser decodes `!!binary`; kubectl takes the bytes for text.
  if (node.value instanceof Uint8Array)
    return { type: "scalar", raw: String.fromCharCode(...node.value), style: "double" };
  const raw = typeof node.value === "string" ? node.value : (node.source ?? "");
  const style = STYLES[node.type ?? ""] ?? "plain";
  return node.tag === undefined
    ? { type: "scalar", raw, style }
    : { type: "scalar", raw, style, tag: node.tag };
}

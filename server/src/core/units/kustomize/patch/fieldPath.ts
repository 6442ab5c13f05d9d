/**
 * Field paths of `replacements` and `vars`: `spec.template.spec.containers.[name=web].image`, `data.a\.b`,
 * `metadata.annotations.[a.b/c]`, `spec.ports.0.port`, `spec.ports.*.name`. What stands behind `=` is a regular expression
 * that may fit anywhere in the value, so `[name=web]` finds `web-2`, too.
 */
import { compiled } from "./expression.ts";
import { fieldOf, isNull, type Node, type Origin, rawOf } from "./node.ts";

/** Dots separate; a backslash or brackets keep one. */
export function segmentsOf(path: string): readonly string[] {
  const segments: string[] = [];
  const parts = unescaped(path);
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? "";
    if (!part.startsWith("[") || part.endsWith("]")) {
      segments.push(part);
      continue;
    }
    const end = parts.findIndex((each, index) => index > at && each.endsWith("]"));
    const last = end < 0 ? parts.length - 1 : end;
    const bracketed = parts.slice(at, last + 1).join(".");
    segments.push(bracketed.includes("=") ? bracketed : bracketed.replace(/^[[\]]+|[[\]]+$/g, ""));
    at = last;
  }
  return segments;
}

function unescaped(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split(".")) {
    const before = parts.at(-1);
    if (before?.endsWith("\\")) parts[parts.length - 1] = `${before.slice(0, -1)}.${part}`;
    else parts.push(part);
  }
  return parts.length > 1 && parts[0] === "" ? parts.slice(1) : parts;
}

/** A place that a path leads to. */
export interface Slot {
  readonly node: Node;
  /** Made on the way, because it was not there. */
  readonly isNew: boolean;
  readonly put: (node: Node) => void;
}

/** `beyond`: the path leads into a text, which only younger versions of kustomize read as YAML. */
export type Found = readonly Slot[] | { readonly problem: string } | { readonly beyond: true };

/** What to make of fields that are missing: the type of the last one. Undefined makes none. */
export type Create = { readonly type: Node["type"]; readonly origin: Origin } | undefined;

/** All places that the path leads to. */
export function slotsAt(slot: Slot, segments: readonly string[], create: Create): Found {
  const [first, ...rest] = segments;
  if (first === undefined) return [slot];
  if (isIndex(first)) return atIndex(slot, first, rest, create);
  if (first.startsWith("[") && first.endsWith("]")) return atElement(slot, first, rest, create);
  if (first === "*") return withItems(slot, (slots) => all(slots, rest, create));
  return atField(slot, first, rest, create);
}

/** The one place that a path leads to, from the root of an object; undefined when there is none. */
export function nodeByPath(
  root: Node,
  segments: readonly string[],
): Node | undefined | { readonly problem: string } {
  let node: Node | undefined = root;
  for (const segment of segments.map((each) => each.trim()).filter((each) => each !== "")) {
    if (node === undefined || isNull(node)) return undefined;
    if (segment === "*") return { problem: "`*` has no place in the path of a source" };
    const isItem = isIndex(segment) || segment === "-" || /^\[.*\]$/.test(segment);
    if (node.type !== (isItem ? "sequence" : "mapping")) return { problem: wrongType(segment, node) };
    if (node.type === "mapping") node = node.fields.get(segment);
    else if (node.type === "sequence") node = itemAt(node.items, segment);
  }
  return node;
}

function itemAt(items: readonly Node[], segment: string): Node | undefined {
  if (segment === "-") return items.at(-1);
  if (isIndex(segment)) return items[Number(segment)];
  const pair = pairOf(segment);
  if (!pair) return undefined;
  if (pair.key === "") return items.find((item) => rawOf(item) === pair.value);
  return items.find((item) => fieldOf(item, pair.key) && rawOf(fieldOf(item, pair.key)) === pair.value);
}

function isIndex(segment: string): boolean {
  return /^\+?[0-9]+$/.test(segment);
}

function pairOf(segment: string): { readonly key: string; readonly value: string } | undefined {
  const inside = segment.slice(1, -1);
  const equals = inside.indexOf("=");
  return equals < 0 ? undefined : { key: inside.slice(0, equals), value: inside.slice(equals + 1) };
}

function all(slots: readonly Slot[], rest: readonly string[], create: Create): Found {
  const found: Slot[] = [];
  for (const slot of slots) {
    const below = slotsAt(slot, rest, create);
    if (!("length" in below)) return below;
    found.push(...below);
  }
  return found;
}

function withItems({ node }: Slot, then: (items: readonly Slot[]) => Found): Found {
  if (isNull(node)) return [];
  if (node.type !== "sequence") return { problem: wrongType("an item", node) };
  return then(node.items.map((_, index) => itemSlot(node, index, false)));
}

function itemSlot(list: Extract<Node, { type: "sequence" }>, index: number, isNew: boolean): Slot {
  return {
    get node() {
      return list.items[index] ?? list;
    },
    isNew,
    put: (node) => {
      list.items = list.items.with(index, node);
    },
  };
}

function atIndex(slot: Slot, segment: string, rest: readonly string[], create: Create): Found {
  const { node } = slot;
  const index = Number(segment);
  if (node.type !== "sequence") return { problem: wrongType(segment, node) };
  const isNew = index === node.items.length && create !== undefined;
  if (isNew) node.items = [...node.items, missing(rest, create)];
  if (index >= node.items.length)
    return { problem: `there is no item ${index}; the list has ${node.items.length}` };
  return slotsAt(itemSlot(node, index, isNew), rest, create);
}

function atElement(slot: Slot, segment: string, rest: readonly string[], create: Create): Found {
  const { node } = slot;
  const pair = pairOf(segment);
  if (!pair) return { problem: `\`${segment}\` must be \`[key=value]\`` };
  const pattern = compiled(pair.value);
  if (!pattern) return { problem: `\`${pair.value}\` is no regular expression` };
  if (isNull(node)) return [];
  if (node.type !== "sequence") return { problem: wrongType(segment, node) };
  const fits = (item: Node) => {
    const field = pair.key === "" ? item : fieldOf(item, pair.key);
    return field !== undefined && pattern.matcher(printed(field)).find();
  };
  const slots = node.items.flatMap((item, index) => (fits(item) ? [itemSlot(node, index, false)] : []));
  const found = pair.key === "" ? slots : all(slots, rest, create);
  if (!create || !("length" in found) || found.length > 0) return found;
  const value: Node = {
    type: "scalar",
    scalar: { type: "scalar", raw: pair.value, style: "plain" },
    origin: create.origin,
  };
  const element: Node =
    pair.key === ""
      ? value
      : { type: "mapping", fields: new Map([[pair.key, value]]), origin: create.origin };
  node.items = [...node.items, element];
  return fits(element)
    ? slotsAt(itemSlot(node, node.items.length - 1, false), pair.key === "" ? [] : rest, create)
    : [];
}

function atField(slot: Slot, key: string, rest: readonly string[], create: Create): Found {
  const { node } = slot;
  if (isNull(node)) return [];
  if (node.type === "scalar") return { beyond: true };
  if (node.type !== "mapping") return { problem: wrongType(key, node) };
  const isNew = !node.fields.has(key);
  if (isNew && !create) return [];
  if (isNew && create) node.fields.set(key, missing(rest, create));
  const field = node.fields.get(key) ?? node;
  const put = (next: Node) => {
    node.fields.set(key, next);
  };
  return slotsAt({ node: field, isNew, put }, rest, create);
}

/** A field on the way is a list where an item comes next. */
function missing([next]: readonly string[], { type, origin }: NonNullable<Create>): Node {
  const isList = next !== undefined && (isIndex(next) || /^\[.*\]$/.test(next));
  const made = next === undefined ? type : isList ? "sequence" : "mapping";
  if (made === "mapping") return { type: "mapping", fields: new Map(), origin };
  if (made === "sequence") return { type: "sequence", items: [], origin };
  return { type: "scalar", scalar: { type: "scalar", raw: "", style: "plain" }, origin };
}

/** A value as it is written: what is quoted is compared with its quotes. */
function printed(node: Node): string {
  if (node.type !== "scalar") return "";
  const { raw, style } = node.scalar;
  if (style === "double") return JSON.stringify(raw);
  return style === "single" ? `'${raw.replaceAll("'", "''")}'` : raw;
}

function wrongType(segment: string, node: Node): string {
  const words = { scalar: "a single value", mapping: "a mapping", sequence: "a list" };
  return `\`${segment}\` is looked for in ${words[node.type]}`;
}

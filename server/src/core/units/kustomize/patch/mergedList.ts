/**
 * Lists that are merged element by element. What the patch adds stands first, then what was there, in the old order
 * (kustomize prepends).
 */
import {
  dropElements,
  findElement,
  holdsNothing,
  ITSELF,
  type KeyValues,
  keyValues,
  putElement,
} from "./elements.ts";
import { mergedByKeys } from "./mergedByKeys.ts";
import { fieldOf, type Node, rawOf, type SequenceNode } from "./node.ts";

export interface Lists {
  readonly target: SequenceNode;
  readonly patch: SequenceNode | undefined;
  readonly keys: readonly string[];
}

/** Merges two elements that are one; undefined when nothing is left of them. */
export type MergeElements = (target: Node | undefined, patch: Node | undefined) => Node | undefined;

export function mergedList({ target, patch, keys: tags }: Lists, merge: MergeElements): SequenceNode {
  const keys = tags.length === 0 ? ITSELF : tags;
  const known = allValues([patch, target], keys);
  if (known.length === 0) return target;
  const valid = keysInUse(known, keys);
  const regular = mergedByKeys({ target, patch, keys: valid }, merge);
  if (regular) return regular;
  const all = keys.length > 1 ? unified(known) : known;
  const first: SequenceNode = { type: "sequence", items: [], origin: target.origin };
  for (const values of all) {
    const sought = { keys: valid, values: chosen(values, keys, valid) };
    const exact = withoutEmpty(sought.keys, sought.values);
    const element = merge(findElement(target, exact), patch && findElement(patch, exact));
    if (element === undefined || holdsNothing(element)) dropElements(target, sought);
    else putElement(first, sought, element);
  }
  for (const item of target.items) append(first, item, valid);
  return first;
}

/** Of every element once, those of the patch first. */
function allValues(
  lists: readonly (SequenceNode | undefined)[],
  keys: readonly string[],
): readonly KeyValues[] {
  const found = new Map<string, KeyValues>();
  for (const item of lists.flatMap((list) => list?.items ?? [])) {
    const values = keyValues(item, keys);
    const id = JSON.stringify(values);
    if (!found.has(id)) found.set(id, values);
  }
  return [...found.values()];
}

/** Elements are one when they agree in one key at least, and differ only where one says nothing. */
function unified(all: readonly KeyValues[]): readonly KeyValues[] {
  const result = [...all];
  for (const at of all.keys()) {
    const values = result[at] ?? [];
    for (const [other, against] of result.entries()) {
      const both = oneOf(values, against);
      if (both === undefined) continue;
      result[at] = both;
      result[other] = both;
    }
  }
  return result;
}

function oneOf(a: KeyValues, b: KeyValues): KeyValues | undefined {
  let agrees = false;
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) agrees = true;
    else if (a[at] !== "" && b[at] !== "") return undefined;
  }
  return agrees ? a.map((value, at) => (value === "" ? (b[at] ?? "") : value)) : undefined;
}

/** Keys for which some element has a value; all of them, when none has. */
function keysInUse(all: readonly KeyValues[], keys: readonly string[]): readonly string[] {
  const used = keys.filter((_, at) => all.some((values) => (values[at] ?? "") !== ""));
  return used.length === 0 ? keys : used;
}

function chosen(values: KeyValues, keys: readonly string[], valid: readonly string[]): KeyValues {
  return values.filter((_, at) => valid.includes(keys[at] ?? ""));
}

/** To be found, an element needs only those keys that have a value. */
function withoutEmpty(keys: readonly string[], values: KeyValues) {
  const used = keys.filter((_, at) => (values[at] ?? "") !== "");
  if (used.length === 0) return { keys, values };
  return { keys: used, values: values.filter((value) => value !== "") };
}

function append(list: SequenceNode, item: Node, keys: readonly string[]): void {
  if (keys[0] === "") {
    putElement(list, { keys, values: [rawOf(item)] }, item);
    return;
  }
  const values: string[] = [];
  for (const key of keys) {
    const field = fieldOf(item, key);
    if (field === undefined) list.items = [...list.items, item];
    else values.push(rawOf(field));
  }
  if (keys.length > 1) dropElements(list, { keys, values });
  putElement(list, { keys, values }, item);
}

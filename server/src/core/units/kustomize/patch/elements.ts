/**
 * Elements of lists that are found by their merge keys. All that looks odd here is as kustomize does it: a list is first
 * cleared of what holds nothing, a key without a value is met by any value, and a list that has an element without any of
 * the keys may lose its neighbours.
 */
import { fieldOf, isEmptyMapping, isNull, type Node, rawOf, type SequenceNode } from "./node.ts";

/** Values of the merge keys, in the order of the keys; an empty text for one that is missing. */
export type KeyValues = readonly string[];

/** The keys of a set of scalars: an element is its own key. */
export const ITSELF: readonly string[] = [""];

export interface Sought {
  readonly keys: readonly string[];
  readonly values: KeyValues;
}

export function keyValues(element: Node, keys: readonly string[]): KeyValues {
  return keys.map((key) => (key === "" ? rawOf(element) : rawOf(fieldOf(element, key))));
}

/** The first element that has all values literally. */
export function findElement(list: SequenceNode, { keys, values }: Sought): Node | undefined {
  if (keys[0] === "") return list.items.find((item) => rawOf(item) === values[0]);
  return list.items.find(
    (item) =>
      item.type === "mapping" &&
      keys.every((key, at) => item.fields.has(key) && rawOf(item.fields.get(key)) === values[at]),
  );
}

/** Puts an element in the place of those that it matches, or at the end. */
export function putElement(list: SequenceNode, sought: Sought, element: Node): void {
  const items = list.items.every(holdsSomething) ? list.items : list.items.filter(holdsSomething);
  const found = items.some((item) => matches(item, sought));
  const kept = sought.values.length === 0 ? [] : items;
  if (found) list.items = items.map((item) => (matches(item, sought) ? element : item));
  else list.items = isNull(element) ? kept : [...kept, element];
}

export function dropElements(list: SequenceNode, sought: Sought): void {
  list.items = list.items.filter(
    (item) => holdsSomething(item) && !matches(item, sought) && sought.values.length > 0,
  );
}

export function holdsNothing(item: Node): boolean {
  return isEmptyMapping(item) || isNull(item);
}

function holdsSomething(item: Node): boolean {
  return !holdsNothing(item);
}

/** An empty value is met by whatever the key has; keys beyond the values follow the one before. */
function matches(item: Node, { keys, values }: Sought): boolean {
  if (keys[0] === "") return rawOf(item) === (values[0] ?? "");
  for (let at = 0; at < values.length; at++) {
    const field = fieldOf(item, keys[at] ?? "");
    if (field === undefined || (values[at] !== "" && rawOf(field) !== values[at])) return false;
  }
  return values.length > 0;
}

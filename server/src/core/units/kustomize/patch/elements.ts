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
  const before = list.items.length;
  let found = false;
  const items: Node[] = [];
  for (let at = 0; at < before; at++) {
    const item = list.items[at];
    if (item === undefined || holdsNothing(item)) continue;
    const isMatch = matches(item, sought);
    found ||= isMatch;
    if (isMatch) items.push(element);
    else if (sought.values.length > 0) items.push(item);
  }
  if (!found && !isNull(element)) items.push(element);
  list.items = items;
}

export function dropElements(list: SequenceNode, sought: Sought): void {
  list.items = list.items.filter(
    (item) => !holdsNothing(item) && !matches(item, sought) && sought.values.length > 0,
  );
}

export function holdsNothing(item: Node): boolean {
  return isNull(item) || isEmptyMapping(item);
}

/** An empty value is met by whatever the key has; keys beyond the values follow the one before. */
function matches(item: Node, { keys, values }: Sought): boolean {
  if (keys[0] === "") return rawOf(item) === (values[0] ?? "");
  if (values.length === 0) return false;
  return values.every((value, at) => {
    const field = fieldOf(item, keys[at] ?? "");
    return field !== undefined && (value === "" || rawOf(field) === value);
  });
}

import { holdsNothing, keyValues } from "./elements.ts";
import type { Lists, MergeElements } from "./mergedList.ts";
import type { Node, SequenceNode } from "./node.ts";

/** The ordinary list, in which every element has a value for every key: merged in one go, however long it is. */
export function mergedByKeys({ target, patch, keys }: Lists, merge: MergeElements): SequenceNode | undefined {
  const [ours, theirs] = [entriesOf(target, keys), patch ? entriesOf(patch, keys) : []];
  if (!ours || !theirs) return undefined;
  const [first, other] = [firstByKey(ours), firstByKey(theirs)];
  const result = new Map<string, Node>();
  const gone = new Set<string>();
  for (const key of new Set([...theirs, ...ours].map((entry) => entry.key))) {
    const element = merge(first.get(key), other.get(key));
    if (element === undefined || holdsNothing(element)) gone.add(key);
    else result.set(key, element);
  }
  for (const { key, item } of ours) {
    if (gone.has(key)) continue;
    // With several keys kustomize takes an element out before it puts it in: what was there stands last.
    if (keys.length > 1) result.delete(key);
    result.set(key, item);
  }
  return { type: "sequence", items: [...result.values()], origin: target.origin };
}

interface KeyedItem {
  readonly key: string;
  readonly item: Node;
}

/** Undefined when an element lacks a key. */
function entriesOf({ items }: SequenceNode, keys: readonly string[]): readonly KeyedItem[] | undefined {
  const entries: KeyedItem[] = [];
  for (const item of items) {
    const values = keyValues(item, keys);
    if (holdsNothing(item) || values.some((value) => value === "")) return undefined;
    entries.push({ key: JSON.stringify(values), item });
  }
  return entries;
}

function firstByKey(entries: readonly KeyedItem[]): ReadonlyMap<string, Node> {
  return new Map(entries.toReversed().map(({ key, item }) => [key, item]));
}

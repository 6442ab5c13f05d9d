/**
 * Fields of a kustomization that still work and have successors (`kustomize edit fix` moves them). What stands in each, in the
 * words of its successor; undefined where it cannot be moved as it stands.
 */
import type { PlainScalar, PlainValue } from "../value/change.ts";
import { resolve } from "../value/scalar.ts";
import { entriesOf, itemsOf, member, type Value } from "../value/value.ts";

export interface DeprecatedField {
  readonly field: string;
  /** What to write instead; none for `vars`, which is replaced by thinking (`replacements`). */
  readonly successor?: { readonly field: string; readonly items: readonly PlainValue[] };
  /** The successor has the same shape, and is not there yet: the key alone changes. */
  readonly isRename: boolean;
}

const SUCCESSORS: Readonly<Record<string, string>> = {
  bases: "resources",
  commonLabels: "labels",
  patchesStrategicMerge: "patches",
  patchesJson6902: "patches",
  imageTags: "images",
};

export function deprecatedFields(root: Value): readonly DeprecatedField[] {
  return entriesOf(root).flatMap(({ key, value }) => {
    if (isEmpty(value)) return [];
    if (key === "vars") return [{ field: key, isRename: false }];
    const field = Object.hasOwn(SUCCESSORS, key) ? SUCCESSORS[key] : undefined;
    if (field === undefined) return [];
    const isFree = member(root, field) === undefined;
    const isAlike = key === "bases" || key === "patchesJson6902" || key === "imageTags";
    const items = itemsFor(key, value);
    return [{ field: key, isRename: isFree && isAlike, ...(items ? { successor: { field, items } } : {}) }];
  });
}

function isEmpty(value: Value): boolean {
  if (value.type === "scalar") return true;
  return (value.type === "mapping" ? value.entries : value.items).length === 0;
}

function itemsFor(field: string, value: Value): readonly PlainValue[] | undefined {
  if (field === "commonLabels") {
    const pairs = plainOf(value);
    return pairs === undefined ? undefined : [{ pairs, includeSelectors: true }];
  }
  const items = itemsOf(value).map((item) =>
    field === "patchesStrategicMerge" ? patchOf(item) : plainOf(item),
  );
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** A file, or a patch as it stands. */
function patchOf(item: Value): PlainValue | undefined {
  const text = plainOf(item);
  if (typeof text !== "string") return undefined;
  return text.includes("\n") || text.includes(": ") ? { patch: text } : { path: text };
}

function plainOf(value: Value): PlainValue | undefined {
  if (value.type === "scalar") return scalarOf(resolve(value));
  if (value.type === "sequence") {
    const items = value.items.map(plainOf).filter((item) => item !== undefined);
    return items.length === value.items.length ? items : undefined;
  }
  const entries = value.entries.flatMap(({ key, value: field }) => {
    const plain = plainOf(field);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return entries.length === value.entries.length ? Object.fromEntries(entries) : undefined;
}

function scalarOf(resolved: ReturnType<typeof resolve>): PlainScalar | undefined {
  return resolved === null ? undefined : resolved;
}

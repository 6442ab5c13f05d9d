/** A kustomization while it is built: what it says, with the places to point at, and what it reads. */
import type { Reader } from "../../../query/query.ts";
import type { DocId } from "../../../resources/identity.ts";
import type { FileId } from "../../../value/file.ts";
import { itemsOf, type Mapping, member, type Value } from "../../../value/value.ts";
import type { Detail } from "./files.ts";
import type { At } from "./object.ts";
import { below, type Report } from "./report.ts";
import { isNull, rawOf } from "./values.ts";

export interface Target {
  readonly db: Reader;
  readonly file: FileId;
  /** Its fields; `bases` and `imageTags` under their present names are read by whoever reads those. */
  readonly value: Mapping;
  /** Its root, to point below. */
  readonly at: At;
  readonly report: Report;
  readonly detail: Detail;
  /** How many components it lies in. */
  readonly depth: number;
}

export interface Item {
  readonly value: Value;
  readonly at: At;
}

export function rootAt(document: DocId): At {
  return { document, path: [] };
}

/** The items of a sequence below a value, each with its place. */
export function itemsAt(value: Value, at: At, key: string): readonly Item[] {
  return itemsOf(member(value, key)).map((item, index) => ({ value: item, at: below(at, key, index) }));
}

/** A field with its place; undefined when it is absent or null. */
export function fieldAt({ value, at }: Item, key: string): Item | undefined {
  const field = member(value, key);
  return field === undefined || isNull(field) ? undefined : { value: field, at: below(at, key) };
}

export function textAt(item: Item, key: string): string {
  return isNull(member(item.value, key)) ? "" : rawOf(member(item.value, key));
}

export function isTrue(value: Value | undefined): boolean {
  return value?.type === "scalar" && value.style === "plain" && /^(true|yes|on|y)$/i.test(value.raw);
}

/** Texts of a mapping, each with its place, sorted by key as kustomize goes through them. */
export function pairsAt(
  item: Item | undefined,
): readonly { readonly key: string; readonly value: string; readonly at: At }[] {
  if (item?.value.type !== "mapping") return [];
  return item.value.entries
    .flatMap(({ key, value }) =>
      value.type === "scalar" ? [{ key, value: value.raw, at: below(item.at, key) }] : [],
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

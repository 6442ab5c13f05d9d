/**
 * What may be done to a resource, addressed like a finding: by resource and path, never by position. Rules say it; syntax
 * renders it into text edits that keep comments, quotes, indentation and flow style.
 */
import type { Path } from "./path.ts";

export type PlainScalar = string | number | boolean;

export type PlainValue = PlainScalar | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/**
 * A change to the scalars and collections of one document; paths begin at the resource's root. Of several changes each path
 * is that of the resource as it was before all of them; what one adds, a later one may address.
 */
export type FieldChange =
  /** Replaces the scalar at a path; what is missing of the path is made. */
  | { readonly type: "set"; readonly path: Path; readonly value: PlainScalar }
  /**
   * Adds to what stands at a path: an item to a sequence; keys to a mapping, when `value` is a mapping. Where nothing
   * stands yet, a sequence is made of `value` (of its items, when it is a sequence itself).
   */
  | { readonly type: "insert"; readonly path: Path; readonly value: PlainValue }
  /** Takes a key with its value, or an item, away. A collection that loses its last one stays, empty. */
  | { readonly type: "remove"; readonly path: Path }
  /** Renames the last key of the path. */
  | { readonly type: "rename"; readonly path: Path; readonly key: string }
  /** Adds a comment line above the line of the path's key or value. */
  | {
      readonly type: "comment";
      readonly path: Path;
      readonly part: "key" | "value" | "item";
      readonly text: string;
    };

/** Adds a document after another one of the same file. */
export interface NewDocument {
  readonly type: "createDocument";
  readonly value: PlainValue;
}

/** A change and the resource it is made to; the id is a DocId. */
export type Change =
  | (FieldChange & { readonly id: string })
  | (NewDocument & {
      /** The resource that the new document follows. */
      readonly after: string;
    });

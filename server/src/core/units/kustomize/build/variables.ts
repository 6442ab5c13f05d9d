/** `vars`: gathered with the objects whose fields they stand for, and put in when everything has its last name. */
import type { BuiltObject } from "./object.ts";
import { type Item, itemsAt, type Target } from "./target.ts";

export interface Variable {
  readonly item: Item;
}

/** A kustomization's own variables join those of what it is built on. */
export function variablesIn(
  { value, at }: Target,
  objects: readonly BuiltObject[],
  variables: readonly Variable[],
): { readonly objects: readonly BuiltObject[]; readonly variables: readonly Variable[] } {
  return { objects, variables: [...variables, ...itemsAt(value, at, "vars").map((item) => ({ item }))] };
}

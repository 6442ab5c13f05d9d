/** What stands in an entry of a kustomization, as kustomize's own decoder would take it. */
import type { Path } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import { member, type Value } from "../../../value/value.ts";
import type { PatchFault } from "./patched.ts";

/** A text; undefined when none is written, a fault when something else is. */
export function textAt(value: Value | undefined, key: string, at: Path): string | undefined | PatchFault {
  const field = member(value, key);
  if (field === undefined) return undefined;
  const resolved = field.type === "scalar" ? resolve(field) : 0;
  if (resolved === null) return undefined;
  return typeof resolved === "string" ? resolved : { fault: `\`${key}\` must be a text`, path: [...at, key] };
}

export function integerAt(value: Value | undefined, key: string, at: Path): number | undefined | PatchFault {
  const field = member(value, key);
  if (field === undefined) return undefined;
  const resolved = field.type === "scalar" ? resolve(field) : "";
  if (resolved === null) return undefined;
  return typeof resolved === "number" && Number.isInteger(resolved)
    ? resolved
    : { fault: `\`${key}\` must be a whole number`, path: [...at, key] };
}

export function booleanAt(value: Value | undefined, key: string, at: Path): boolean | undefined | PatchFault {
  const field = member(value, key);
  if (field === undefined) return undefined;
  const resolved = field.type === "scalar" ? resolve(field) : "";
  if (resolved === null) return undefined;
  return typeof resolved === "boolean"
    ? resolved
    : { fault: `\`${key}\` must be true or false`, path: [...at, key] };
}

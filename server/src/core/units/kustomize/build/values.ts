/** Plain values changed without changing them: what a transformer sets, everything else shared with the value before. */
import type { Path } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import { type Mapping, member, type Scalar, type Value } from "../../../value/value.ts";

export const emptyMapping: Mapping = { type: "mapping", entries: [] };

/** A text, written so that no reader of YAML takes it for anything else. */
export function text(raw: string): Scalar {
  const plain: Scalar = { type: "scalar", raw, style: "plain" };
  if (raw.includes("\n")) return { ...plain, style: "block" };
  const isWord = /^[A-Za-z0-9_/][A-Za-z0-9_./@+:-]*$/.test(raw) && !raw.endsWith(":");
  return isWord && resolve(plain) === raw ? plain : { ...plain, style: "double" };
}

export function mapping(entries: Readonly<Record<string, Value>>): Mapping {
  return { type: "mapping", entries: Object.entries(entries).map(([key, value]) => ({ key, value })) };
}

export function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.type === "scalar" && resolve(value) === null);
}

/** Whether a text stands there already, and as a text: then whoever sets it changes nothing. */
export function isText(value: Value | undefined, raw: string): boolean {
  return value?.type === "scalar" && resolve(value) === raw;
}

/** The text of a scalar as kustomize takes it from the node: as written, whatever its type; empty where there is none. */
export function rawOf(value: Value | undefined): string {
  return value?.type === "scalar" ? value.raw : "";
}

/** A key's value replaced where it stands, or added at the end. */
export function withEntry(target: Mapping, key: string, value: Value): Mapping {
  const index = target.entries.findLastIndex((entry) => entry.key === key);
  const entry = { key, value };
  const entries = index < 0 ? [...target.entries, entry] : target.entries.with(index, entry);
  return { type: "mapping", entries };
}

export function withoutEntry(target: Mapping, key: string): Mapping {
  return { type: "mapping", entries: target.entries.filter((entry) => entry.key !== key) };
}

/** The value at keys replaced; mappings on the way are made. */
export function withMember(target: Mapping, keys: readonly string[], value: Value): Mapping {
  const [key, ...rest] = keys;
  if (key === undefined) return target;
  if (rest.length === 0) return withEntry(target, key, value);
  const below = member(target, key);
  return withEntry(target, key, withMember(below?.type === "mapping" ? below : emptyMapping, rest, value));
}

/** The value at a path of keys and indexes. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>(
    (at, step) =>
      typeof step === "number" ? (at?.type === "sequence" ? at.items[step] : undefined) : member(at, step),
    value,
  );
}

/** What is written in one place, and the world around it: what "here" lines are made of. */
import type { Net } from "../../../network/net.ts";
import type { Reader } from "../../../query/query.ts";
import type { Resource } from "../../../resources/resource.ts";
import type { Path } from "../../../value/path.ts";
import { resolve } from "../../../value/scalar.ts";
import type { Value } from "../../../value/value.ts";

export interface Field<R extends Resource = Resource> {
  readonly db: Reader;
  readonly net: Net;
  readonly resource: R;
  /** In the resource. */
  readonly path: Path;
  /** As a pattern of card texts: `spec.ports[].appProtocol`. */
  readonly pattern: string;
  /** The resource as it is written. */
  readonly document: Value | undefined;
}

/** What a field means in this very manifest, in Markdown; nothing where that cannot be told. */
export type Here<R extends Resource = Resource> = (field: Field<R>) => readonly string[];

export type HereTable<R extends Resource = Resource> = Readonly<Record<string, Here<R>>>;

/** What is written at a path of the resource. */
export function valueAt(document: Value | undefined, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((value, step) => {
    if (value?.type === "sequence") return typeof step === "number" ? value.items[step] : undefined;
    return value?.type === "mapping"
      ? value.entries.findLast(({ key }) => key === String(step))?.value
      : undefined;
  }, document);
}

/** A scalar as Kubernetes reads it, as text; undefined for anything else. */
export function writtenText(value: Value | undefined): string | undefined {
  if (value?.type !== "scalar") return undefined;
  const resolved = resolve(value);
  return resolved === null ? undefined : String(resolved);
}

/** A table's own entry: names such as `constructor` are none. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

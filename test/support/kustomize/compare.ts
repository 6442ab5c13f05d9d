/** Two lists of objects as values: the first things in which they differ. */
import { isDeepStrictEqual } from "node:util";
import { resolve } from "../../../server/src/core/value/scalar.ts";
import type { Value } from "../../../server/src/core/value/value.ts";

export function toJson(value: Value): unknown {
  if (value.type === "scalar") return resolve(value);
  if (value.type === "sequence") return value.items.map(toJson);
  return Object.fromEntries(value.entries.map(({ key, value: each }) => [key, toJson(each)]));
}

export function nameOf(object: unknown): string {
  const field = (value: unknown, key: string): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  const metadata = field(object, "metadata");
  const namespace = field(metadata, "namespace");
  const prefix = namespace === undefined ? "" : `${namespace}/`;
  return `${field(object, "apiVersion")} ${field(object, "kind")} ${prefix}${field(metadata, "name")}`;
}

/** One line a difference; none for equals. */
export function differences(ours: readonly unknown[], theirs: readonly unknown[]): readonly string[] {
  const [mine, their] = [ours.map(nameOf), theirs.map(nameOf)];
  const missing = their.filter((name) => !mine.includes(name)).map((name) => `missing: ${name}`);
  const extra = mine.filter((name) => !their.includes(name)).map((name) => `too many: ${name}`);
  const changed = theirs.flatMap((object, index) => {
    const own = ours[mine.indexOf(their[index] ?? "")];
    return own === undefined ? [] : unequal(own, object).map((each) => `${their[index]}: ${each}`);
  });
  const found = [...missing, ...extra, ...changed];
  const isOrdered = isDeepStrictEqual(mine, their);
  return found.length > 0 || isOrdered ? found : [`order: ${mine.join(", ")}; not ${their.join(", ")}`];
}

function unequal(a: unknown, b: unknown, path = ""): readonly string[] {
  if (isDeepStrictEqual(a, b)) return [];
  const bothObjects = [a, b].every((each) => typeof each === "object" && each !== null);
  if (!bothObjects || Array.isArray(a) !== Array.isArray(b))
    return [`${path} is ${JSON.stringify(a)}, not ${JSON.stringify(b)}`];
  const [mine, their] = [Object.entries(a ?? {}), Object.entries(b ?? {})];
  const keys = new Set([...mine, ...their].map(([key]) => key));
  return [...keys].flatMap((key) =>
    unequal(Reflect.get(Object(a), key), Reflect.get(Object(b), key), `${path}.${key}`),
  );
}

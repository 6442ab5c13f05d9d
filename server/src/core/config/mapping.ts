/** Shapes of mappings: one with known keys, and one whose keys are data. */
import type { Entry, Value } from "../value/value.ts";
import { nearest } from "./nearest.ts";
import { type Context, type JsonSchema, refuse, type Shape } from "./shape.ts";

type Shapes = Readonly<Record<string, Shape<unknown>>>;

type Fields<F extends Shapes> = { readonly [K in keyof F]?: F[K] extends Shape<infer T> ? T : never };

export interface MappingOptions<F> {
  readonly description: string;
  readonly required?: readonly (keyof F & string)[];
  /** At least one of these must be there. */
  readonly someOf?: readonly (keyof F & string)[];
}

/** A mapping with known keys. One that lacks a required key is not read at all. */
export function mapping<F extends Shapes>(fields: F, options: MappingOptions<F>): Shape<Fields<F>> {
  const { required = [], someOf = [] } = options;
  return {
    schema: mappingSchema(fields, options.description, required, someOf),
    read(value, path, context) {
      if (value.type !== "mapping")
        return refuse(context, path, `must be a mapping with ${listed(Object.keys(fields))}`);
      const found: Record<string, unknown> = {};
      for (const { key, value: each } of lastOfEach(value.entries)) {
        const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (!shape) unknownKey(context, [...path, key], key, Object.keys(fields));
        const read = shape?.read(each, [...path, key], context);
        if (read !== undefined) found[key] = read;
      }
      const lacking = required.filter((key) => !hasKey(value, key));
      if (lacking.length > 0) return refuse(context, path, `\`${lacking.join("`, `")}\` is missing`);
      if (required.some((key) => found[key] === undefined)) return undefined;
      if (someOf.length > 0 && !someOf.some((key) => hasKey(value, key)))
        return refuse(context, path, `needs one of ${listed(someOf)}`);
      // The one place where parsed YAML becomes settings: every field was read by the shape of its own key.
      return found as Fields<F>;
    },
  };
}

function mappingSchema(
  fields: Shapes,
  description: string,
  required: readonly string[],
  someOf: readonly string[],
): JsonSchema {
  return {
    description,
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema])),
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    ...(someOf.length > 0 ? { anyOf: someOf.map((key) => ({ required: [key] })) } : {}),
  };
}

export interface TableOptions {
  readonly description: string;
  readonly keyPattern: RegExp;
  /** What a key must be, as in `must be …`. */
  readonly key: string;
  /** What is wrong with a key that has the right form. */
  complaint(key: string, context: Context): string | undefined;
}

/** A mapping whose keys are data. */
export function table<T>(item: Shape<T>, options: TableOptions): Shape<Readonly<Record<string, T>>> {
  const { description, keyPattern, key: expected, complaint } = options;
  return {
    schema: {
      description,
      type: "object",
      propertyNames: { pattern: keyPattern.source },
      additionalProperties: item.schema,
    },
    read(value, path, context) {
      if (value.type !== "mapping")
        return refuse(context, path, `must be a mapping of ${expected} to a value`);
      const read = lastOfEach(value.entries).flatMap(({ key, value: each }) => {
        const wrong = keyPattern.test(key) ? complaint(key, context) : `must be ${expected}`;
        if (wrong !== undefined) context.problems.push({ path: [...path, key], part: "key", message: wrong });
        const found = item.read(each, [...path, key], context);
        return found === undefined || wrong !== undefined ? [] : [[key, found] as const];
      });
      return Object.fromEntries(read);
    },
  };
}

function lastOfEach(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

function hasKey(value: Value, key: string): boolean {
  return value.type === "mapping" && value.entries.some((entry) => entry.key === key);
}

function unknownKey(
  context: Context,
  path: readonly (string | number)[],
  key: string,
  known: readonly string[],
): void {
  const meant = nearest(key, known);
  const hint = meant === undefined ? `; known here: ${known.join(", ")}` : `; did you mean \`${meant}\`?`;
  context.problems.push({ path, part: "key", message: `\`${key}\` is no key of this mapping${hint}` });
}

function listed(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(", ");
}

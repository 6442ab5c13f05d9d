/**
 * Shapes of configuration: one description that both reads a value and says, as JSON Schema (draft-07), which values it
 * reads. What is wrong is noted and left out; the rest counts.
 *
 * Scalars are read as YAML 1.2 and JSON Schema read them, not as Kubernetes does: `off` is a word here.
 */
import type { Path } from "../value/path.ts";
import type { Scalar, Value } from "../value/value.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";

export type JsonSchema = { readonly [key: string]: unknown };

export interface Context {
  readonly problems: Problem[];
  /** The rules that there are; undefined where nobody asks whether a rule exists. */
  readonly rules: readonly KnownRule[] | undefined;
}

export interface KnownRule {
  readonly code: string;
  readonly name: string;
}

export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Undefined when a problem was noted. */
  read(value: Value, path: Path, context: Context): T | undefined;
}

/** Notes a problem; what is wrong is as good as absent. */
export function refuse(context: Context, path: Path, message: string): undefined {
  context.problems.push({ path, part: "value", message });
  return undefined;
}

type Word = { readonly type: "text" | "number" | "other"; readonly raw: string };

function wordOf({ raw, style, tag }: Scalar): Word {
  if (style !== "plain" || tag?.endsWith("str")) return { type: "text", raw };
  if (/^(true|false|null|~|)$/i.test(raw)) return { type: "other", raw };
  return { type: /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(raw) ? "number" : "text", raw };
}

export interface TextOptions {
  readonly description: string;
  /** What is right, as in `must be …`. */
  readonly expected: string;
  readonly pattern: RegExp;
  /** For versions `1.x`: a number without quotes will do. */
  readonly orNumber?: true;
  readonly default?: string;
}

export function text(options: TextOptions): Shape<string> {
  const { description, expected, pattern, orNumber } = options;
  return {
    schema: {
      description,
      type: orNumber ? ["string", "number"] : "string",
      pattern: pattern.source,
      ...(orNumber ? { exclusiveMinimum: 1, exclusiveMaximum: 2 } : {}),
      ...(options.default === undefined ? {} : { default: options.default }),
    },
    read(value, path, context) {
      const word = value.type === "scalar" ? wordOf(value) : undefined;
      const isText = word?.type === "text" || (orNumber && word?.type === "number");
      if (word && isText && pattern.test(word.raw)) return word.raw;
      return refuse(context, path, `must be ${expected}${word ? `, not \`${word.raw}\`` : ""}`);
    },
  };
}

export function constant(description: string, number: number): Shape<number> {
  return {
    schema: { description, const: number },
    read(value, path, context) {
      const word = value.type === "scalar" ? wordOf(value) : undefined;
      if (word?.type === "number" && Number(word.raw) === number) return number;
      return refuse(context, path, `must be ${number}`);
    },
  };
}

export interface IntegerOptions {
  readonly from: number;
  readonly to: number;
  readonly default?: number;
}

export function integer(description: string, { from, to, ...rest }: IntegerOptions): Shape<number> {
  return {
    schema: { description, type: "integer", minimum: from, maximum: to, ...rest },
    read(value, path, context) {
      const word = value.type === "scalar" ? wordOf(value) : undefined;
      const number = word?.type === "number" ? Number(word.raw) : Number.NaN;
      if (Number.isInteger(number) && number >= from && number <= to) return number;
      return refuse(context, path, `must be a whole number from ${from} to ${to}`);
    },
  };
}

export function flag(description: string): Shape<boolean> {
  return {
    schema: { description, type: "boolean" },
    read(value, path, context) {
      const word = value.type === "scalar" ? wordOf(value) : undefined;
      const raw = word?.type === "other" ? word.raw.toLowerCase() : "";
      return raw === "true" || raw === "false"
        ? raw === "true"
        : refuse(context, path, "must be true or false");
    },
  };
}

export function choice<const T extends string>(description: string, values: readonly T[]): Shape<T> {
  return {
    schema: { description, type: "string", enum: values },
    read(value, path, context) {
      const word = value.type === "scalar" ? wordOf(value) : undefined;
      const found = values.find((each) => word?.type === "text" && each === word.raw);
      if (found !== undefined) return found;
      const meant = word && nearest(word.raw.toLowerCase(), values);
      const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
      return refuse(context, path, `must be one of ${values.join(", ")}${hint}`);
    },
  };
}

/** A shape with one more condition, which JSON Schema cannot say. */
export function checked<T>(
  shape: Shape<T>,
  complaint: (value: T, context: Context) => string | undefined,
): Shape<T> {
  return {
    schema: shape.schema,
    read(value, path, context) {
      const read = shape.read(value, path, context);
      const wrong = read === undefined ? undefined : complaint(read, context);
      return wrong === undefined ? read : refuse(context, path, wrong);
    },
  };
}

export interface ListOptions {
  readonly description: string;
  readonly atLeast?: number;
}

export function list<T>(item: Shape<T>, { description, atLeast = 0 }: ListOptions): Shape<readonly T[]> {
  return {
    schema: { description, type: "array", items: item.schema, ...(atLeast > 0 ? { minItems: atLeast } : {}) },
    read(value, path, context) {
      if (value.type !== "sequence") return refuse(context, path, "must be a list");
      if (value.items.length < atLeast) return refuse(context, path, "must not be empty");
      return value.items.flatMap((each, index) => {
        const read = item.read(each, [...path, index], context);
        return read === undefined ? [] : [read];
      });
    },
  };
}

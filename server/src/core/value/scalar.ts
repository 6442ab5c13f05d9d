/**
 * What a scalar means to Kubernetes: sigs.k8s.io/yaml reads YAML 1.1 (as go-yaml v2 does), then the API types decide.
 * Observed with kubectl 1.32; no YAML library follows all of it.
 */
import { type Known, known, unknown } from "./known.ts";
import type { Scalar, Value } from "./value.ts";

export type Resolved = string | number | boolean | null;

const TRUE = /^(y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(null|Null|NULL|~|)$/;
const INTEGER = /^[-+]?(0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/;
const NOT_A_NUMBER = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/** How all that is more than text begins; most scalars are told apart here. */
const MORE_THAN_TEXT = /^(?:[-+.0-9~yYnNtTfFoO]|$)/;

/** A whole number as nearly all are written. */
const PLAIN_NUMBER = /^(?:0|[1-9][0-9]{0,14})$/;

/** How every number begins. */
const NUMERIC = /^[-+.0-9]/;

/** Tags that make even a quoted scalar more than text. */
const TYPED = /^tag:yaml\.org,2002:(int|float|bool|null)$/;

/** The value of a scalar as JSON would carry it after kubectl has read the YAML. */
export function resolve({ raw, style, tag }: Scalar): Resolved {
  const isText = tag === undefined ? style !== "plain" : !TYPED.test(tag);
  if (isText || !MORE_THAN_TEXT.test(raw)) return raw;
  if (PLAIN_NUMBER.test(raw)) return Number(raw);
  if (NULL.test(raw)) return null;
  if (TRUE.test(raw)) return true;
  if (FALSE.test(raw)) return false;
  if (NOT_A_NUMBER.test(raw)) return /nan/i.test(raw) ? Number.NaN : Number.POSITIVE_INFINITY;
  return NUMERIC.test(raw) ? (numberOf(raw) ?? raw) : raw;
}

function numberOf(raw: string): number | undefined {
  const digits = raw.replaceAll("_", "");
  const sign = digits.startsWith("-") ? -1 : 1;
  const body = digits.replace(/^[-+]/, "");
  if (INTEGER.test(raw)) {
    if (/^0[0-7]+$/.test(body)) return sign * Number.parseInt(body, 8);
    const value = Number(body);
    return Number.isNaN(value) ? undefined : sign * value;
  }
  return FLOAT.test(raw) ? sign * Number(body) : undefined;
}

/** Placeholders that some tool fills in before the manifest is applied: `${X}`, `$(X)`, `<x>`, `{{ x }}`, `$X`, `__X__`. */
const PLACEHOLDER =
  /\$\{[^}]{0,200}\}|\$\([^)]{0,200}\)|<[A-Za-z][\w .-]{0,100}>|\$[A-Z_]|%[A-Z_]{1,100}%|@[A-Z_]{1,100}@|__[A-Z][A-Z0-9_]{0,100}__/;

/** A text field: numbers and booleans there are decode errors, so their text is unknown. */
export function textOf(value: Value | undefined): Known<string> | undefined {
  if (value === undefined) return undefined;
  if (value.type !== "scalar") return unknown("invalid");
  const resolved = resolve(value);
  if (resolved === null) return undefined;
  if (typeof resolved !== "string") return unknown("invalid");
  return literal(resolved);
}

/** A value of a string map, where null is the empty string. */
export function mapTextOf(value: Value): Known<string> {
  return value.type === "scalar" && resolve(value) === null ? known("") : (textOf(value) ?? known(""));
}

export function literal(text: string): Known<string> {
  if (text.includes("{{")) return unknown("template");
  return PLACEHOLDER.test(text) ? unknown("placeholder") : known(text);
}

/** A 32-bit integer field. */
export function integerOf(value: Value | undefined): Known<number> | undefined {
  if (value === undefined) return undefined;
  if (value.type !== "scalar") return unknown("invalid");
  const resolved = resolve(value);
  if (resolved === null) return undefined;
  if (typeof resolved === "string") {
    const text = literal(resolved);
    return "unknown" in text ? text : unknown("invalid");
  }
  return typeof resolved === "number" && (resolved | 0) === resolved ? known(resolved) : unknown("invalid");
}

/** An int-or-string field: a quoted number is a name. */
export function intOrTextOf(value: Value | undefined): Known<number | string> | undefined {
  if (value?.type === "scalar" && typeof resolve(value) === "number") return integerOf(value);
  return textOf(value);
}

export function booleanOf(value: Value | undefined): Known<boolean> | undefined {
  if (value === undefined) return undefined;
  if (value.type !== "scalar") return unknown("invalid");
  const resolved = resolve(value);
  if (resolved === null) return undefined;
  return typeof resolved === "boolean" ? known(resolved) : unknown("invalid");
}

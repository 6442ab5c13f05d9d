/**
 * Text put where a scalar stands, as kustomize puts it: the type stays what it was. So a number stays a number, and a text
 * stays a text even if it looks like a number now.
 */
import { resolve } from "../../../value/scalar.ts";
import type { Scalar } from "../../../value/value.ts";

export type ScalarType = "text" | "integer" | "number" | "boolean" | "null";

/** As kustomize's parser of YAML (1.2) takes it: `yes` is a text. */
export function typeOf(scalar: Scalar): ScalarType {
  const resolved = resolve(scalar);
  if (resolved === null) return "null";
  if (typeof resolved === "number")
    return /^[-+]?[0-9_]+$|^[-+]?0[box]/i.test(scalar.raw) ? "integer" : "number";
  return typeof resolved === "boolean" && /^(true|false)$/i.test(scalar.raw) ? "boolean" : "text";
}

/** Undefined when the text is none of that type, which kustomize refuses when it prints. */
export function withText(scalar: Scalar, raw: string): Scalar | undefined {
  const type = typeOf(scalar);
  if (type === "text") return textScalar(raw, scalar.style);
  const plain: Scalar = { type: "scalar", raw, style: "plain" };
  const fits = typeOf(plain) === type || (type === "number" && typeOf(plain) === "integer");
  return fits ? plain : undefined;
}

export function textScalar(raw: string, style: Scalar["style"] = "plain"): Scalar {
  const scalar: Scalar = { type: "scalar", raw, style };
  return typeOf(scalar) === "text" ? scalar : { ...scalar, style: "double" };
}

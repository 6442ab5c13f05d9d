/** Which scalars the API takes for a field of a scalar type. */
import { resolve } from "../value/scalar.ts";
import type { Scalar } from "../value/value.ts";
import type { Type } from "./structs/struct.ts";

export type ScalarType = Exclude<Type["type"], "map" | "list" | "struct" | "any">;

export function isOfType(scalar: Scalar, type: ScalarType): boolean {
  const value = resolve(scalar);
  switch (type) {
    case "string":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "int32":
      return typeof value === "number" && (value | 0) === value;
    case "int64":
      return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 63;
    case "IntOrString":
      return typeof value === "string" || (typeof value === "number" && (value | 0) === value);
  }
}

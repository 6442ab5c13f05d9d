/** Whether a value plainly has the fields and types of a struct: nearly all do, and need no closer look (decode.ts, strict.ts). */
import { resolve } from "../value/scalar.ts";
import type { Scalar, Value } from "../value/value.ts";
import { isOfType } from "./scalarType.ts";
import type { Type } from "./structs/struct.ts";
import { structs } from "./structs/structs.ts";

export function fits(value: Value, type: Type): boolean {
  if (type.type === "any" || (value.type === "scalar" && isNull(value))) return true;
  switch (type.type) {
    case "struct": {
      const fields = structs.get(type.name)?.fields;
      return (
        value.type === "mapping" &&
        value.entries.every((entry) => fitsField(entry.value, fields?.get(entry.key)))
      );
    }
    case "map":
      return value.type === "mapping" && value.entries.every((entry) => fits(entry.value, type.of));
    case "list":
      return value.type === "sequence" && value.items.every((item) => fits(item, type.of));
    default:
      return value.type === "scalar" && isOfType(value, type.type);
  }
}

/** No word for nothing is longer than `null`. */
function isNull(value: Scalar): boolean {
  return value.raw.length < 5 && resolve(value) === null;
}

function fitsField(value: Value, type: Type | undefined): boolean {
  return type !== undefined && fits(value, type);
}

/** JSON → plain value: so that the editor's settings are read like a file. */
import type { Value } from "../value/value.ts";

export function valueOfJson(json: unknown): Value {
  if (Array.isArray(json)) return { type: "sequence", items: json.map(valueOfJson) };
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).map(([key, value]) => ({ key, value: valueOfJson(value) }));
    return { type: "mapping", entries };
  }
  return { type: "scalar", raw: String(json), style: typeof json === "string" ? "double" : "plain" };
}

/** YAML text → plain value, by the `yaml` package alone: for tests that need no syntax layer. */
import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from "yaml";
import type { ScalarStyle, Value } from "../../server/src/core/value/value.ts";

export function plainOf(text: string): Value {
  return toValue(parseDocument(text, { schema: "failsafe" }).contents);
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.QUOTE_SINGLE]: "single",
  [Scalar.QUOTE_DOUBLE]: "double",
  [Scalar.BLOCK_FOLDED]: "block",
  [Scalar.BLOCK_LITERAL]: "block",
};

function toValue(node: Node | unknown): Value {
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => ({
      key: isScalar(key) ? String(key.value) : "",
      value: toValue(value),
    }));
    return { type: "mapping", entries };
  }
  if (isSeq(node)) return { type: "sequence", items: node.items.map(toValue) };
  if (!isScalar(node)) return { type: "scalar", raw: "", style: "plain" };
  return { type: "scalar", raw: String(node.value ?? ""), style: STYLES[node.type ?? ""] ?? "plain" };
}

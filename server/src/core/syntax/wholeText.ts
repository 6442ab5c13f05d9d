/** A whole value → a YAML document in block style that kubectl reads as that value. */
import { Document, isScalar, visit } from "yaml";
import { resolve } from "../value/scalar.ts";

/** Ends with a line break. `value` is JSON. */
export function wholeText(value: unknown): string {
  const document = new Document(value, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === "string" && isMistakable(node.value))
        node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0, directives: false });
}

/** Without quotes it would be a number, a truth or nothing to kubectl, or mean something in YAML itself. */
function isMistakable(text: string): boolean {
  return text === "<<" || text === "=" || resolve({ type: "scalar", raw: text, style: "plain" }) !== text;
}

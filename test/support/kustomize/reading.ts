/** A stream of YAML as values, by the product's own reading of scalars. */
import { parse } from "../../../server/src/core/syntax/parse.ts";
import { plain } from "../../../server/src/core/syntax/plain.ts";
import { split } from "../../../server/src/core/syntax/split.ts";
import { toJson } from "./compare.ts";

export function objectsIn(yaml: string): readonly unknown[] {
  return split(yaml).flatMap(({ start, end }) => {
    const parsed = parse(yaml.slice(start, end));
    if (!("tree" in parsed)) throw new Error(parsed.problem.message);
    const read = plain(parsed.tree);
    return "value" in read && read.value ? [toJson(read.value)] : [];
  });
}

import { resolve } from "../../../value/scalar.ts";
import { isNull, type Node } from "./node.ts";

/** Whether two values are one as JSON; what is not there is `null`. */
export function sameJson(a: Node | undefined, b: Node | undefined): boolean {
  const isNothing = (node: Node | undefined) => node === undefined || isNull(node);
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (a?.type === "scalar") return b?.type === "scalar" && Object.is(resolve(a.scalar), resolve(b.scalar));
  if (a?.type === "sequence")
    return (
      b?.type === "sequence" &&
      a.items.length === b.items.length &&
      a.items.every((item, at) => sameJson(item, b.items[at]))
    );
  if (a?.type !== "mapping" || b?.type !== "mapping" || a.fields.size !== b.fields.size) return false;
  return [...a.fields].every(([key, field]) => b.fields.has(key) && sameJson(field, b.fields.get(key)));
}

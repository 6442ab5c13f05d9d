/** YAML inside a text of YAML: where a field of it stands in that text. */
import { locate, type Part } from "../syntax/locate.ts";
import { parse, type Tree } from "../syntax/parse.ts";
import { split } from "../syntax/split.ts";
import type { Span } from "../text/lines.ts";
import type { At } from "../units/kustomize/build/object.ts";
import type { Value } from "../value/value.ts";

/** A stretch of the text as it is read; undefined for the whole of it. */
export function embeddedSpan(
  text: Value | undefined,
  { within = [], nth = 0 }: Pick<At, "within" | "nth">,
  part: Part,
): Span | undefined {
  if (within.length === 0 || text?.type !== "scalar") return undefined;
  const found = documentIn(text.raw, nth);
  const span = found && locate(found.tree, within, part);
  return found && span && { start: found.start + span.start, end: found.start + span.end };
}

/** Empty documents are not counted. */
function documentIn(text: string, nth: number): { readonly tree: Tree; readonly start: number } | undefined {
  let seen = 0;
  for (const { start, end } of split(text)) {
    const parsed = parse(text.slice(start, end));
    if ("tree" in parsed && !parsed.tree.root) continue;
    if (seen === nth) return "tree" in parsed ? { tree: parsed.tree, start } : undefined;
    seen += 1;
  }
  return undefined;
}

/** YAML inside a text of YAML: where a field of it stands in that text. */
import { locate, type Part } from "../syntax/locate.ts";
import { parse } from "../syntax/parse.ts";
import type { Span } from "../text/lines.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";

/** A stretch of the text as it is read; undefined for the whole of it. */
export function embeddedSpan(text: Value | undefined, path: Path, part: Part): Span | undefined {
  if (path.length === 0 || text?.type !== "scalar") return undefined;
  const parsed = parse(text.raw);
  return "tree" in parsed ? locate(parsed.tree, path, part) : undefined;
}

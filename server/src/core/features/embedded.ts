/** YAML inside a text of YAML: where a field of it stands in that text. */
import { query, type Reader } from "../query/query.ts";
import { valueOfDocument } from "../resources/resource.ts";
import { locate, type Part } from "../syntax/locate.ts";
import { type Parsed, parse } from "../syntax/parse.ts";
import { split } from "../syntax/split.ts";
import type { Span } from "../text/lines.ts";
import type { At } from "../units/kustomize/build/object.ts";
import { valueAt } from "../units/kustomize/build/values.ts";

/** A stretch of the text as it is read; undefined for the whole of it. */
export function embeddedSpan(
  db: Reader,
  { document, path, within = [], nth = 0 }: At,
  part: Part,
): Span | undefined {
  const text = within.length === 0 ? undefined : valueAt(db.get(valueOfDocument, document), path);
  if (text?.type !== "scalar") return undefined;
  const { start, parsed } = db.get(embeddedDocuments, text.raw)[nth] ?? {};
  const span = parsed && "tree" in parsed ? locate(parsed.tree, within, part) : undefined;
  return span && start !== undefined ? { start: start + span.start, end: start + span.end } : undefined;
}

interface Embedded {
  readonly start: number;
  readonly parsed: Parsed;
}

/** Many findings of one patch are asked for in a row; older texts are parsed again. */
const RECENT = 16;

/** By the text; empty documents are left out. */
const embeddedDocuments = query<readonly Embedded[]>(
  "embeddedTrees",
  (_, text) =>
    split(text).flatMap(({ start, end }) => {
      const parsed = parse(text.slice(start, end));
      return "tree" in parsed && !parsed.tree.root ? [] : [{ start, parsed }];
    }),
  { equal: () => false, keep: RECENT },
);

/** Applies changes to one document, as a quick fix would. */

import { renderChanges } from "../../server/src/core/syntax/changes.ts";
import { parse } from "../../server/src/core/syntax/parse.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import type { FieldChange, NewDocument } from "../../server/src/core/value/change.ts";

/** The text after the changes; undefined when they cannot be made. */
export function changed(
  text: string,
  ...changes: readonly (FieldChange | NewDocument)[]
): string | undefined {
  const parsed = parse(text);
  if (!("tree" in parsed))
    throw new Error(`the text before the change does not parse: ${parsed.problem.message}`);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const edits = renderChanges({ text, tree: parsed.tree, lineEnd }, changes);
  return edits && applyEdits(text, edits);
}

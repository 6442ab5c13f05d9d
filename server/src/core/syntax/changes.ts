/**
 * A change, addressed by path → edits of one document's text, keeping comments, quotes, indentation, line breaks and flow
 * style. Through an alias, the scalar of its anchor is changed. Every rendering is read again and compared before it leaves:
 * what would touch anything else, or does not parse, is no rendering. So a change that cannot be made safely has none: into
 * a block scalar for another, through a merge key, into JSON where it takes a comment.
 */
import { equal } from "../query/equal.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import type { FieldChange, NewDocument } from "../value/change.ts";
import { insertDraft } from "./change/add.ts";
import { commentDraft } from "./change/comment.ts";
import { documentEdits } from "./change/document.ts";
import { moved } from "./change/moved.ts";
import type { Draft, Page } from "./change/page.ts";
import { editsOf, type Piece, revise, wholeOf } from "./change/pieces.ts";
import { removeDraft } from "./change/remove.ts";
import { renameDraft } from "./change/rename.ts";
import { setDraft } from "./change/set.ts";
import { written } from "./change/written.ts";
import { parse, type Tree } from "./parse.ts";

export type { Page } from "./change/page.ts";

/**
 * The edits that make all changes, one after the other, in one document; undefined when any of them cannot be made.
 * Documents are added last, behind it.
 */
export function renderChanges(
  page: Page,
  changes: readonly (FieldChange | NewDocument)[],
): readonly TextEdit[] | undefined {
  let current = page;
  let pieces: readonly Piece[] = wholeOf(page.text);
  const before: FieldChange[] = [];
  for (const change of changes) {
    if (change.type === "createDocument") continue;
    const path = moved(change.path, before);
    const made = path && make(current, { ...change, path });
    if (!made) return undefined;
    before.push(change);
    pieces = backwards(made.edits).reduce(revise, pieces);
    current = { ...current, text: made.text, tree: made.tree };
  }
  const added = changes.flatMap((change) => (change.type === "createDocument" ? [change.value] : []));
  const edits = documentEdits(current, added);
  if (!edits) return undefined;
  pieces = edits.reduce(revise, pieces);
  return editsOf(pieces, page.text.length);
}

/** From the end, so that no edit moves the place of another; of two at one place the later is put in first. */
function backwards(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toReversed().toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
}

interface Made extends Omit<Page, "lineEnd"> {
  readonly edits: readonly TextEdit[];
}

function make(page: Page, change: FieldChange): Made | undefined {
  const draft = draftOf(page, change);
  if (!draft) return undefined;
  const text = applyEdits(page.text, draft.edits);
  const tree = faithful(text, page.tree, draft);
  return tree && { edits: draft.edits, text, tree };
}

/** The new text's tree, if it says what was meant. */
function faithful(text: string, before: Tree, draft: Draft): Tree | undefined {
  const parsed = parse(text);
  if (!("tree" in parsed)) return undefined;
  return equal(written(parsed.tree.root), written(before.root, draft.revision)) ? parsed.tree : undefined;
}

function draftOf(page: Page, change: FieldChange): Draft | undefined {
  switch (change.type) {
    case "set":
      return setDraft(page, change.path, change.value);
    case "insert":
      return insertDraft(page, change.path, change.value);
    case "remove":
      return removeDraft(page, change.path);
    case "rename":
      return renameDraft(page, change.path, change.key);
    case "comment":
      return commentDraft(page, change.path, change.part, change.text);
  }
}

/** Changes → edits of files: each change goes to the document that holds its resource, wherever that is. */
import type { EditInFile } from "../answers.ts";
import { type Place, placesIn, treeAt } from "../documents/facts.ts";
import type { Reader } from "../query/query.ts";
import { fileOf } from "../resources/identity.ts";
import { type Page, renderChanges } from "../syntax/changes.ts";
import { chunkKey, chunkTextOf, lineStartsOf, textOf } from "../syntax/queries.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import { offsetAt, rangeAt } from "../text/lines.ts";
import type { Change, FieldChange, NewDocument } from "../value/change.ts";
import type { FileId } from "../value/file.ts";

/** The changes to one document, in its own terms. */
interface Sheaf {
  readonly file: FileId;
  readonly place: Place;
  readonly changes: (FieldChange | NewDocument)[];
}

/** The edits that make all changes; undefined when one of them cannot be made, or its document no longer reads. */
export function editsFor(db: Reader, changes: readonly Change[]): readonly EditInFile[] | undefined {
  const sheaves = sorted(db, changes);
  if (!sheaves) return undefined;
  const files = new Map<FileId, EditInFile["edits"][number][]>();
  for (const sheaf of sheaves) {
    const edits = rendered(db, sheaf);
    if (!edits) return undefined;
    const starts = db.get(lineStartsOf, sheaf.file);
    const inFile = edits.map(({ span, text }) => ({ range: rangeAt(starts, span), text }));
    files.set(sheaf.file, [...(files.get(sheaf.file) ?? []), ...inFile]);
  }
  return [...files].map(([file, edits]) => ({ file, edits }));
}

/** A file's text after edits that were made for it as it is now. */
export function textAfter(db: Reader, { file, edits }: EditInFile): string {
  const text = db.get(textOf, file) ?? "";
  const starts = db.get(lineStartsOf, file);
  const spans = edits.map(({ range, text: inserted }) => ({
    span: { start: offsetAt(text, starts, range.start), end: offsetAt(text, starts, range.end) },
    text: inserted,
  }));
  return applyEdits(text, spans);
}

function sorted(db: Reader, changes: readonly Change[]): Iterable<Sheaf> | undefined {
  const sheaves = new Map<string, Sheaf>();
  for (const change of changes) {
    const id = change.type === "createDocument" ? change.after : change.id;
    const file = fileOf(id);
    const place = db.get(placesIn, file).get(id);
    if (!place || place.stale) return undefined;
    const key = `${place.start} ${file}`;
    const sheaf: Sheaf = sheaves.get(key) ?? { file, place, changes: [] };
    sheaf.changes.push(inDocument(change, place));
    sheaves.set(key, sheaf);
  }
  return sheaves.values();
}

/** Paths of a List's member begin where it stands in the List. */
function inDocument(change: Change, { root }: Place): FieldChange | NewDocument {
  return change.type === "createDocument" ? change : { ...change, path: [...root, ...change.path] };
}

function rendered(db: Reader, { file, place, changes }: Sheaf): readonly TextEdit[] | undefined {
  const tree = treeAt(db, file, place.hash);
  if (!tree) return undefined;
  const text = db.get(chunkTextOf, chunkKey(file, place.hash));
  const lineEnd = /\r?\n/.exec(db.get(textOf, file) ?? "")?.[0] ?? "\n";
  const page: Page = { text, tree, lineEnd };
  return renderChanges(page, changes)?.map((edit) => ({
    ...edit,
    span: { start: place.start + edit.span.start, end: place.start + edit.span.end },
  }));
}

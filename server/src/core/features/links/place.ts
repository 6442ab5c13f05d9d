/** Where a place of a document stands in its file, also inside the text of an inline patch. */
import type { Location } from "../../answers.ts";
import { locationOf } from "../../documents/locate.ts";
import type { Reader } from "../../query/query.ts";
import type { At } from "../../units/kustomize/build/object.ts";
import type { FileId } from "../../value/file.ts";
import { embeddedSpan } from "../embedded.ts";

/** None for what is gone, or stands in a file that is no manifest. */
export function locationAt(db: Reader, at: At): Location | undefined {
  const { document, path } = at;
  const span = embeddedSpan(db, at, "value");
  return locationOf(db, document, path, path.length === 0 ? "item" : "value", span);
}

const START = { line: 0, character: 0 };

export function startOf(file: FileId): Location {
  return { file, range: { start: START, end: START } };
}

/** The resource under the cursor, anywhere in its document, also while the document does not parse. */
import { placesIn } from "../documents/facts.ts";
import { spanOf, targetAt } from "../documents/locate.ts";
import type { Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { lineStartsOf, textOf } from "../syntax/queries.ts";
import { offsetAt, type Position } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";

export function resourceAt(db: Reader, file: FileId, position: Position): DocId | undefined {
  const offset = offsetAt(db.get(textOf, file) ?? "", db.get(lineStartsOf, file), position);
  const target = targetAt(db, file, offset);
  if (target) return target.id;
  const places = [...db.get(placesIn, file)];
  const start = Math.max(-1, ...places.flatMap(([, place]) => (place.start <= offset ? [place.start] : [])));
  const inDocument = places.filter(([, place]) => place.start === start);
  const [only, ...others] = inDocument;
  if (others.length === 0) return only?.[0];
  const within = inDocument.find(([id]) => {
    const span = spanOf(db, id, [], "item");
    return span !== undefined && span.start <= offset && offset <= span.end;
  });
  return within?.[0];
}

/** DocId and path → range in a file, at the last moment, when something is printed. */
import type { Location } from "../answers.ts";
import { keyOf, partsOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { locate, type Part, type Spot, spotAt } from "../syntax/locate.ts";
import { chunkKey, chunkTextOf, lineStartsOf } from "../syntax/queries.ts";
import { locateWithin } from "../syntax/within.ts";
import { rangeAt, type Span } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";
import { isWithin, type Path } from "../value/path.ts";
import { type Place, placesIn, treeAt } from "./facts.ts";

/**
 * Offsets in the file; undefined when the resource is gone, or is known from an earlier text only. `within` is a stretch of
 * a scalar's resolved text; where that cannot be told exactly, the whole scalar is meant.
 */
export function spanOf(db: Reader, id: DocId, path: Path, part: Part, within?: Span): Span | undefined {
  const file = fileOf(id);
  const place = db.get(placesIn, file).get(id);
  if (!place || place.stale) return undefined;
  const spot: Wanted = { path: [...place.root, ...path], part, within };
  const span = db.get(spanInDocument, keyOf(file, place.hash, JSON.stringify(spot)));
  return span && { start: place.start + span.start, end: place.start + span.end };
}

interface Wanted {
  readonly path: Path;
  readonly part: Part;
  readonly within: Span | undefined;
}

/**
 * Offsets in a document, by (file, hash, what is wanted as JSON). They are remembered for longer than trees are: of a file of
 * a thousand documents none is parsed again because another was edited.
 */
const spanInDocument = query<Span | undefined>(
  "spanInDocument",
  (db, key) => {
    const [file = "", hash = "", wanted = ""] = partsOf(key);
    const { path, part, within }: Wanted = JSON.parse(wanted);
    const tree = treeAt(db, file, hash);
    const exact =
      tree && within && locateWithin(tree, db.get(chunkTextOf, chunkKey(file, hash)), path, within);
    return exact ?? (tree && locate(tree, path, part));
  },
  { fixed: true },
);

export function locationOf(
  db: Reader,
  id: DocId,
  path: Path,
  part: Part,
  within?: Span,
): Location | undefined {
  const span = spanOf(db, id, path, part, within);
  const file = fileOf(id);
  return span && { file, range: rangeAt(db.get(lineStartsOf, file), span) };
}

/** What stands under an offset of a file: the resource, and the path in it. */
export interface Target extends Spot {
  readonly id: DocId;
}

export function targetAt(db: Reader, file: FileId, offset: number): Target | undefined {
  const places = [...db.get(placesIn, file)].filter(([, place]) => place.start <= offset && !place.stale);
  const start = places.reduce((latest, [, place]) => Math.max(latest, place.start), -1);
  const inDocument = places.filter(([, place]) => place.start === start);
  const first = inDocument[0]?.[1];
  const tree = first && treeAt(db, file, first.hash);
  const spot = tree && spotAt(tree, offset - start);
  const found = spot && inDocument.find(([, place]) => isWithin(spot.path, place.root));
  return spot && found && targetOf(found, spot);
}

function targetOf([id, place]: readonly [DocId, Place], spot: Spot): Target {
  return {
    id,
    part: spot.part,
    path: spot.path.slice(place.root.length),
    span: { start: place.start + spot.span.start, end: place.start + spot.span.end },
  };
}

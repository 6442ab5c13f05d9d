/** What names a file, and what changes an object: the entries of kustomizations, and the patches on what is written here. */
import type { Location } from "../../answers.ts";
import { type Target, targetAt } from "../../documents/locate.ts";
import type { Reader } from "../../query/query.ts";
import { lineStartsOf, textOf } from "../../syntax/queries.ts";
import { offsetAt, type Position } from "../../text/lines.ts";
import { kustomizationIn } from "../../units/kustomize/build/kustomization.ts";
import type { At } from "../../units/kustomize/build/object.ts";
import type { FileId } from "../../value/file.ts";
import { isWithin } from "../../value/path.ts";
import { changesOf } from "./changes.ts";
import { entriesNaming, entryAt } from "./entries.ts";
import { distinctPlaces } from "./objects.ts";
import { locationAt } from "./place.ts";

export function references(db: Reader, file: FileId, position: Position): readonly Location[] {
  const offset = offsetAt(db.get(textOf, file) ?? "", db.get(lineStartsOf, file), position);
  return places(db, file, targetAt(db, file, offset)).flatMap((at) => locationAt(db, at) ?? []);
}

function places(db: Reader, file: FileId, target: Target | undefined): readonly At[] {
  const entry = target && entryAt(db, file, target.path);
  if (entry) return entriesNaming(db, entry.target);
  if (!target || db.get(kustomizationIn, file)) return entriesNaming(db, file);
  const changes = changesOf(db, target.id);
  const here = changes.filter(
    ({ written }) => isWithin(written, target.path) || isWithin(target.path, written),
  );
  const isWhole = target.path.length < 2 || target.path[0] === "metadata";
  if (!isWhole) return distinctPlaces(here.map(({ at }) => at));
  return distinctPlaces([...entriesNaming(db, file), ...changes.map(({ at }) => at)]);
}

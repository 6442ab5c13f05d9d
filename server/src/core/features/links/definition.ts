/**
 * Where something is written that is named or meant here: the file of a kustomization's entry, the objects that a patch or
 * another entry is for.
 */
import type { Location } from "../../answers.ts";
import { type Target, targetAt } from "../../documents/locate.ts";
import type { Reader } from "../../query/query.ts";
import { lineStartsOf, textOf } from "../../syntax/queries.ts";
import { offsetAt, type Position } from "../../text/lines.ts";
import { kustomizationIn } from "../../units/kustomize/build/kustomization.ts";
import type { At } from "../../units/kustomize/build/object.ts";
import type { FileId } from "../../value/file.ts";
import { entryAt } from "./entries.ts";
import { setByEntry, setByOperations, setByPatch } from "./objects.ts";
import { locationAt, startOf } from "./place.ts";

export function definition(db: Reader, file: FileId, position: Position): readonly Location[] {
  const offset = offsetAt(db.get(textOf, file) ?? "", db.get(lineStartsOf, file), position);
  const target = targetAt(db, file, offset);
  const entry = target && entryAt(db, file, target.path);
  if (entry) return [startOf(entry.target)];
  const meant = target ? meantBy(db, file, target) : setByOperations(db, file);
  return meant.flatMap((at) => locationAt(db, at) ?? []);
}

function meantBy(db: Reader, file: FileId, { id, path }: Target): readonly At[] {
  return db.get(kustomizationIn, file) ? setByEntry(db, file, id, path) : setByPatch(db, file, id);
}

/** Which objects something in a kustomization or a patch sets something in. */
import { keyOf, type Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import type { At, BuiltObject } from "../../units/kustomize/build/object.ts";
import { builtIdentities, builtMember, topsOfUnit, unitsOfFile } from "../../units/queries.ts";
import type { FileId } from "../../value/file.ts";
import { isWithin, type Path } from "../../value/path.ts";
import { entriesNaming, fileEntriesIn } from "./entries.ts";

/** By an entry of a kustomization: `patches[1]`, and the file that it names. */
export function setByEntry(db: Reader, file: FileId, document: DocId, [field, index]: Path): readonly At[] {
  if (field === undefined || typeof index !== "number") return [];
  const named = db.get(fileEntriesIn, file).filter(({ path }) => isWithin(path, [field, index]));
  const targets = new Set(named.map(({ target }) => target));
  return objectsSetBy(
    db,
    [file, ...targets],
    (at) =>
      (at.document === document && isWithin(at.path, [field, index])) || targets.has(fileOf(at.document)),
  );
}

/** By a document that is a patch. */
export function setByPatch(db: Reader, file: FileId, document: DocId): readonly At[] {
  return objectsSetBy(db, [file], (at) => at.document === document);
}

/** By a file of operations, which are no documents of their own: their place is the entry that names the file. */
export function setByOperations(db: Reader, file: FileId): readonly At[] {
  const entries = entriesNaming(db, file).filter(({ path }) => String(path[0]).startsWith("patches"));
  return objectsSetBy(
    db,
    entries.map(({ document }) => fileOf(document)),
    (at) => entries.some(({ document, path }) => at.document === document && isWithin(at.path, path)),
  );
}

/** Where the objects are written that hold something set from some place; an object does not set itself. */
function objectsSetBy(db: Reader, files: readonly FileId[], isMeant: (at: At) => boolean): readonly At[] {
  const objects = [...new Set(files)].flatMap((file) => objectsAround(db, file));
  const set = objects.filter(({ touched }) => touched.some(({ at }) => isMeant(at)));
  return distinctPlaces(set.flatMap((object) => nameOf(object) ?? []));
}

/** What the kustomizations build that have to do with a file, unit by unit. */
function objectsAround(db: Reader, file: FileId): readonly BuiltObject[] {
  return db.get(unitsOfFile, file).flatMap((unit) => {
    const tops = db.get(topsOfUnit, unit);
    if (tops === "") return [];
    return db.get(builtIdentities, tops).flatMap(({ id }) => db.get(builtMember, keyOf(tops, id)) ?? []);
  });
}

function nameOf({ source, generator }: BuiltObject): At | undefined {
  return source === undefined ? generator : { document: source, path: ["metadata", "name"] };
}

export function distinctPlaces(places: readonly At[]): readonly At[] {
  return [...new Map(places.map((at) => [JSON.stringify(at), at])).values()];
}

/**
 * Several manifests of one object in one world are alternatives of which one is applied at a time: `web.yaml` beside
 * `web-tls.yaml`. What stands in one file is meant together, so each file's own copy counts for that file.
 */
import { type DocId, fileOf, filePrefix, identityOf, objectKey } from "../resources/identity.ts";

/** The copies that are meant by something in the file of `asker`: its own file's where it has one, else all. */
export function meantBy(asker: DocId, ids: readonly DocId[]): readonly DocId[] {
  const prefix = filePrefix(fileOf(asker));
  const beside = ids.filter((id) => id.startsWith(prefix));
  if (beside.length === 0 || beside.length === ids.length) return ids;
  const own = new Set(beside.map(keyOfObject));
  return ids.filter((id) => id.startsWith(prefix) || !own.has(keyOfObject(id)));
}

function keyOfObject(id: DocId): string {
  return objectKey(identityOf(id));
}

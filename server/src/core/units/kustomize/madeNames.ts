/** Names that no author wrote: what prefixes, suffixes, hashes and namespaces of kustomizations make of those that are written. */
import { keyOf, query } from "../../query/query.ts";
import { currentId, originalId } from "./build/identity.ts";
import { builtIdentities, builtMember, type Tops } from "./members.ts";

/** By Tops: names and namespaces of objects that were given others in their files. */
export const madeNames = query<ReadonlySet<string>>("madeNames", (db, tops: Tops) => {
  const made = db.get(builtIdentities, tops).flatMap(({ id }) => {
    const object = db.get(builtMember, keyOf(tops, id));
    if (!object || object.previous.length === 0) return [];
    const [now, before] = [currentId(object), originalId(object)];
    return [
      ...(now.name === before.name ? [] : [now.name]),
      ...(now.namespace === before.namespace ? [] : [now.namespace]),
    ];
  });
  return new Set(made.toSorted());
});

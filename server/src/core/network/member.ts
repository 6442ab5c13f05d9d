/** One member of a unit, and what can be said of it alone. */
import { firstAndRest, keyOf, type QueryOptions, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { resourceOf } from "../resources/queries.ts";
import type { Resource } from "../resources/resource.ts";
import { resourceIn, unitOf } from "../units/queries.ts";
import { mayBuild, type UnitId, type UnitOutline } from "../units/unit.ts";

/** A member as it is in a unit. */
export function memberOf(db: Reader, unit: UnitId, id: DocId): Resource | undefined {
  return isKustomized(db, unit) ? db.get(resourceIn, keyOf(unit, id)) : db.get(resourceOf, id);
}

/** Only what is built of kustomizations changes its members; elsewhere they are as written, and need no node of their own. */
export function isKustomized(db: Reader, unit: UnitId): boolean {
  return mayBuild(unit) && (db.get(outlineOf, unit)?.kustomizations ?? []).length > 0;
}

/** What a unit is, without its members: an inserted document must not wake those who only ask that. */
export const outlineOf = query<UnitOutline | undefined>("unitOutline", (db, id) => {
  const unit = db.get(unitOf, id);
  if (!unit) return undefined;
  const { members: _, ...outline } = unit;
  return outline;
});

/**
 * A question to one member. Its answer is remembered once for all units that take the member as it is written, of which there
 * may be hundreds, and for each of those that may change it.
 */
export function memberQuery<V>(
  name: string,
  answer: (member: Resource | undefined) => V,
  options: QueryOptions<V> = {},
): (db: Reader, unit: UnitId, id: DocId) => V {
  const asWritten = query<V>(name, (db, id: DocId) => answer(db.get(resourceOf, id)), options);
  const inUnit = query<V>(
    `${name}InUnit`,
    (db, key) => {
      const [unit, id] = firstAndRest(key);
      return answer(memberOf(db, unit, id));
    },
    options,
  );
  return (db, unit, id) => (isKustomized(db, unit) ? db.get(inUnit, keyOf(unit, id)) : db.get(asWritten, id));
}

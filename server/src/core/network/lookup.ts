/** DocIds back to the resources that they are in a unit. */
import type { Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily, type Resource, type ResourceOf, type SpecFacts } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { memberOf } from "./members.ts";

export type Lookup = <F extends SpecFacts["family"]>(
  ids: readonly DocId[],
  family: F,
) => readonly ResourceOf<F>[];

export function memberLookup(db: Reader, unit: UnitId): Lookup {
  return (ids, family) =>
    ids.flatMap((id) => {
      const resource: Resource | undefined = memberOf(db, unit, id);
      return resource && isFamily(resource, family) ? [resource] : [];
    });
}

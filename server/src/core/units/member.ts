/** A resource as it is in a unit. */
import { firstAndRest, query } from "../query/query.ts";
import { resourceOf } from "../resources/queries.ts";
import type { Resource } from "../resources/resource.ts";
import { effectOn } from "./kustomize/effects.ts";
import { transformed } from "./kustomize/transformed.ts";
import type { UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** By (unit, DocId); undefined for what is not a member. */
export const resourceIn = query<Resource | undefined>("resourceIn", (db, key) => {
  const [unit, id] = firstAndRest(key);
  if (!db.get(membersOf, unit).has(id)) return undefined;
  const resource = db.get(resourceOf, id);
  return resource && transformed(resource, effectOn(db, key));
});

const membersOf = query<ReadonlySet<string>>(
  "memberSet",
  (db, id: UnitId) => new Set(db.get(unitOf, id)?.members),
);

/** A resource as it is in a unit. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import { resourceOf } from "../resources/queries.ts";
import type { Resource } from "../resources/resource.ts";
import { builtResource } from "./kustomize/members.ts";
import { topsOfUnit } from "./tops.ts";
import type { UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** By (unit, DocId); undefined for what is not a member. Of what a kustomization builds: as it is built. */
export const resourceIn = query<Resource | undefined>("resourceIn", (db, key) => {
  const [unit, id] = firstAndRest(key);
  if (!db.get(membersOf, unit).has(id)) return undefined;
  const tops = db.get(topsOfUnit, unit);
  const built = tops === "" ? undefined : db.get(builtResource, keyOf(tops, id));
  return built ?? db.get(resourceOf, id);
});

const membersOf = query<ReadonlySet<string>>(
  "memberSet",
  (db, id: UnitId) => new Set(db.get(unitOf, id)?.members),
);

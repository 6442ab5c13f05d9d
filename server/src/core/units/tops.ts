/** Which kustomizations are built for a unit. */
import { query } from "../query/query.ts";
import { type Tops, topsKey } from "./kustomize/members.ts";
import type { UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** Empty for a unit that is not built of kustomizations. */
export const topsOfUnit = query<Tops>("topsOfUnit", (db, id: UnitId) =>
  topsKey(db.get(unitOf, id)?.kustomizations ?? []),
);

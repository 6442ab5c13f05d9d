/** A resource as it is in a unit. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { resourceOf } from "../resources/queries.ts";
import type { Resource } from "../resources/resource.ts";
import type { FileId } from "../value/file.ts";
import { builtResource } from "./kustomize/members.ts";
import { topsOfUnit } from "./tops.ts";
import { mayBuild, type UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** By (unit, DocId); undefined for what is not a member. Of what a kustomization builds: as it is built. */
export const resourceIn = query<Resource | undefined>(
  "resourceAsIn",
  (db, key) => {
    const [unit, id] = firstAndRest(key);
    if (mayBuild(unit)) return db.get(resourceBuilt, key);
    return db.get(membersIn, keyOf(unit, fileOf(id))).includes(id) ? db.get(resourceOf, id) : undefined;
  },
  { thin: true },
);

/** The same in a unit that may take its members otherwise than they are written. */
const resourceBuilt = query<Resource | undefined>("resourceIn", (db, key) => {
  const [unit, id] = firstAndRest(key);
  if (!db.get(membersIn, keyOf(unit, fileOf(id))).includes(id)) return undefined;
  const tops = db.get(topsOfUnit, unit);
  const built = tops === "" ? undefined : db.get(builtResource, keyOf(tops, id));
  return built ?? db.get(resourceOf, id);
});

/** The members of a unit that begin in a file, by (unit, file); it cuts off what became of the others. */
const membersIn = query<readonly DocId[]>("membersInFile", (db, key) => {
  const [unit, file] = firstAndRest(key);
  return db.get(membersByFile, unit).get(file) ?? [];
});

const membersByFile = query<ReadonlyMap<FileId, readonly DocId[]>>(
  "membersByFile",
  (db, unit: UnitId) => {
    const found = new Map<FileId, DocId[]>();
    for (const id of db.get(unitOf, unit)?.members ?? []) {
      const file = fileOf(id);
      const before = found.get(file);
      if (before) before.push(id);
      else found.set(file, [id]);
    }
    return found;
  },
  { equal: () => false },
);

/** What the cluster is like in which a resource is: as its file's configuration says, and its environment after that. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { rootOf } from "../value/file.ts";
import { type ClusterSettings, configurationsIn, settingsAt } from "./settings.ts";
import type { UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** For a resource in a unit. */
export function clusterIn(db: Reader, unit: UnitId, id: DocId): ClusterSettings {
  return db.get(clusterAt, keyOf(unit, fileOf(id)));
}

/** By (unit, file). */
const clusterAt = query<ClusterSettings>("cluster", (db, key) => {
  const [unit, file] = firstAndRest(key);
  return { ...db.get(settingsAt, file).cluster, ...db.get(clusterOfEnvironment, unit) };
});

/** By unit; empty for one that is no environment, or says nothing of its cluster. */
const clusterOfEnvironment = query<Partial<ClusterSettings>>("clusterOfEnvironment", (db, id) => {
  const unit = db.get(unitOf, id);
  if (unit?.kind !== "environment") return {};
  const { folder, name } = unit;
  const configuration = db.get(configurationsIn, rootOf(id)).find((each) => each.folder === folder);
  return configuration?.settings.environments.find((each) => each.name === name)?.cluster ?? {};
});

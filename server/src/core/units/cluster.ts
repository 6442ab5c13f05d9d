/** What the cluster is like in which a resource is: as its file's configuration says, and its environment after that. */
import { firstAndRest, query } from "../query/query.ts";
import { fileOf } from "../resources/identity.ts";
import { rootOf } from "../value/file.ts";
import { type ClusterSettings, configurationsIn, settingsAt } from "./settings.ts";
import { unitOf } from "./worlds.ts";

/** By (unit, DocId). */
export const clusterIn = query<ClusterSettings>("cluster", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return { ...db.get(settingsAt, fileOf(id)).cluster, ...db.get(clusterOfEnvironment, unit) };
});

/** By unit; empty for one that is no environment, or says nothing of its cluster. */
const clusterOfEnvironment = query<Partial<ClusterSettings>>("clusterOfEnvironment", (db, id) => {
  const unit = db.get(unitOf, id);
  if (unit?.kind !== "environment") return {};
  const { folder, name } = unit;
  const configuration = db.get(configurationsIn, rootOf(id)).find((each) => each.folder === folder);
  return configuration?.settings.environments.find((each) => each.name === name)?.cluster ?? {};
});

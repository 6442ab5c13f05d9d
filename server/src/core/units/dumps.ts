/** Which dumps tell of the cluster that a unit reaches. What lies in a folder of test data was seen in none. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { fileOf } from "../resources/identity.ts";
import { type FileId, folderOf, isUnder, pathOf, rootOf } from "../value/file.ts";
import { aboutCluster } from "./facts/sources.ts";
import { fixtureOf } from "./fixture.ts";
import type { UnitId } from "./unit.ts";
import { folderOfUnit } from "./worlds.ts";

/** Files joined to one key, sorted; empty where nothing was dumped. */
export type Dumps = string;

const SEPARATOR = "\u0003";

export function filesOfDumps(dumps: Dumps): readonly FileId[] {
  return dumps === "" ? [] : dumps.split(SEPARATOR);
}

/** Those in, below and above the unit's folder; where there are none, all of the workspace folder. */
export function dumpsFor(db: Reader, unit: UnitId): Dumps {
  const root = rootOf(unit);
  return db.get(hasDumps, root) ? db.get(dumpsAt, keyOf(root, db.get(folderOfUnit, unit))) : "";
}

const hasDumps = query<boolean>("hasDumps", (db, root) => db.get(aboutCluster, root).observed.length > 0);

/** By (workspace folder, folder). */
const dumpsAt = query<Dumps>("dumps", (db, key) => {
  const [root, folder] = firstAndRest(key);
  const files = [...new Set(db.get(aboutCluster, root).observed.map(fileOf))].filter(
    (file) => fixtureOf(pathOf(file)) === undefined,
  );
  const near = files.filter((file) => {
    const own = folderOf(pathOf(file));
    return isUnder(own, folder) || isUnder(folder, own);
  });
  return (near.length > 0 ? near : files).toSorted().join(SEPARATOR);
});

/**
 * What the cluster is like in which a resource is: as its environment says, else its file's configuration, else files of the
 * workspace that tell of the cluster itself (facts/), else what holds where nobody says anything.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import type { FileId } from "../value/file.ts";
import { rootOf } from "../value/file.ts";
import { conflictsFor, factsFor, valuesFor } from "./facts/agreed.ts";
import type { ClusterKnowledge, FactKey, FactOrigin } from "./facts/fact.ts";
import { type ClusterSettings, configurationOf, configurationsIn, defaultSettings } from "./settings.ts";
import type { UnitId } from "./unit.ts";
import { unitOf } from "./worlds.ts";

/** For a resource in a unit. */
export function clusterIn(db: Reader, unit: UnitId, id: DocId): ClusterSettings {
  return db.get(clusterAt, keyOf(unit, fileOf(id)));
}

/** The same, with who says it: for whoever prints it. */
export function clusterKnown(db: Reader, unit: UnitId, id: DocId): ClusterKnowledge {
  const configured = configuredFor(db, unit, fileOf(id));
  const facts = factsFor(db, unit, fileOf(id));
  const settings = clusterIn(db, unit, id);
  const origins: Partial<Record<FactKey, FactOrigin>> = {};
  for (const key of keysOf(settings)) origins[key] = { kind: "default" };
  for (const { key, id: source, path } of facts) origins[key] = { kind: "file", at: { id: source, path } };
  for (const key of keysOf(configured)) origins[key] = { kind: "configured" };
  return { settings, origins, conflicts: conflictsFor(db, unit).filter(({ key }) => !(key in configured)) };
}

function keysOf(settings: Partial<ClusterSettings>): readonly FactKey[] {
  return Object.keys(settings).filter((key): key is FactKey => key in settings);
}

/** By (unit, file). */
const clusterAt = query<ClusterSettings>("cluster", (db, key) => {
  const [unit, file] = firstAndRest(key);
  const found = valuesFor(db, unit, file);
  const configured = configuredFor(db, unit, file);
  const coredns = found.coredns && { ...found.coredns, ...configured.coredns };
  return { ...defaultSettings.cluster, ...found, ...configured, ...(coredns && { coredns }) };
});

function configuredFor(db: Reader, unit: UnitId, file: FileId): Partial<ClusterSettings> {
  return { ...db.get(configurationOf, file).cluster, ...db.get(clusterOfEnvironment, unit) };
}

/** By unit; empty for one that is no environment, or says nothing of its cluster. */
const clusterOfEnvironment = query<Partial<ClusterSettings>>("clusterOfEnvironment", (db, id) => {
  const unit = db.get(unitOf, id);
  if (unit?.kind !== "environment") return {};
  const { folder, name } = unit;
  const configuration = db.get(configurationsIn, rootOf(id)).find((each) => each.folder === folder);
  return configuration?.settings.environments.find((each) => each.name === name)?.cluster ?? {};
});

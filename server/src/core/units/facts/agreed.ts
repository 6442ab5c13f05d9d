/**
 * Which facts count for a unit. Sources in or below its folder come first, then those of the folders above it, the nearest
 * first, then those anywhere else in the workspace folder. The first of these places that says something of a key decides:
 * what was dumped from a cluster over what somebody wrote, and only where all that count there say the same. Folders of test
 * data tell of no cluster but their own, and what manifests are judged by is taken from the folders above them alone: a file
 * elsewhere may set up a cluster that they never see.
 */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { type FileId, folderOf, isUnder, pathOf, rootOf } from "../../value/file.ts";
import { fixtureOf } from "../fixture.ts";
import { type ClusterNode, type ClusterSettings, defaultSettings } from "../settings.ts";
import type { UnitId } from "../unit.ts";
import { folderOfUnit } from "../worlds.ts";
import type { Fact, FactConflict, FactKey } from "./fact.ts";
import { factsOfSource } from "./reading.ts";
import { aboutCluster, type Source } from "./sources.ts";

/** A fact, and the object that says it. */
export type Said = Fact & { readonly id: DocId; readonly source: Omit<Source, "id"> };

interface Agreed {
  /** One a key, sorted by key. */
  readonly facts: readonly Said[];
  readonly conflicts: readonly FactConflict[];
}

const NOTHING: Agreed = { facts: [], conflicts: [] };

/** What counts for a file in a unit, each with its place. */
export function factsFor(db: Reader, unit: UnitId, file: FileId): readonly Said[] {
  const place = placeOf(db, unit);
  const folder = folderOf(pathOf(file));
  return place === undefined ? [] : db.get(agreedAt, place).facts.filter((each) => isFor(each, folder));
}

export function conflictsFor(db: Reader, unit: UnitId): readonly FactConflict[] {
  const place = placeOf(db, unit);
  return place === undefined ? NOTHING.conflicts : db.get(agreedAt, place).conflicts;
}

const NO_VALUES: Partial<ClusterSettings> = {};

/** The same without places: a fact that moves wakes nobody who only asks what it is. */
export function valuesFor(db: Reader, unit: UnitId, file: FileId): Partial<ClusterSettings> {
  const place = placeOf(db, unit);
  return place === undefined ? NO_VALUES : db.get(valuesAt, keyOf(folderOf(pathOf(file)), place));
}

/** What findings may follow from. */
const JUDGING: ReadonlySet<FactKey> = new Set([
  "nodePortRange",
  "kubernetesVersion",
  "serviceCIDR",
  "podCIDR",
]);

/** Errors, even. */
const REFUSING: ReadonlySet<FactKey> = new Set(["nodePortRange", "kubernetesVersion"]);

function isFor(said: Said, folder: string): boolean {
  const { observed, kind } = said.source;
  if (!JUDGING.has(said.key) || observed || isLenient(said)) return true;
  // A cluster to try things in is one of those that manifests are for.
  if (REFUSING.has(said.key) && (kind === "kind" || kind === "k3d")) return false;
  return isUnder(folder, folderOf(pathOf(fileOf(said.id))));
}

/** A range that refuses nothing which would be accepted otherwise. */
function isLenient(said: Said): boolean {
  const { from, to } = defaultSettings.cluster.nodePortRange;
  return said.key === "nodePortRange" && said.value.from <= from && said.value.to >= to;
}

/** Undefined where nothing tells of a cluster. */
function placeOf(db: Reader, unit: UnitId): string | undefined {
  const root = rootOf(unit);
  return db.get(hasSources, root) ? keyOf(root, db.get(folderOfUnit, unit)) : undefined;
}

const hasSources = query<boolean>(
  "tellsOfCluster",
  (db, root) => db.get(aboutCluster, root).sources.length > 0,
);

/** By (the file's folder, workspace folder, the unit's folder). */
const valuesAt = query<Partial<ClusterSettings>>("clusterFactValues", (db, key) => {
  const [folder, place] = firstAndRest(key);
  const counting = db.get(agreedAt, place).facts.filter((each) => isFor(each, folder));
  return Object.fromEntries(counting.map(({ key: name, value }) => [name, value]));
});

/** By (workspace folder, the unit's folder). */
const agreedAt = query<Agreed>("clusterFacts", (db, key) => {
  const [root, folder] = firstAndRest(key);
  const tiers = tiersOf(db.get(aboutCluster, root).sources, folder);
  const facts: Said[] = [];
  const conflicts: FactConflict[] = [];
  const settled = new Set<FactKey>();
  for (const tier of tiers) {
    const said = tier.flatMap((source) => saidBy(db, source));
    const keys = new Set(said.map(({ key: name }) => name).filter((name) => !settled.has(name)));
    for (const name of keys) {
      settled.add(name);
      const all = said.filter((each) => each.key === name);
      const plain = all.filter(({ implied }) => !implied);
      const found = combined(plain.length > 0 ? plain : all);
      if (found) facts.push(found);
      else conflicts.push({ key: name, places: all.map(({ id, path }) => ({ id, path })) });
    }
  }
  return { facts: facts.toSorted(byKey), conflicts: conflicts.toSorted(byKey) };
});

/** What several say of one key together; undefined when they contradict each other. */
function combined(all: readonly Said[]): Said | undefined {
  const [first] = all;
  if (first?.key === "nodes") return { ...first, value: nodesOf(all) };
  // Some enforce what others let through.
  if (first?.key === "policyEnforced") return all.find(({ value }) => value === true) ?? first;
  return first && all.every(({ value }) => isSame(value, first.value)) ? first : undefined;
}

/** Each node once, by name. */
function nodesOf(all: readonly Said[]): readonly ClusterNode[] {
  const nodes = new Map<string, ClusterNode>();
  for (const said of all) {
    if (said.key !== "nodes") continue;
    for (const node of said.value) if (!nodes.has(node.name ?? "")) nodes.set(node.name ?? "", node);
  }
  return [...nodes.values()].toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
}

function isSame(a: Fact["value"], b: Fact["value"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function saidBy(db: Reader, { id, ...source }: Source): readonly Said[] {
  return db.get(factsOfSource, keyOf(source.kind, id)).map((each) => ({ ...each, id, source }));
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

/** The sources that may decide together, those that count most first. */
function tiersOf(sources: readonly Source[], folder: string): readonly (readonly Source[])[] {
  const tiers = new Map<string, Source[]>();
  for (const source of sources) {
    const rank = rankOf(source, folder);
    if (rank === undefined) continue;
    const before = tiers.get(rank);
    if (before) before.push(source);
    else tiers.set(rank, [source]);
  }
  return [...tiers].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tier]) => tier);
}

/** Sorts as text; undefined for what tells of no cluster that the folder's manifests could reach. */
function rankOf({ id, observed }: Source, folder: string): string | undefined {
  const path = pathOf(fileOf(id));
  const own = folderOf(path);
  const testData = fixtureOf(path);
  if (testData !== undefined && !isUnder(folder, testData)) return undefined;
  const dumped = observed ? "a" : "b";
  if (isUnder(own, folder)) return `0${dumped}`;
  if (isUnder(folder, own)) return `1${String(10_000 - own.length).padStart(5, "0")}${dumped}`;
  return `2${dumped}`;
}

/**
 * The namespace that a resource is in. Certain: what a kustomization sets, what is written, what an environment is applied
 * with. Else the single namespace that is written in the file's folder; else `default`, assumed.
 *
 * A folder's single namespace counts as written if a Service, a workload, an Ingress or endpoints there name it: such
 * folders are applied with `-n` at most for the same one. If only other objects do (a ServiceMonitor in `monitoring`
 * beside an app without a namespace), it is taken, but assumed: it refutes nothing. So is the one namespace in which a dump of
 * the cluster has the folder's Services and workloads.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import { type FileId, folderOf, pathOf } from "../value/file.ts";
import { known, unknown, valueOf } from "../value/known.ts";
import { type Dumps, dumpsFor, filesOfDumps } from "./dumps.ts";
import { type Identified, identified, identifiedBy, identitiesOf } from "./identities.ts";
import { isClusterScoped, isNetworked } from "./kinds.ts";
import { builtResource } from "./kustomize/members.ts";
import { topsOfUnit } from "./tops.ts";
import { mayBuild, type UnitId, type UnitNamespace } from "./unit.ts";
import { unitOf } from "./worlds.ts";

const DEFAULT: UnitNamespace = { value: known("default"), assumed: true };

/** By (unit, DocId); empty for kinds that have none. */
export const namespaceIn = query<UnitNamespace>("namespace", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return namespaceAt(db, unit, id);
});

/** The same, for whoever asks for many: where nothing changes the members of a unit, no answer is remembered for each. */
export function namespaceAt(db: Reader, unit: UnitId, id: DocId): UnitNamespace {
  const tops = mayBuild(unit) ? db.get(topsOfUnit, unit) : "";
  const built = tops === "" ? undefined : db.get(builtNamespace, keyOf(tops, id));
  const own = built ? built.own : db.get(ownNamespace, id);
  if (own) return own;
  const applied = mayBuild(unit) ? db.get(appliedWith, unit) : undefined;
  if (applied !== undefined) return { value: known(applied), assumed: false };
  return db.get(folderNamespace, keyOf(unit, folderOf(pathOf(fileOf(id)))));
}

/** What a built object says of its namespace by itself, by (Tops, member); undefined for what is not built. */
const builtNamespace = query<{ readonly own: UnitNamespace | undefined } | undefined>(
  "builtNamespace",
  (db, key) => {
    const resource = db.get(builtResource, key);
    return resource && { own: namespaceOf(identified(resource)) };
  },
);

/** What a manifest says of its namespace by itself; by DocId. */
const ownNamespace = query<UnitNamespace | undefined>("ownNamespace", (db, id: DocId) => {
  const identity = db.get(identifiedBy, id);
  return identity ? namespaceOf(identity) : DEFAULT;
});

function namespaceOf(identity: Identified): UnitNamespace | undefined {
  if (isClusterScoped(identity)) return { value: known(""), assumed: false };
  const { namespace, family } = identity;
  if (namespace) return { value: namespace, assumed: false };
  // Nothing says that the part of it which could not be read names none.
  return family === "opaque" ? { value: unknown("unreadable"), assumed: false } : undefined;
}

const appliedWith = query<string | undefined>(
  "appliedWith",
  (db, id: UnitId) => db.get(unitOf, id)?.namespace,
);

/** By (unit, folder). */
const folderNamespace = query<UnitNamespace>("folderNamespace", (db, key) => {
  const [unit, folder] = firstAndRest(key);
  return db.get(folderNamespaces, unit).get(folder) ?? DEFAULT;
});

/** The namespaces that folders of a unit agree on, by folder. */
const folderNamespaces = query<ReadonlyMap<string, UnitNamespace>>("folderNamespaces", (db, id: UnitId) => {
  const files = new Set((db.get(unitOf, id)?.members ?? []).map(fileOf));
  const folders = new Map<string, Identified[]>();
  for (const file of files) {
    const folder = folderOfFile(file);
    const before = folders.get(folder);
    const { resources } = db.get(identitiesOf, file);
    if (before) before.push(...resources);
    else folders.set(folder, [...resources]);
  }
  const dumps = dumpsFor(db, id);
  const seen = dumps === "" ? undefined : db.get(namespacesSeen, dumps);
  return new Map(
    [...folders].map(([folder, resources]) => [
      folder,
      agreed(resources) ?? placed(resources, seen) ?? DEFAULT,
    ]),
  );
});

/** Where Services and whatever makes pods were seen, by kind and name; by the files of the dumps. */
const namespacesSeen = query<ReadonlyMap<string, readonly string[]>>("namespacesSeen", (db, dumps: Dumps) => {
  const found = new Map<string, string[]>();
  for (const each of filesOfDumps(dumps).flatMap((file) => db.get(identitiesOf, file).resources)) {
    const namespace = valueOf(each.namespace);
    if (!each.observed || each.name === undefined || namespace === undefined || !isPlaced(each)) continue;
    const key = keyOf(each.kind, each.name);
    const before = found.get(key);
    if (before) before.push(namespace);
    else found.set(key, [namespace]);
  }
  return found;
});

function isPlaced({ family }: Identified): boolean {
  return family === "service" || family === "workload";
}

/** The only namespace in which a folder's Services and workloads were seen. */
function placed(
  resources: readonly Identified[],
  seen: ReadonlyMap<string, readonly string[]> | undefined,
): UnitNamespace | undefined {
  if (!seen) return undefined;
  const own = resources.filter((each) => !each.observed && isPlaced(each) && each.name !== undefined);
  const [name, ...others] = new Set(
    own.flatMap(({ kind, name: each = "" }) => seen.get(keyOf(kind, each)) ?? []),
  );
  return name === undefined || others.length > 0 ? undefined : { value: known(name), assumed: true };
}

function folderOfFile(file: FileId): string {
  return folderOf(pathOf(file));
}

/** Undefined where nobody wrote one. */
function agreed(resources: readonly Identified[]): UnitNamespace | undefined {
  const written = resources.filter((each) => !each.observed && each.namespace && !isClusterScoped(each));
  if (written.length === 0) return undefined;
  const networked = written.filter(isNetworked);
  const names = new Set(
    (networked.length > 0 ? networked : written).map(({ namespace }) => valueOf(namespace)),
  );
  const [name] = names;
  if (names.size !== 1 || name === undefined) return DEFAULT;
  return { value: known(name), assumed: networked.length === 0 };
}

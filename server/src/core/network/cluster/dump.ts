/**
 * What was dumped from a cluster (`kubectl get … -o yaml`), by what it is. Of an object that was dumped twice the younger one
 * counts. Keyed by the files of the dumps: units that share them share it.
 */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { type DocId, groupOf, type Identity, identityOf, objectKey } from "../../resources/identity.ts";
import { labelAt } from "../../resources/labels.ts";
import { resourceOf } from "../../resources/queries.ts";
import { factsOf, type Resource } from "../../resources/resource.ts";
import { type Dumps, dumpsFor, filesOfDumps } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { valueOf } from "../../value/known.ts";

interface Dump {
  /** By group and kind, namespace and name. */
  readonly objects: ReadonlyMap<string, DocId>;
  /** Of which there are several of different `uid`: clusters apart, whose versions do not compare. */
  readonly torn: ReadonlySet<string>;
  /** Sorted. */
  readonly pods: readonly DocId[];
  /** Whatever makes pods, and pods, by namespace; sorted. */
  readonly workloads: ReadonlyMap<string, readonly DocId[]>;
  /** By namespace and Service; sorted. */
  readonly slices: ReadonlyMap<string, readonly DocId[]>;
  readonly serviceNames: ReadonlySet<string>;
  /** Those that were dumped, and those of what was dumped; sorted. */
  readonly namespaces: readonly string[];
}

/** Namespaced kinds always say theirs in a dump. */
function namespaceOf({ namespace }: Identity): string {
  return namespace === "" ? "default" : namespace;
}

export function dumpedKey(group: string, kind: string, namespace: string, name: string): string {
  return keyOf(group, kind, namespace, name);
}

const dumpOf = query<Dump>(
  "dump",
  (db, dumps: Dumps) => {
    const all = filesOfDumps(dumps).flatMap((file) =>
      db.get(factsOf, file).resources.filter(({ observed }) => observed),
    );
    const winners = youngest(all);
    const objects = new Map<string, DocId>();
    const slices = new Map<string, DocId[]>();
    const workloads = new Map<string, DocId[]>();
    for (const resource of winners) {
      const { identity, id } = resource;
      const namespace = namespaceOf(identity);
      objects.set(keyOfObject(identity), id);
      if (resource.spec.family === "workload") append(workloads, namespace, id);
      const service = identity.kind === "EndpointSlice" ? sliceService(resource) : undefined;
      if (service !== undefined) append(slices, keyOf(namespace, service), id);
    }
    const ofKind = (kind: string) => winners.filter(({ identity }) => identity.kind === kind);
    const used = winners.map(({ identity }) => identity.namespace).filter((name) => name !== "");
    return {
      objects,
      torn: tornIn(all),
      pods: ofKind("Pod").map(({ id }) => id),
      slices,
      workloads,
      serviceNames: new Set(ofKind("Service").map(({ identity }) => identity.name)),
      namespaces: [
        ...new Set([...used, ...ofKind("Namespace").map(({ identity }) => identity.name)]),
      ].toSorted(),
    };
  },
  { equal: () => false },
);

function sliceService({ labels }: Resource): string | undefined {
  return valueOf(labelAt(labels, "kubernetes.io/service-name"));
}

/** One of each object, sorted by id. */
function youngest(all: readonly Resource[]): readonly Resource[] {
  const found = new Map<string, Resource>();
  for (const resource of all) {
    const key = objectKey(resource.identity);
    const before = found.get(key);
    if (!before || isYounger(resource, before)) found.set(key, resource);
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function isYounger(a: Resource, b: Resource): boolean {
  const [own, other] = [a.observation?.version ?? -1, b.observation?.version ?? -1];
  return own === other ? a.id > b.id : own > other;
}

function keyOfObject(identity: Identity): string {
  const { apiVersion, kind, name } = identity;
  return dumpedKey(groupOf(apiVersion), kind, namespaceOf(identity), name);
}

function tornIn(all: readonly Resource[]): ReadonlySet<string> {
  const uids = new Map<string, string>();
  const torn = new Set<string>();
  for (const { identity, observation } of all) {
    if (observation?.uid === undefined || identity.kind !== "Service") continue;
    const key = keyOfObject(identity);
    if ((uids.get(key) ?? observation.uid) !== observation.uid) torn.add(key);
    uids.set(key, observation.uid);
  }
  return torn;
}

function append(map: Map<string, DocId[]>, key: string, id: DocId): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

/** The pods that were dumped; sorted. */
export const dumpedPods = query<readonly DocId[]>(
  "dumpedPods",
  (db, dumps: Dumps) => db.get(dumpOf, dumps).pods,
);

/** By (dumps, namespace); of all namespaces where none is given. */
const workloadsIn = query<readonly DocId[]>("dumpedWorkloads", (db, key) => {
  const [dumps, namespace] = firstAndRest(key);
  const { workloads } = db.get(dumpOf, dumps);
  return namespace === "" ? [...workloads.values()].flat() : (workloads.get(namespace) ?? []);
});

/** Whatever makes pods, and pods, in a namespace, or in any. */
export function dumpedWorkloads(db: Reader, dumps: Dumps, namespace: string | undefined): readonly DocId[] {
  return db.get(workloadsIn, keyOf(dumps, namespace ?? ""));
}

/** One object, by (dumps, `dumpedKey`). */
const dumpedObject = query<DocId | undefined>("dumpedObject", (db, key) => {
  const [dumps, object] = firstAndRest(key);
  return db.get(dumpOf, dumps).objects.get(object);
});

export function dumped(db: Reader, dumps: Dumps, key: string): Resource | undefined {
  const id = db.get(dumpedObject, keyOf(dumps, key));
  return id === undefined ? undefined : db.get(resourceOf, id);
}

/** By (dumps, `dumpedKey`). */
const tornObject = query<boolean>("tornObject", (db, key) => {
  const [dumps, object] = firstAndRest(key);
  return db.get(dumpOf, dumps).torn.has(object);
});

/** A Service of which dumps hold several, of different clusters: which one is meant nobody can say. */
export function isTorn(db: Reader, dumps: Dumps, key: string): boolean {
  return db.get(tornObject, keyOf(dumps, key));
}

/** By (dumps, namespace, Service); sorted. */
const slicesOfService = query<readonly DocId[]>("dumpedSlices", (db, key) => {
  const [dumps, service] = firstAndRest(key);
  return db.get(dumpOf, dumps).slices.get(service) ?? [];
});

export function dumpedSlices(db: Reader, dumps: Dumps, namespace: string, service: string): readonly DocId[] {
  return db.get(slicesOfService, keyOf(dumps, namespace, service));
}

/** By (dumps, name). */
const isServiceDumped = query<boolean>("isServiceDumped", (db, key) => {
  const [dumps, name] = firstAndRest(key);
  return db.get(dumpOf, dumps).serviceNames.has(name);
});

/** Whether a Service of this name was seen in the cluster, in whichever namespace. */
export function isServiceSeen(db: Reader, unit: UnitId, name: string): boolean {
  const dumps = dumpsFor(db, unit);
  return dumps !== "" && db.get(isServiceDumped, keyOf(dumps, name));
}

const dumpedNamespaces = query<readonly string[]>(
  "dumpedNamespaces",
  (db, dumps: Dumps) => db.get(dumpOf, dumps).namespaces,
);

/** The namespaces that were seen; sorted. */
export function namespacesSeen(db: Reader, unit: UnitId): readonly string[] {
  const dumps = dumpsFor(db, unit);
  return dumps === "" ? [] : db.get(dumpedNamespaces, dumps);
}

/** Where an object that was dumped is, and what it is called. */
export function dumpedAs(id: DocId): {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
} {
  const identity = identityOf(id);
  return { kind: identity.kind, namespace: namespaceOf(identity), name: identity.name };
}

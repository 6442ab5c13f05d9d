/**
 * The pods that were seen in the cluster, as those of a unit's workloads: each belongs to the one that made it, or to none in
 * sight. A unit without a dump remembers nothing of it.
 */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { type DocId, identityOf } from "../../resources/identity.ts";
import { type LabelMap, labelAt } from "../../resources/labels.ts";
import { resourceOf } from "../../resources/queries.ts";
import { isFamily, type Resource } from "../../resources/resource.ts";
import { clusterIn, type Dumps, dumpsFor, namespaceAt } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { known, valueOf } from "../../value/known.ts";
import { matches } from "../matching.ts";
import { membersOf, nameOf } from "../members.ts";
import { type ClusterAddress, canonical, familyOf, givenAddress } from "./addresses.ts";
import { dumped, dumpedAs, dumpedKey, dumpedPods, dumpedWorkloads } from "./dump.ts";
import type { ClusterPod } from "./pod.ts";
import { type Maker, makersOf } from "./podOwners.ts";

interface UnitPods {
  /** Pods by the workload that made them. */
  readonly byWorkload: ReadonlyMap<DocId, readonly DocId[]>;
  readonly byNamespace: ReadonlyMap<string, readonly SeenPod[]>;
}

/** A pod that was seen, and the workload of the unit that made it. */
interface SeenPod {
  readonly id: DocId;
  readonly workload: DocId | undefined;
}

const unitPods = query<UnitPods>(
  "observedPods",
  (db, unit) => {
    const dumps = dumpsFor(db, unit);
    const workloads = workloadsByObject(db, unit);
    const byWorkload = new Map<DocId, DocId[]>();
    const byNamespace = new Map<string, SeenPod[]>();
    for (const id of db.get(dumpedPods, dumps)) {
      const { namespace } = dumpedAs(id);
      const found = db
        .get(makersOfPod, keyOf(dumps, id))
        .map((each) => workloads.get(objectOf(each, namespace)));
      const workload = found.find((each) => each !== undefined);
      if (workload !== undefined) append(byWorkload, workload, id);
      append(byNamespace, namespace, { id, workload });
    }
    return { byWorkload, byNamespace };
  },
  { equal: () => false },
);

/** By (dumps, Pod). */
const makersOfPod = query<readonly Maker[]>("podMakers", (db, key) => {
  const [dumps, id] = firstAndRest(key);
  const pod = db.get(resourceOf, id);
  const { namespace, name } = dumpedAs(id);
  return makersOf({
    name,
    owner: pod?.observation?.owner,
    label: (label) => pod && valueOf(labelAt(pod.labels, label)),
    ownerOf: (maker) => dumpedMaker(db, dumps, maker, namespace)?.observation?.owner,
  });
});

const GROUPS: ReadonlyMap<string, string> = new Map([
  ["ReplicaSet", "apps"],
  ["Deployment", "apps"],
  ["Job", "batch"],
]);

function dumpedMaker(
  db: Reader,
  dumps: Dumps,
  { kind, name }: Maker,
  namespace: string,
): Resource | undefined {
  const group = GROUPS.get(kind);
  return group === undefined ? undefined : dumped(db, dumps, dumpedKey(group, kind, namespace, name));
}

function objectOf({ kind, name }: Maker, namespace: string): string {
  return keyOf(kind, namespace, name);
}

/** Workloads of a unit by kind, namespace and name; of two that say the same the first. */
function workloadsByObject(db: Reader, unit: UnitId): ReadonlyMap<string, DocId> {
  const found = new Map<string, DocId>();
  for (const id of membersOf(db, unit, "workload")) {
    const [name, namespace] = [nameOf(db, unit, id), valueOf(namespaceAt(db, unit, id).value)];
    if (name === undefined || namespace === undefined) continue;
    const key = objectOf({ kind: identityOf(id).kind, name }, namespace);
    if (!found.has(key)) found.set(key, id);
  }
  return found;
}

function append<K, V>(map: Map<K, V[]>, key: K, item: V): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

/** By (unit, namespace). */
const podsIn = query<readonly SeenPod[]>("observedPodsIn", (db, key) => {
  const [unit, namespace] = firstAndRest(key);
  return db.get(unitPods, unit).byNamespace.get(namespace) ?? [];
});

/** A pod, and the Pod that was dumped. */
export interface ObservedPod {
  readonly id: DocId;
  readonly pod: ClusterPod;
}

/** By (unit, workload). */
const podsOfWorkload = query<readonly ObservedPod[]>("observedPodsOf", (db, key) => {
  const [unit, workload] = firstAndRest(key);
  const { kind, name } = identityOf(workload);
  return (db.get(unitPods, unit).byWorkload.get(workload) ?? [])
    .toSorted(byOrdinal)
    .flatMap((id, index) => observedPod(db, unit, id, { id: `${kind}/${name}#${index}`, workload, index }));
});

/** The pods that were seen of a workload, in the order of their names; none where nothing was dumped. */
export function observedPodsOf(db: Reader, unit: UnitId, workload: DocId): readonly ObservedPod[] {
  return dumpsFor(db, unit) === "" ? [] : db.get(podsOfWorkload, keyOf(unit, workload));
}

/** The pods that were seen in a namespace to carry every pair of a selector, made by no workload of `besides`. */
export function observedMatches(
  db: Reader,
  unit: UnitId,
  { namespace, selector }: { readonly namespace: string; readonly selector: LabelMap },
  besides: readonly DocId[],
): readonly ObservedPod[] {
  if (dumpsFor(db, unit) === "") return [];
  const found = db.get(podsIn, keyOf(unit, namespace)).filter(({ id, workload }) => {
    if (workload !== undefined && besides.includes(workload)) return false;
    const pod = db.get(resourceOf, id);
    return pod && isFamily(pod, "workload") && matches(selector, pod.spec.podLabels) === "yes";
  });
  const makers = new Set(found.flatMap(({ workload }) => workload ?? []));
  const made = [...makers].flatMap((workload) => observedPodsOf(db, unit, workload));
  const byId = new Map(made.map((each) => [each.id, each]));
  return found.flatMap(({ id }) => byId.get(id) ?? observedPod(db, unit, id));
}

/** Whether pods were seen in a namespace, or in any, that a selector selects, or workloads whose pods it would. */
export function isSelectedThere(
  db: Reader,
  unit: UnitId,
  { namespace, selector }: { readonly namespace: string | undefined; readonly selector: LabelMap },
): boolean {
  const dumps = dumpsFor(db, unit);
  if (dumps === "") return false;
  return dumpedWorkloads(db, dumps, namespace).some((id) => {
    const workload = db.get(resourceOf, id);
    return workload && isFamily(workload, "workload") && matches(selector, workload.spec.podLabels) === "yes";
  });
}

/** `db-2` before `db-10`. */
function byOrdinal(a: DocId, b: DocId): number {
  const [own, other] = [identityOf(a).name, identityOf(b).name];
  const [first, second] = [own, other].map((name) => /^(.*-)(\d{1,9})$/.exec(name));
  if (first && second && first[1] === second[1]) return Number(first[2]) - Number(second[2]);
  return own < other ? -1 : 1;
}

type Place = Pick<ClusterPod, "id" | "workload" | "index">;

/** A pod that nothing in sight makes is its own. */
function observedPod(db: Reader, unit: UnitId, id: DocId, place?: Place): readonly ObservedPod[] {
  const pod = db.get(resourceOf, id);
  const status = pod?.observation?.pod;
  if (!pod || !status || !isFamily(pod, "workload")) return [];
  const { dns, hostNetwork, podLabels } = pod.spec;
  const terminating = pod.observation?.terminating ?? false;
  const node = clusterIn(db, unit, id).nodes?.find(({ name }) => name === status.nodeName);
  const own = {
    ...(place ?? { id: `Pod/${pod.identity.name}`, workload: id, index: 0 }),
    name: known(pod.identity.name),
    hostname: dns.hostname,
    subdomain: dns.subdomain,
    labels: podLabels,
    addresses: status.ips.flatMap(addressOf),
    nodeName: status.nodeName,
    zone: status.nodeName === undefined ? undefined : node?.zone,
    hostNetwork,
    phase: status.phase,
    ready: status.ready && !terminating,
    serving: status.ready,
    terminating,
    observed: true,
  };
  return [{ id, pod: own }];
}

function addressOf(ip: string): readonly ClusterAddress[] {
  const family = familyOf(ip);
  return family === undefined ? [] : [givenAddress(family, canonical(ip))];
}

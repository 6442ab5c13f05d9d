/** Which workloads of a unit could have pods with a label: by pair, and by pair and namespace. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { LabelMap } from "../resources/labels.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { byCertainNamespace, membersOf, podLabelsOf, workloadsAt } from "./members.ts";

/** Workloads that could carry a selector's first known pair; all of them when no pair is known. */
export function candidates(db: Reader, unit: UnitId, selector: LabelMap): readonly DocId[] {
  const pair = firstPair(selector);
  return pair === undefined ? membersOf(db, unit, "workload") : db.get(podsWith, keyOf(unit, pair));
}

/**
 * Those of them that are in one of some namespaces, or may be. Apps of the same labels stand in many namespaces: whoever has
 * nothing to do with the others is not woken by them.
 */
export function candidatesAround(
  db: Reader,
  unit: UnitId,
  selector: LabelMap,
  namespaces: readonly string[],
): Around {
  const pair = firstPair(selector);
  const places = pair === undefined ? undefined : db.get(podsByNamespace, keyOf(unit, pair));
  const at = (namespace: string | undefined) =>
    places ? (places.get(namespace) ?? NO_ONE) : workloadsAt(db, unit, namespace);
  const inside = namespaces.length === 1 ? at(namespaces[0]) : namespaces.flatMap(at);
  return { inside, anywhere: at(undefined) };
}

export interface Around {
  /** Certainly in one of the namespaces. */
  readonly inside: readonly DocId[];
  /** In one that nobody wrote, or that is not known. */
  readonly anywhere: readonly DocId[];
}

const NO_ONE: readonly DocId[] = [];

function firstPair({ pairs }: LabelMap): string | undefined {
  const first = pairs.find((pair) => isKnown(pair.value));
  return first && keyOf(first.key, valueOf(first.value) ?? "");
}

interface PodIndex {
  /** Workloads by `key=value` of a known label. */
  readonly byPair: ReadonlyMap<string, readonly DocId[]>;
  /** Workloads by the key of a label whose value is unknown. */
  readonly byKey: ReadonlyMap<string, readonly DocId[]>;
  /** Workloads that may have any label. */
  readonly open: readonly DocId[];
}

const podIndex = query<PodIndex>(
  "podIndex",
  (db, unit) => {
    const byPair = new Map<string, DocId[]>();
    const byKey = new Map<string, DocId[]>();
    const open: DocId[] = [];
    for (const id of membersOf(db, unit, "workload")) {
      const labels = podLabelsOf(db, unit, id);
      if (labels.open) open.push(id);
      for (const label of labels.pairs) {
        if (isKnown(label.value)) append(byPair, keyOf(label.key, label.value.value), id);
        else append(byKey, label.key, id);
      }
    }
    return { byPair, byKey, open };
  },
  { equal: () => false },
);

/** Workloads whose pods carry a pair, or may; by (unit, key, value). */
const podsWith = query<readonly DocId[]>(
  "podsWith",
  (db, key) => {
    const [unit, pair] = firstAndRest(key);
    const [labelKey] = firstAndRest(pair);
    const index = db.get(podIndex, unit);
    const ids = [...(index.byPair.get(pair) ?? []), ...(index.byKey.get(labelKey) ?? []), ...index.open];
    return [...new Set(ids)].toSorted();
  },
  { gate: true },
);

/** The same by the namespace that they are certainly in; undefined for those that may be in any. */
const podsByNamespace = query<ReadonlyMap<string | undefined, readonly DocId[]>>(
  "podsByNamespace",
  (db, key) => {
    const [unit] = firstAndRest(key);
    return byCertainNamespace(db, unit, db.get(podsWith, key));
  },
);

function append(map: Map<string, DocId[]>, key: string, id: DocId): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

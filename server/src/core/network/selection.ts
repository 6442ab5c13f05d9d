/**
 * Which pod templates a Service selects. Keyed by (unit, Service): a label edit wakes the Services whose first selector
 * pair the workload gained or lost, and nothing else.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf, filePrefix } from "../resources/identity.ts";
import type { LabelMap } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { folderOf, isUnder, pathOf } from "../value/file.ts";
import { all, valueOf } from "../value/known.ts";
import { meantBy } from "./copies.ts";
import { type Excuse, excuseFor } from "./excuses.ts";
import { matches } from "./matching.ts";
import { memberQuery } from "./member.ts";
import { certainNamespace, isOneNamespace, membersOf, outlineOf, podLabelsOf } from "./members.ts";
import { candidates, candidatesAround } from "./podIndex.ts";

/** `Selection` of net.ts, by DocId. */
export interface SelectedIds {
  readonly kind: "none" | "pods";
  readonly certain: readonly DocId[];
  readonly possible: readonly DocId[];
  readonly provablyEmpty: boolean;
  readonly excuse?: Excuse;
}

const NO_PODS: SelectedIds = { kind: "none", certain: [], possible: [], provablyEmpty: false };

/** A Service's selector; undefined when it looks for no pods: none written, or ExternalName. */
export const selectorOf = memberQuery<LabelMap | undefined>("selector", (service) => {
  if (!service || !isFamily(service, "service")) return undefined;
  return valueOf(service.spec.type) === "ExternalName" ? undefined : service.spec.selector;
});

export const selectionOf = query<SelectedIds>("selection", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const selector = selectorOf(db, unit, service);
  if (!selector) return NO_PODS;
  const found = sorted(db, unit, service, selector);
  const empty = found.certain.length === 0 && found.possible.length === 0;
  const excuse = empty ? excuseFor(db, unit, service, selector) : undefined;
  const selection = { kind: "pods" as const, ...found, provablyEmpty: empty && excuse === undefined };
  return excuse === undefined ? selection : { ...selection, excuse };
});

/** Workloads that carry every pair, but in another namespace for certain; by (unit, Service). Asked where nothing is selected. */
export const selectedElsewhere = query<readonly DocId[]>("selectedElsewhere", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const selector = selectorOf(db, unit, service);
  if (!selector) return [];
  const { elsewhere, ...here } = matching(db, unit, service, candidates(db, unit, selector), selector);
  const meant = new Set(meantBy(service, [...here.certain, ...here.possible, ...elsewhere]));
  return elsewhere.filter((workload) => meant.has(workload));
});

function sorted(db: Reader, unit: UnitId, service: DocId, selector: LabelMap) {
  const { certain, possible, elsewhere } = matching(
    ...([db, unit, service, inSight(db, unit, service, selector), selector] as const),
  );
  const meant = new Set(meantBy(service, [...certain, ...possible, ...elsewhere]));
  const isMeant = (workload: DocId) => meant.has(workload);
  const { near, far } = byNearness(db, unit, service, certain.filter(isMeant));
  return { certain: near, possible: [...possible.filter(isMeant), ...far] };
}

/** Workloads of the Service's namespace, and those in its own file: of what stands there no other copy is meant. */
function inSight(db: Reader, unit: UnitId, service: DocId, selector: LabelMap): readonly DocId[] {
  const own = certainNamespace(namespaceAt(db, unit, service));
  if (own === undefined) return candidates(db, unit, selector);
  const { inside, anywhere } = candidatesAround(db, unit, selector, [own]);
  const prefix = filePrefix(fileOf(service));
  const beside = candidates(db, unit, selector).filter((id) => id.startsWith(prefix));
  if (anywhere.length === 0 && beside.every((id) => inside.includes(id))) return inside;
  return [...new Set([...inside, ...anywhere, ...beside])].toSorted();
}

function matching(db: Reader, unit: UnitId, service: DocId, workloads: readonly DocId[], selector: LabelMap) {
  const certain: DocId[] = [];
  const possible: DocId[] = [];
  const elsewhere: DocId[] = [];
  const own = namespaceAt(db, unit, service);
  for (const workload of workloads) {
    const labels = matches(selector, podLabelsOf(db, unit, workload));
    if (labels === "no") continue;
    const namespace = isOneNamespace(own, namespaceAt(db, unit, workload));
    if (labels === "yes" && namespace === "no") elsewhere.push(workload);
    const answer = all([labels, namespace]);
    if (answer === "yes") certain.push(workload);
    else if (answer === "unknown") possible.push(workload);
  }
  return { certain, possible, elsewhere };
}

/**
 * Loose files of one workspace folder are pooled by a guess: where pods stand beside a Service, those of folders apart may
 * belong to something else that happens to bear the same labels.
 */
function byNearness(db: Reader, unit: UnitId, service: DocId, workloads: readonly DocId[]) {
  const folder = folderOf(pathOf(fileOf(service)));
  const isNear = (workload: DocId) => {
    const other = folderOf(pathOf(fileOf(workload)));
    return isUnder(other, folder) || isUnder(folder, other);
  };
  const isBeside = (workload: DocId) => folderOf(pathOf(fileOf(workload))) === folder;
  const isGuess = db.get(outlineOf, unit)?.kind === "plain" && workloads.some(isBeside);
  if (!isGuess) return { near: workloads, far: [] };
  return { near: workloads.filter(isNear), far: workloads.filter((workload) => !isNear(workload)) };
}

function append(map: Map<string, DocId[]>, key: string, id: DocId): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

/** The Services that certainly select a workload, by (unit, workload). */
export const servicesSelecting = query<readonly DocId[]>("servicesSelecting", (db, key) => {
  const [unit, workload] = firstAndRest(key);
  return db.get(selectedBy, unit).get(workload) ?? [];
});

const selectedBy = query<ReadonlyMap<DocId, readonly DocId[]>>(
  "selectedBy",
  (db, unit) => {
    const services = new Map<DocId, DocId[]>();
    for (const service of membersOf(db, unit, "service")) {
      for (const workload of db.get(selectionOf, keyOf(unit, service)).certain)
        append(services, workload, service);
    }
    return services;
  },
  { equal: () => false },
);

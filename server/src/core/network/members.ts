/** The members of a unit by family and by name, and small projections of them that cut off what did not change. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { type LabelMap, noLabels } from "../resources/labels.ts";
import { resourceOf } from "../resources/queries.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import type { Container } from "../resources/workload.ts";
import { namespaceIn, resourceIn, unitOf } from "../units/queries.ts";
import type { UnitId, UnitNamespace, UnitOutline } from "../units/unit.ts";
import { type Answer, isKnown, valueOf } from "../value/known.ts";

/** A member as it is in a unit. */
export function memberOf(db: Reader, unit: UnitId, id: DocId): Resource | undefined {
  return isKustomized(db, unit) ? db.get(resourceIn, keyOf(unit, id)) : db.get(resourceOf, id);
}

/** Only what is built of kustomizations changes its members; elsewhere they are as written, and need no node of their own. */
export function isKustomized(db: Reader, unit: UnitId): boolean {
  return (db.get(outlineOf, unit)?.kustomizations ?? []).length > 0;
}

/** What a unit is, without its members: an inserted document must not wake those who only ask that. */
export const outlineOf = query<UnitOutline | undefined>("unitOutline", (db, id) => {
  const unit = db.get(unitOf, id);
  if (!unit) return undefined;
  const { members: _, ...outline } = unit;
  return outline;
});

const writtenFamilyOf = query<Resource["spec"]["family"] | undefined>(
  "family",
  (db, id) => db.get(resourceOf, id)?.spec.family,
);

const familyOf = query<Resource["spec"]["family"] | undefined>("familyInUnit", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return memberOf(db, unit, id)?.spec.family;
});

/** The DocIds of a unit's members by family, in the unit's order. */
const byFamily = query<ReadonlyMap<string, readonly DocId[]>>("membersByFamily", (db, unit) => {
  const families = new Map<string, DocId[]>();
  const changes = isKustomized(db, unit);
  for (const id of db.get(unitOf, unit)?.members ?? []) {
    const family = changes ? db.get(familyOf, keyOf(unit, id)) : db.get(writtenFamilyOf, id);
    append(families, family ?? "other", id);
  }
  return families;
});

function append(map: Map<string, DocId[]>, key: string, id: DocId): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

const ofFamily = query<readonly DocId[]>("membersOfFamily", (db, key) => {
  const [unit, family] = firstAndRest(key);
  return db.get(byFamily, unit).get(family) ?? [];
});

export function membersOf(db: Reader, unit: UnitId, family: Resource["spec"]["family"]): readonly DocId[] {
  return db.get(ofFamily, keyOf(unit, family));
}

const servicesByName = query<ReadonlyMap<string, readonly DocId[]>>("servicesByName", (db, unit) => {
  const names = new Map<string, DocId[]>();
  for (const id of membersOf(db, unit, "service")) {
    const name = db.get(nameOf, keyOf(unit, id));
    if (name !== undefined) append(names, name, id);
  }
  return names;
});

const servicesOfName = query<readonly DocId[]>("servicesOfName", (db, key) => {
  const [unit, name] = firstAndRest(key);
  return db.get(servicesByName, unit).get(name) ?? [];
});

/** The Services of a unit with this name, in any namespace. */
export function servicesNamed(db: Reader, unit: UnitId, name: string): readonly DocId[] {
  return db.get(servicesOfName, keyOf(unit, name));
}

/** A member's name, undefined when unknown. */
export const nameOf = query<string | undefined>("nameInUnit", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return valueOf(memberOf(db, unit, id)?.name);
});

/** The labels that a workload's pods carry. */
export const podLabelsOf = query<LabelMap>(
  "podLabels",
  (db, key) => {
    const [unit, id] = firstAndRest(key);
    const member = memberOf(db, unit, id);
    return member && isFamily(member, "workload") ? member.spec.podLabels : noLabels;
  },
  { gate: true },
);

/** A workload's containers, as far as ports go. */
export interface PodPorts {
  readonly containers: readonly Container[];
  /** Some of them cannot be read. */
  readonly open: boolean;
  /** Numbers in its arguments and variables (`--metrics-bind-address=:8443`): where it is told to listen, declared or not. */
  readonly spoken: readonly number[];
}

/** Numbers that could be ports, standing alone. */
const NUMBER = /(?<![\w.])\d{2,5}(?![\w.])/g;

export const podPortsOf = query<PodPorts>("podPorts", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member || !isFamily(member, "workload")) return { containers: [], open: true, spoken: [] };
  const { containers, open } = member.spec;
  const spoken = member.texts.flatMap(({ text }) =>
    [...text.matchAll(NUMBER)].map(([digits]) => Number(digits)),
  );
  return {
    containers,
    open: open || containers.some((container) => container.open),
    spoken: [...new Set(spoken)].toSorted((a, b) => a - b),
  };
});

/** What the comparison of many with one needs of each, gathered once a unit. */
export interface Outline {
  readonly id: DocId;
  readonly name: string | undefined;
  readonly namespace: UnitNamespace;
  /** The labels of its pods; none for a Service. */
  readonly podLabels: LabelMap;
}

/** The outlines of a unit's members of one family, by (unit, family). */
const outlines = query<readonly Outline[]>("memberOutlines", (db, key) => {
  const [unit, family] = firstAndRest(key);
  return db.get(ofFamily, key).map((id) => ({
    id,
    name: db.get(nameOf, keyOf(unit, id)),
    namespace: db.get(namespaceIn, keyOf(unit, id)),
    podLabels: family === "workload" ? db.get(podLabelsOf, keyOf(unit, id)) : noLabels,
  }));
});

export function outlinesOf(db: Reader, unit: UnitId, family: "service" | "workload"): readonly Outline[] {
  return db.get(outlines, keyOf(unit, family));
}

/** Whether two members are in one namespace; one that nobody wrote refutes nothing (it may be any). */
export function sameNamespace(db: Reader, unit: UnitId, a: DocId, b: DocId): Answer {
  return isOneNamespace(db.get(namespaceIn, keyOf(unit, a)), db.get(namespaceIn, keyOf(unit, b)));
}

export function isOneNamespace(a: UnitNamespace, b: UnitNamespace): Answer {
  if (!isKnown(a.value) || !isKnown(b.value)) return "unknown";
  if (a.value.value === b.value.value) return "yes";
  return a.assumed || b.assumed ? "unknown" : "no";
}

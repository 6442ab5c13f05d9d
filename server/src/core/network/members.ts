/** The members of a unit by family and by name, and small projections of them that cut off what did not change. */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf, groupOf } from "../resources/identity.ts";
import { type LabelMap, noLabels } from "../resources/labels.ts";
import { factsOf, isFamily, type Resource } from "../resources/resource.ts";
import type { Container } from "../resources/workload.ts";
import { namespaceAt, unitOf } from "../units/queries.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { type Answer, isKnown, valueOf } from "../value/known.ts";
import { isCustom } from "./groups.ts";
import { isKustomized, memberOf, memberQuery } from "./member.ts";

export { isKustomized, memberOf, outlineOf } from "./member.ts";

/** What members are gathered by, beside their family. */
export type Trait = "custom" | "referring" | "rollout" | "texts";

type Gathered = Trait | Resource["spec"]["family"];

function traitsOf(member: Resource | undefined): readonly Gathered[] {
  if (!member) return ["other"];
  const { spec, references, texts, identity } = member;
  const traits: Gathered[] = [spec.family];
  if (isCustom(groupOf(identity.apiVersion))) traits.push("custom");
  if (references.length > 0) traits.push("referring");
  if (identity.kind === "Rollout") traits.push("rollout");
  if (texts.length > 0) traits.push("texts");
  return traits;
}

/** By file: of what is taken as it is written. */
const traitsInFile = query<ReadonlyMap<DocId, readonly Gathered[]>>(
  "traits",
  (db, file) => new Map(db.get(factsOf, file).resources.map((each) => [each.id, traitsOf(each)])),
);

/** By (unit, member): of what a kustomization may change. */
const traitsInUnit = query<readonly Gathered[]>("traitsInUnit", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return traitsOf(memberOf(db, unit, id));
});

function traitsAt(db: Reader, unit: UnitId, id: DocId): readonly Gathered[] {
  if (isKustomized(db, unit)) return db.get(traitsInUnit, keyOf(unit, id));
  return db.get(traitsInFile, fileOf(id)).get(id) ?? traitsOf(undefined);
}

/** The DocIds of a unit's members by family and by trait, in the unit's order: one walk over all of them serves all. */
const byTrait = query<ReadonlyMap<string, readonly DocId[]>>(
  "membersByTrait",
  (db, unit) => {
    const found = new Map<string, DocId[]>();
    for (const id of db.get(unitOf, unit)?.members ?? []) {
      for (const trait of traitsAt(db, unit, id)) append(found, trait, id);
    }
    return found;
  },
  { equal: () => false },
);

function append(map: Map<string, DocId[]>, key: string, id: DocId): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

const withTrait = query<readonly DocId[]>("membersWithTrait", (db, key) => {
  const [unit, trait] = firstAndRest(key);
  return db.get(byTrait, unit).get(trait) ?? [];
});

export function membersOf(db: Reader, unit: UnitId, family: Resource["spec"]["family"]): readonly DocId[] {
  return db.get(withTrait, keyOf(unit, family));
}

/** Members that name a Service or pods, that have texts, that are of a group which Kubernetes does not serve itself … */
export function membersWith(db: Reader, unit: UnitId, trait: Trait): readonly DocId[] {
  return db.get(withTrait, keyOf(unit, trait));
}

const servicesByName = query<ReadonlyMap<string, readonly DocId[]>>("servicesByName", (db, unit) => {
  const names = new Map<string, DocId[]>();
  for (const id of membersOf(db, unit, "service")) {
    const name = nameOf(db, unit, id);
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

/** A Service of a name, and where it is. */
export interface Placed {
  readonly id: DocId;
  readonly namespace: UnitNamespace;
}

const placedOfName = query<readonly Placed[]>("placedServicesOfName", (db, key) => {
  const [unit] = firstAndRest(key);
  return db.get(servicesOfName, key).map((id) => ({ id, namespace: namespaceAt(db, unit, id) }));
});

/** The Services of a unit with this name, each with its namespace: many apps may have one of the same name. */
export function servicesPlaced(db: Reader, unit: UnitId, name: string): readonly Placed[] {
  return db.get(placedOfName, keyOf(unit, name));
}

/** The namespaces that Services of a unit are certainly in. */
const servedNamespaces = query<ReadonlySet<string>>("servedNamespaces", (db, unit) => {
  const names = outlinesOf(db, unit, "service").map(({ namespace }) => certainNamespace(namespace));
  return new Set(names.filter((name) => name !== undefined).toSorted());
});

/** Whether Services of the unit are certainly in a namespace. */
export function hasServicesIn(db: Reader, unit: UnitId, namespace: string): boolean {
  return db.get(servedNamespaces, unit).has(namespace);
}

/** A member's name, undefined when unknown. */
export const nameOf = memberQuery<string | undefined>("name", (member) => valueOf(member?.name));

/** The labels that a workload's pods carry. */
export const podLabelsOf = memberQuery<LabelMap>(
  "podLabels",
  (member) => (member && isFamily(member, "workload") ? member.spec.podLabels : noLabels),
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

export const podPortsOf = memberQuery<PodPorts>("podPorts", portsOn);

/** The ports of whatever makes pods, or is one. */
export function portsOn(workload: Resource | undefined): PodPorts {
  if (!workload || !isFamily(workload, "workload")) return { containers: [], open: true, spoken: [] };
  const { containers, open } = workload.spec;
  const spoken = workload.texts.flatMap(({ text }) =>
    [...text.matchAll(NUMBER)].map(([digits]) => Number(digits)),
  );
  return {
    containers,
    open: open || containers.some((container) => container.open),
    spoken: [...new Set(spoken)].toSorted((a, b) => a - b),
  };
}

/** What the comparison of many with one needs of each, gathered once a unit. */
export interface Outline {
  readonly id: DocId;
  readonly name: string | undefined;
  readonly namespace: UnitNamespace;
  /** The labels of its pods; none for a Service. */
  readonly podLabels: LabelMap;
}

const NO_PODS = { podLabels: noLabels };

const workloadOutline = memberQuery<Pick<Outline, "name" | "podLabels">>("workloadOutline", (member) => ({
  name: valueOf(member?.name),
  podLabels: member && isFamily(member, "workload") ? member.spec.podLabels : noLabels,
}));

/** The outlines of a unit's members of one family, by (unit, family). */
const outlines = query<readonly Outline[]>("memberOutlines", (db, key) => {
  const [unit, family] = firstAndRest(key);
  return db.get(withTrait, key).map((id) => ({
    ...(family === "workload" ? workloadOutline(db, unit, id) : { name: nameOf(db, unit, id), ...NO_PODS }),
    id,
    namespace: namespaceAt(db, unit, id),
  }));
});

export function outlinesOf(db: Reader, unit: UnitId, family: "service" | "workload"): readonly Outline[] {
  return db.get(outlines, keyOf(unit, family));
}

/** The same by the namespace that each is certainly in; undefined for those that may be in any. */
const outlinesByNamespace = query<ReadonlyMap<string | undefined, readonly Outline[]>>(
  "memberOutlinesByNamespace",
  (db, key) => {
    const found = new Map<string | undefined, Outline[]>();
    for (const outline of db.get(outlines, key)) {
      const name = certainNamespace(outline.namespace);
      const before = found.get(name);
      if (before) before.push(outline);
      else found.set(name, [outline]);
    }
    return found;
  },
  { equal: () => false },
);

/** Those that are in a namespace, or may be. */
export function outlinesAround(
  db: Reader,
  unit: UnitId,
  family: "service" | "workload",
  namespace: UnitNamespace,
): readonly Outline[] {
  const name = certainNamespace(namespace);
  if (name === undefined) return outlinesOf(db, unit, family);
  const found = db.get(outlinesByNamespace, keyOf(unit, family));
  const [own = [], anywhere = []] = [found.get(name), found.get(undefined)];
  return anywhere.length === 0 ? own : [...own, ...anywhere].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The workloads of a unit by the namespace that they are certainly in; undefined for those that may be in any. */
const byNamespace = query<ReadonlyMap<string | undefined, readonly DocId[]>>(
  "workloadsByNamespace",
  (db, unit) => byCertainNamespace(db, unit, membersOf(db, unit, "workload")),
  { equal: () => false },
);

/** Members by the namespace that each is certainly in; undefined for those that may be in any. */
export function byCertainNamespace(
  db: Reader,
  unit: UnitId,
  ids: readonly DocId[],
): ReadonlyMap<string | undefined, readonly DocId[]> {
  const found = new Map<string | undefined, DocId[]>();
  for (const id of ids) {
    const name = certainNamespace(namespaceAt(db, unit, id));
    const before = found.get(name);
    if (before) before.push(id);
    else found.set(name, [id]);
  }
  return found;
}

/** Undefined for one that is not known, or that nobody wrote: it may be any. */
export function certainNamespace({ value, assumed }: UnitNamespace): string | undefined {
  return assumed ? undefined : valueOf(value);
}

const inNamespace = query<readonly DocId[]>("workloadsInNamespace", (db, key) => {
  const [unit, name] = firstAndRest(key);
  const found = db.get(byNamespace, unit);
  return found.get(name) ?? [];
});

const inAnyNamespace = query<readonly DocId[]>(
  "workloadsInAnyNamespace",
  (db, unit) => db.get(byNamespace, unit).get(undefined) ?? [],
);

/** The workloads that are certainly in a namespace; without one, those that may be in any. */
export function workloadsAt(db: Reader, unit: UnitId, namespace: string | undefined): readonly DocId[] {
  return namespace === undefined ? db.get(inAnyNamespace, unit) : db.get(inNamespace, keyOf(unit, namespace));
}

/** Whether two members are in one namespace; one that nobody wrote refutes nothing (it may be any). */
export function sameNamespace(db: Reader, unit: UnitId, a: DocId, b: DocId): Answer {
  return isOneNamespace(namespaceAt(db, unit, a), namespaceAt(db, unit, b));
}

export function isOneNamespace(a: UnitNamespace, b: UnitNamespace): Answer {
  if (!isKnown(a.value) || !isKnown(b.value)) return "unknown";
  if (a.value.value === b.value.value) return "yes";
  return a.assumed || b.assumed ? "unknown" : "no";
}

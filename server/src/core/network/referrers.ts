/** Who refers to a Service, and where: the inverse of references.ts, whether or not the Service has the port. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitNamespace } from "../units/unit.ts";
import { type Answer, isKnown } from "../value/known.ts";
import { certainNamespace, isOneNamespace, memberOf, membersWith, nameOf } from "./members.ts";
import { namesakesIn } from "./namesakes.ts";
import { type Wanted, wantedBy } from "./wanted.ts";

/** `Referrer` of net.ts, by DocId. */
export interface ReferrerIds {
  readonly id: DocId;
  /** Index in its references. */
  readonly index: number;
  readonly certainty: Exclude<Answer, "no">;
}

interface Naming {
  readonly index: number;
  /** Undefined when what it names is not known. */
  readonly wanted: Wanted | undefined;
}

/** What a resource's references name; those to something else are left out. */
const wantedIn = query<readonly Naming[]>("wantedServices", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  return (member?.references ?? []).flatMap((reference, index) => {
    const wanted = member && wantedBy(db, unit, member, reference);
    const isUnread = reference.service !== undefined && !isKnown(reference.service);
    return wanted || isUnread ? [{ index, wanted }] : [];
  });
});

interface Place extends Naming {
  readonly id: DocId;
}

interface Places {
  /** By name, and by the namespace that is certainly meant; undefined where none is. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string | undefined, readonly Place[]>>;
  /** Those of which the name is not known. */
  readonly unread: readonly Place[];
}

const placesIn = query<Places>(
  "referrersByName",
  (db, unit) => {
    const named = new Map<string, Map<string | undefined, Place[]>>();
    const unread: Place[] = [];
    for (const id of membersWith(db, unit, "referring")) {
      for (const naming of db.get(wantedIn, keyOf(unit, id))) {
        if (naming.wanted) addTo(named, naming.wanted, { ...naming, id });
        else unread.push({ ...naming, id });
      }
    }
    return { named, unread };
  },
  { equal: () => false },
);

function addTo(
  named: Map<string, Map<string | undefined, Place[]>>,
  { name, namespace }: Wanted,
  place: Place,
): void {
  const places = named.get(name) ?? new Map<string | undefined, Place[]>();
  named.set(name, places);
  const certain = certainNamespace(namespace);
  const before = places.get(certain);
  if (before) before.push(place);
  else places.set(certain, [place]);
}

const NOWHERE: ReadonlyMap<string | undefined, readonly Place[]> = new Map();

/** Those that name a Service of a name in a namespace, or may, in the unit's order. */
function placesAround({ named }: Places, name: string, namespace: UnitNamespace): readonly Place[] {
  const places = named.get(name) ?? NOWHERE;
  const wanted = certainNamespace(namespace);
  const lists =
    wanted === undefined ? [...places.values()] : [places.get(wanted) ?? [], places.get(undefined) ?? []];
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length < 2) return filled[0] ?? [];
  return filled.flat().toSorted((a, b) => (a.id === b.id ? a.index - b.index : a.id < b.id ? -1 : 1));
}

/** By (unit, Service). */
export const referrersOf = query<readonly ReferrerIds[]>("referrers", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const places = db.get(placesIn, unit);
  const namespace = namespaceAt(db, unit, service);
  const name = nameOf(db, unit, service) ?? "";
  const named = placesAround(places, name, namespace).flatMap(
    ({ id, index, wanted }): readonly ReferrerIds[] => {
      const certainty = wanted ? isOneNamespace(wanted.namespace, namespace) : "no";
      if (!wanted || certainty === "no") return [];
      const { here, perhaps } = namesakesIn(db, unit, id, name, wanted.namespace);
      return here.includes(service) || perhaps.includes(service) ? [{ id, index, certainty }] : [];
    },
  );
  const unread = places.unread.map(({ id, index }) => ({ id, index, certainty: "unknown" as const }));
  return [...named, ...unread];
});

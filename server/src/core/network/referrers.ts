/** Who refers to a Service, and where: the inverse of references.ts, whether or not the Service has the port. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { namespaceAt } from "../units/queries.ts";
import { type Answer, isKnown } from "../value/known.ts";
import { meantBy } from "./copies.ts";
import { isOneNamespace, memberOf, membersWith, nameOf, servicesNamed } from "./members.ts";
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

const byName = query<ReadonlyMap<string | undefined, readonly Place[]>>(
  "referrersByName",
  (db, unit) => {
    const found = new Map<string | undefined, Place[]>();
    for (const id of membersWith(db, unit, "referring")) {
      for (const naming of db.get(wantedIn, keyOf(unit, id))) {
        const name = naming.wanted?.name;
        const places = found.get(name);
        if (places) places.push({ ...naming, id });
        else found.set(name, [{ ...naming, id }]);
      }
    }
    return found;
  },
  { equal: () => false },
);

/** By (unit, Service). */
export const referrersOf = query<readonly ReferrerIds[]>("referrers", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const places = db.get(byName, unit);
  const namespace = namespaceAt(db, unit, service);
  const name = nameOf(db, unit, service) ?? "";
  const namesakes = servicesNamed(db, unit, name);
  const named = (places.get(name) ?? []).flatMap(({ id, index, wanted }): readonly ReferrerIds[] => {
    const certainty = wanted ? isOneNamespace(wanted.namespace, namespace) : "no";
    if (certainty === "no" || !meantBy(id, namesakes).includes(service)) return [];
    return [{ id, index, certainty }];
  });
  const unread = (places.get(undefined) ?? []).map(({ id, index }) => ({
    id,
    index,
    certainty: "unknown" as const,
  }));
  return [...named, ...unread];
});

/** What names a Service to send it traffic: Ingresses, routes, webhooks, mesh hosts; whatever may mean it counts. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { unitOf } from "../units/queries.ts";
import { isKnown } from "../value/known.ts";
import { memberOf, nameOf } from "./members.ts";

/** The Services that a resource names; undefined for a name that is not known. */
const namesIn = query<readonly (string | undefined)[]>("namesReferredTo", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const references = memberOf(db, unit, id)?.references ?? [];
  return references.flatMap(({ service, grammar }) => {
    if (service === undefined) return [];
    if (!isKnown(service)) return [undefined];
    return [grammar === "host" ? service.value.split(".")[0] : service.value];
  });
});

const byName = query<ReadonlyMap<string | undefined, readonly DocId[]>>("referrersByName", (db, unit) => {
  const found = new Map<string | undefined, DocId[]>();
  for (const id of db.get(unitOf, unit)?.members ?? []) {
    for (const name of new Set(db.get(namesIn, keyOf(unit, id))))
      found.set(name, [...(found.get(name) ?? []), id]);
  }
  return found;
});

/** Resources that name a Service, or may, in any namespace; by (unit, Service). */
export const referrersOf = query<readonly DocId[]>("referrers", (db, key) => {
  const [unit] = firstAndRest(key);
  const names = db.get(byName, unit);
  return [...(names.get(db.get(nameOf, key)) ?? []), ...(names.get(undefined) ?? [])];
});

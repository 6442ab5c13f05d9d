/** Whether a workload is certainly behind no Service of its unit, and which Services ask for a load balancer. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import { type DocId, identityOf, objectKey } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { memberOf, membersOf } from "./members.ts";
import { selectionOf } from "./selection.ts";

/** Every workload that some Service selects, or may; by unit. */
const servedWorkloads = query<ReadonlySet<DocId>>("servedWorkloads", (db, unit) => {
  const selections = membersOf(db, unit, "service").map((service) =>
    db.get(selectionOf, keyOf(unit, service)),
  );
  return new Set(selections.flatMap(({ certain, possible }) => [...certain, ...possible]));
});

/** A Service that cannot be read, or that a patch changes, may select anything. */
const hasUnreadService = query<boolean>("hasUnreadService", (db, unit) =>
  membersOf(db, unit, "opaque").some((id) => identityOf(id).kind === "Service"),
);

/** By (unit, workload). */
export const isUnserved = query<boolean>("isUnserved", (db, key) => {
  const [unit, workload] = firstAndRest(key);
  return !db.get(servedWorkloads, unit).has(workload) && !db.get(hasUnreadService, unit);
});

/** In the unit's order, of several manifests of one Service the first; by unit. */
export const loadBalancers = query<readonly DocId[]>("loadBalancers", (db, unit) => {
  const found = membersOf(db, unit, "service").filter((id) => {
    const service = memberOf(db, unit, id);
    return service && isFamily(service, "service") && valueOf(service.spec.type) === "LoadBalancer";
  });
  const objects = found.map((id) => objectKey(identityOf(id)));
  return found.filter((_, index) => objects.indexOf(objects[index] ?? "") === index);
});

/** Whether a workload is certainly behind no Service of its unit, and which Services ask for a load balancer. */
import { firstAndRest, keyOf, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
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

/** By (unit, workload). */
export const isUnserved = query<boolean>("isUnserved", (db, key) => {
  const [unit, workload] = firstAndRest(key);
  return !db.get(servedWorkloads, unit).has(workload);
});

/** In the unit's order; by unit. */
export const loadBalancers = query<readonly DocId[]>("loadBalancers", (db, unit) =>
  membersOf(db, unit, "service").filter((id) => {
    const service = memberOf(db, unit, id);
    return service && isFamily(service, "service") && valueOf(service.spec.type) === "LoadBalancer";
  }),
);

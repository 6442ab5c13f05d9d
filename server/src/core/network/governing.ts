/** What a StatefulSet's `spec.serviceName` leads to: the Service under which its pods have names of their own. */
import { firstAndRest, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { meantBy } from "./copies.ts";
import { memberOf, sameNamespace, servicesNamed } from "./members.ts";
import { servicesSelecting } from "./selection.ts";
import { mayBeUnread } from "./unread.ts";

/** `Governing` of net.ts, by DocId. */
export type GoverningIds =
  | { readonly kind: "headless" | "not-headless"; readonly service: DocId }
  | { readonly kind: "missing"; readonly name: string; readonly other: readonly DocId[] }
  | { readonly kind: "unknown" };

/** Undefined for a StatefulSet without `serviceName`, and for any other workload; by (unit, workload). */
export const governingOf = query<GoverningIds | undefined>("governing", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload") || workload.spec.serviceName === undefined)
    return undefined;
  const name = valueOf(workload.spec.serviceName);
  if (name === undefined) return { kind: "unknown" };
  const named = meantBy(id, servicesNamed(db, unit, name));
  const service = named.find((each) => sameNamespace(db, unit, id, each) === "yes");
  const perhaps = named.some((each) => sameNamespace(db, unit, id, each) === "unknown");
  if (service === undefined) {
    return perhaps || mayBeUnread(db, unit, name)
      ? { kind: "unknown" }
      : { kind: "missing", name, other: db.get(servicesSelecting, key) };
  }
  const facts = memberOf(db, unit, service);
  if (!facts || !isFamily(facts, "service")) return { kind: "unknown" };
  const { clusterIP } = facts.spec;
  if (clusterIP !== undefined && !isKnown(clusterIP)) return { kind: "unknown" };
  return { kind: valueOf(clusterIP) === "None" ? "headless" : "not-headless", service };
});

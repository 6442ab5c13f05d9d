/**
 * The Service under which pods have names of their own: that of a StatefulSet's `spec.serviceName`, or of a pod's
 * `subdomain`. Both name a Service of their own namespace, and nothing checks that it is there.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { type Answer, all, isKnown, type Known, valueOf } from "../value/known.ts";
import { isRuntimeLabel } from "./excuses.ts";
import { carries } from "./matching.ts";
import { memberOf, membersOf, nameOf, podLabelsOf } from "./members.ts";
import { namesakesIn } from "./namesakes.ts";
import { selectorOf, servicesSelecting } from "./selection.ts";
import { mayBeUnread } from "./unread.ts";

/** `Governing` of net.ts, by DocId. */
export type GoverningIds =
  | {
      readonly kind: "headless" | "not-headless";
      readonly service: DocId;
      /** Whether the Service selects the pods. */
      readonly selects: Answer;
    }
  | { readonly kind: "missing"; readonly name: string; readonly other: readonly DocId[] }
  | { readonly kind: "unknown" };

/** Undefined for a StatefulSet without `serviceName`, and for any other workload; by (unit, workload). */
export const governingOf = query<GoverningIds | undefined>("governing", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload")) return undefined;
  return named(db, unit, id, workload.spec.serviceName);
});

/** What a pod's `subdomain` leads to; undefined where none is written, and for StatefulSets, which overwrite it. */
export const subdomainOf = query<GoverningIds | undefined>("subdomain", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload") || workload.identity.kind === "StatefulSet")
    return undefined;
  return named(db, unit, id, workload.spec.dns.subdomain);
});

function named(
  db: Reader,
  unit: UnitId,
  id: DocId,
  written: Known<string> | undefined,
): GoverningIds | undefined {
  if (written === undefined) return undefined;
  const name = valueOf(written);
  if (name === undefined) return { kind: "unknown" };
  const { here, perhaps } = namesakesIn(db, unit, id, name, namespaceAt(db, unit, id));
  const [service] = here;
  if (service !== undefined) return headlessness(db, unit, id, service);
  if (perhaps.length > 0 || mayBeUnread(db, unit, name)) return { kind: "unknown" };
  return { kind: "missing", name, other: db.get(servicesSelecting, keyOf(unit, id)) };
}

function headlessness(db: Reader, unit: UnitId, id: DocId, service: DocId): GoverningIds {
  const facts = memberOf(db, unit, service);
  if (!facts || !isFamily(facts, "service")) return { kind: "unknown" };
  const { clusterIP } = facts.spec;
  if (clusterIP !== undefined && !isKnown(clusterIP)) return { kind: "unknown" };
  const kind = valueOf(clusterIP) === "None" ? "headless" : "not-headless";
  return { kind, service, selects: selects(db, unit, service, id) };
}

/** A Service without selector has its endpoints from elsewhere: it may mean these pods. */
function selects(db: Reader, unit: UnitId, service: DocId, workload: DocId): Answer {
  const selector = selectorOf(db, unit, service);
  if (!selector) return "unknown";
  const labels = podLabelsOf(db, unit, workload);
  const answer = all(
    selector.pairs.map((pair) => (isRuntimeLabel(pair) ? "unknown" : carries(labels, pair))),
  );
  return answer === "yes" && selector.open ? "unknown" : answer;
}

/** Whether pods have names of their own under a Service: some workload gives it as `serviceName` or `subdomain`. */
export const isGoverning = query<Answer>("isGoverning", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const { names, nameless } = db.get(governingNames, unit);
  const name = nameOf(db, unit, service);
  if (name === undefined) return "unknown";
  if (names.includes(name)) return "yes";
  return nameless ? "unknown" : "no";
});

interface GoverningNames {
  readonly names: readonly string[];
  /** Some workload names a Service of which the name is not known. */
  readonly nameless: boolean;
}

const governingNames = query<GoverningNames>("governingNames", (db, unit) => {
  const written = membersOf(db, unit, "workload").flatMap((id) => {
    const workload = memberOf(db, unit, id);
    if (!workload || !isFamily(workload, "workload")) return [];
    return [workload.spec.serviceName, workload.spec.dns.subdomain].filter((each) => each !== undefined);
  });
  const names = written.flatMap((each) => valueOf(each) ?? []);
  return { names: [...new Set(names)].toSorted(), nameless: names.length < written.length };
});

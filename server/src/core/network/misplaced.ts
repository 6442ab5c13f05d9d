/**
 * Labels that a Service asks for and that are there after all, but not together on any pod: on the workload itself instead
 * of its template, or each on another pod. Only for a Service that selects nothing.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { Label, LabelMap } from "../resources/labels.ts";
import { namespaceAt } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { meantBy } from "./copies.ts";
import { carries, matches } from "./matching.ts";
import { memberOf, type Outline, outlinesAround } from "./members.ts";
import { ownSelector, selectsOwnPods } from "./ownPods.ts";
import { isRolledOut } from "./rollouts.ts";
import { selectedElsewhere, selectionOf, selectorOf } from "./selection.ts";

/** `Misplaced` of net.ts, by DocId. */
export type MisplacedIds =
  | { readonly kind: "refused"; readonly workloads: readonly DocId[] }
  | { readonly kind: "own-labels"; readonly workloads: readonly DocId[] }
  | {
      readonly kind: "apart";
      readonly holders: readonly { readonly pair: Label; readonly workloads: readonly DocId[] }[];
    };

/** Undefined when the labels are nowhere, or the Service does select something; by (unit, Service). */
export const misplacedOf = query<MisplacedIds | undefined>("misplaced", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const selector = selectorOf(db, unit, service);
  const { certain, possible } = db.get(selectionOf, key);
  if (!selector || selector.open || certain.length + possible.length > 0) return undefined;
  if (db.get(isRolledOut, key) || db.get(selectedElsewhere, key).length > 0) return undefined;
  const here = outlinesAround(db, unit, "workload", namespaceAt(db, unit, service));
  const meant = (ids: readonly DocId[]) => meantBy(service, ids);
  const refused = meant(idsOf(here.filter(({ id }) => isRefused(db, unit, id, selector))));
  if (refused.length > 0) return { kind: "refused", workloads: refused };
  const own = meant(idsOf(here.filter(({ id }) => carriesItself(db, unit, id, selector))));
  if (own.length > 0) return { kind: "own-labels", workloads: own };
  return apart(selector, here, meant);
});

function idsOf(outlines: readonly Outline[]): readonly DocId[] {
  return outlines.map(({ id }) => id);
}

/** It selects what the Service selects, but has other pods: the API server refuses it for that. */
function isRefused(db: Reader, unit: UnitId, id: DocId, selector: LabelMap): boolean {
  const own = ownSelector(db, unit, id);
  if (!own || matches(selector, own.matchLabels) !== "yes") return false;
  return db.get(selectsOwnPods, keyOf(unit, id)) === "no";
}

function carriesItself(db: Reader, unit: UnitId, id: DocId, selector: LabelMap): boolean {
  const labels = memberOf(db, unit, id)?.labels;
  return labels !== undefined && matches(selector, labels) === "yes";
}

function apart(
  selector: LabelMap,
  here: readonly Outline[],
  meant: (ids: readonly DocId[]) => readonly DocId[],
): MisplacedIds | undefined {
  if (selector.pairs.length < 2) return undefined;
  const holders = selector.pairs.map((pair) => ({
    pair,
    workloads: meant(idsOf(here.filter(({ podLabels }) => carries(podLabels, pair) === "yes"))),
  }));
  return holders.every(({ workloads }) => workloads.length > 0) ? { kind: "apart", holders } : undefined;
}

/** Whether a workload's own `spec.selector` selects the pods of its own template. */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { LabelSelector } from "../resources/labelSelector.ts";
import { noLabels } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import type { Answer } from "../value/known.ts";
import { memberOf } from "./members.ts";
import { isEmpty, selects } from "./selectors.ts";

/** `yes` for a workload that has no selector: none can fail then; by (unit, workload). */
export const selectsOwnPods = query<Answer>("selectsOwnPods", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const selector = ownSelector(db, unit, id);
  const member = memberOf(db, unit, id);
  if (!selector || !member || !isFamily(member, "workload") || isEmpty(selector)) return "yes";
  return selects(selector, member.spec.podLabels);
});

/** Undefined when none is written. */
export function ownSelector(db: Reader, unit: UnitId, id: DocId): LabelSelector | undefined {
  const member = memberOf(db, unit, id);
  if (!member || !isFamily(member, "workload")) return undefined;
  const { selector, selectorExpressions } = member.spec;
  if (selector === undefined && selectorExpressions.length === 0) return undefined;
  return { matchLabels: selector ?? noLabels, expressions: selectorExpressions };
}

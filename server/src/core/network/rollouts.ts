/**
 * Services that Argo Rollouts works with: its controller adds `rollouts-pod-template-hash` to the selectors of the stable and
 * canary, active and preview Service, so what stands in their manifests is not what they select.
 */
import { firstAndRest, query } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { valueOf } from "../value/known.ts";
import { memberOf, membersWith, nameOf, sameNamespace } from "./members.ts";

interface Named {
  readonly rollout: DocId;
  /** Undefined when it is not known. */
  readonly name: string | undefined;
}

const named = query<readonly Named[]>("rolloutServices", (db, unit) =>
  membersWith(db, unit, "rollout").flatMap((id) =>
    (memberOf(db, unit, id)?.references ?? []).map(({ service }) => ({
      rollout: id,
      name: valueOf(service),
    })),
  ),
);

/** Whether a Rollout names a Service, or may; by (unit, Service). */
export const isRolledOut = query<boolean>("isRolledOut", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const name = nameOf(db, unit, service);
  return db
    .get(named, unit)
    .some((each) => each.name === name && sameNamespace(db, unit, each.rollout, service) !== "no");
});

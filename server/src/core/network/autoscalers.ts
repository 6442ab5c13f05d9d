/** Whether something in a unit changes the number of replicas that a workload's manifest writes. */
import { query, type Reader } from "../query/query.ts";
import { identityOf } from "../resources/identity.ts";
import { unitOf } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";

/** Kubernetes' own, and KEDA's. */
const AUTOSCALERS: ReadonlySet<string> = new Set(["HorizontalPodAutoscaler", "ScaledObject"]);

const hasAutoscalers = query<boolean>("hasAutoscalers", (db, unit) =>
  (db.get(unitOf, unit)?.members ?? []).some((id) => AUTOSCALERS.has(identityOf(id).kind)),
);

export function hasAutoscaler(db: Reader, unit: UnitId): boolean {
  return db.get(hasAutoscalers, unit);
}

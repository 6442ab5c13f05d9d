/** A member's whole value: as a kustomization builds it, else as it is written. */
import { keyOf, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { valueOfDocument } from "../../resources/resource.ts";
import { builtMember, topsOfUnit } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import type { Value } from "../../value/value.ts";

export function memberValue(db: Reader, unit: UnitId, id: DocId): Value | undefined {
  const tops = db.get(topsOfUnit, unit);
  const built = tops === "" ? undefined : db.get(builtMember, keyOf(tops, id));
  return built?.value ?? db.get(valueOfDocument, id);
}

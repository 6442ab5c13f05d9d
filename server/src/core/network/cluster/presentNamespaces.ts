/** Which namespaces a cluster has: those of every cluster, configured ones, those that the manifests use, those that were seen. */
import { query, type Reader } from "../../query/query.ts";
import { namespaceAt, unitOf } from "../../units/queries.ts";
import type { ClusterSettings } from "../../units/settings.ts";
import type { UnitId } from "../../units/unit.ts";
import { valueOf } from "../../value/known.ts";
import { membersOf, nameOf } from "../members.ts";
import { namespacesSeen } from "./dump.ts";

/** They are in every cluster, with Services of their own that no manifest here needs to hold. */
export const SYSTEM_NAMESPACES: readonly string[] = ["kube-system", "kube-public", "kube-node-lease"];

/** By unit; sorted. */
const usedNamespaces = query<readonly string[]>("usedNamespaces", (db, unit) => {
  const used = (db.get(unitOf, unit)?.members ?? []).map((id) => valueOf(namespaceAt(db, unit, id).value));
  const written = membersOf(db, unit, "namespace").map((id) => nameOf(db, unit, id));
  const names = [...used, ...written].filter((name) => name !== undefined && name !== "");
  return [...new Set(names.flatMap((name) => name ?? []))].toSorted();
});

/** The namespaces that are certainly there; sorted. */
export function presentNamespaces(
  db: Reader,
  unit: UnitId,
  { namespaces = [] }: Pick<ClusterSettings, "namespaces">,
): readonly string[] {
  const used = [...db.get(usedNamespaces, unit), ...namespacesSeen(db, unit)];
  const all = ["default", ...SYSTEM_NAMESPACES, ...namespaces, ...used];
  return [...new Set(all)].toSorted();
}

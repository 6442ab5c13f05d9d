/** Which NetworkPolicies select pods: only what their `podSelector` and `policyTypes` say, not what their rules let through. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import { memberOf, membersOf } from "../../../network/members.ts";
import type { NetworkPolicy } from "../../../network/net.ts";
import { policyPods } from "../../../network/policies.ts";
import { keyOf } from "../../../query/query.ts";
import type { DocId } from "../../../resources/identity.ts";
import { isFamily } from "../../../resources/resource.ts";
import { valueOf } from "../../../value/known.ts";
import { listed, nameOf } from "../../words.ts";
import type { View } from "../view.ts";
import { section, text } from "./facts.ts";

export interface Selecting {
  readonly policy: NetworkPolicy;
  readonly certain: boolean;
}

export function policySection(view: View, workloads: readonly DocId[]): readonly ChartSection[] {
  if (workloads.length === 0) return [];
  const selecting = policiesOn(view, workloads);
  return section("policies", "Policies", [
    directionFact("ingress", selecting, "none selects its pods: any pod may call"),
    directionFact("egress", selecting, "none selects its pods: they may call anybody"),
  ]);
}

/** The policies that select one of some workloads, or may. */
export function policiesOn(
  { db, unit }: Pick<View, "db" | "unit">,
  workloads: readonly DocId[],
): readonly Selecting[] {
  return membersOf(db, unit, "policy").flatMap((id): readonly Selecting[] => {
    const policy = memberOf(db, unit, id);
    if (!policy || !isFamily(policy, "policy")) return [];
    const pods = db.get(policyPods, keyOf(unit, id));
    if (workloads.some((each) => pods.certain.includes(each))) return [{ policy, certain: true }];
    return workloads.some((each) => pods.possible.includes(each)) ? [{ policy, certain: false }] : [];
  });
}

function directionFact(
  direction: "ingress" | "egress",
  selecting: readonly Selecting[],
  none: string,
): ChartFact {
  const own = selecting.filter(({ policy }) => governs(policy, direction));
  const certain = own.filter((each) => each.certain).map(({ policy }) => nameOf(policy));
  const perhaps = own.filter((each) => !each.certain).map(({ policy }) => nameOf(policy));
  const doubt = perhaps.length > 0 ? `perhaps ${listed(perhaps)}` : "";
  if (certain.length === 0) {
    return text(direction, doubt === "" ? none : doubt, { tone: doubt === "" ? "quiet" : "unknown" });
  }
  return text(direction, `only what ${listed(certain)} lets through${doubt === "" ? "" : `; ${doubt}`}`);
}

/** Absent `policyTypes` mean Ingress, and Egress where there are egress rules (NetworkPolicySpec). */
export function governs({ spec }: NetworkPolicy, direction: "ingress" | "egress"): boolean {
  const types = spec.policyTypes?.map((type) => valueOf(type));
  if (types === undefined || types.length === 0) {
    return direction === "ingress" || spec.rules.some((rule) => rule.direction === "egress");
  }
  return types.includes(direction === "ingress" ? "Ingress" : "Egress");
}

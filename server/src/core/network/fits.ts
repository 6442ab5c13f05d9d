/** Answers of net.ts about what fits and what does not: selectors beside pods, and policies beside both. */
import { keyOf, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { UnitId } from "../units/unit.ts";
import { crowdOf } from "./crowd.ts";
import type { Lookup } from "./lookup.ts";
import { isMeshed } from "./mesh.ts";
import type { Misplaced, PolicyPortFault, Unmatched } from "./misfits.ts";
import { type MisplacedIds, misplacedOf } from "./misplaced.ts";
import type { NearId } from "./nearness.ts";
import type { NearMiss, Net } from "./net.ts";
import { selectsOwnPods } from "./ownPods.ts";
import { type UnmatchedIds, unmatchedPeers, unmatchedPolicy } from "./policies.ts";
import { type PortFaultIds, policyPortFaults } from "./policyPorts.ts";
import { isUnserved, loadBalancers } from "./unserved.ts";

/** Selectors and the pods that they are for. */
export function fitRelations(
  db: Reader,
  unit: UnitId,
  members: Lookup,
): Pick<Net, "misplaced" | "crowd" | "selectsOwnPods" | "isUnserved" | "isMeshed" | "loadBalancers"> {
  const at = (id: DocId) => keyOf(unit, id);
  return {
    misplaced: (service) => misplacedAnswer(members, db.get(misplacedOf, at(service))),
    crowd: (service) => {
      const crowd = db.get(crowdOf, at(service));
      if (!crowd) return undefined;
      const own = members(crowd.own, "workload");
      return { own, strangers: members(crowd.strangers, "workload"), apart: crowd.apart };
    },
    selectsOwnPods: (workload) => db.get(selectsOwnPods, at(workload)),
    isUnserved: (workload) => db.get(isUnserved, at(workload)),
    isMeshed: () => db.get(isMeshed, unit),
    loadBalancers: () => members(db.get(loadBalancers, unit), "service"),
  };
}

/** NetworkPolicies and the pods that they mean. */
export function policyRelations(
  db: Reader,
  unit: UnitId,
  members: Lookup,
): Pick<Net, "unmatchedPolicy" | "unmatchedPeers" | "policyPortFaults"> {
  const at = (id: DocId) => keyOf(unit, id);
  return {
    unmatchedPolicy: (policy) => {
      const answer = db.get(unmatchedPolicy, at(policy));
      return answer && unmatchedAnswer(members, answer);
    },
    unmatchedPeers: (policy) =>
      db
        .get(unmatchedPeers, at(policy))
        .map(({ path, ...answer }) => ({ path, ...unmatchedAnswer(members, answer) })),
    policyPortFaults: (policy) =>
      db.get(policyPortFaults, at(policy)).flatMap((answer) => faultAnswer(members, answer)),
  };
}

function misplacedAnswer(members: Lookup, answer: MisplacedIds | undefined): Misplaced | undefined {
  if (answer === undefined) return undefined;
  if (answer.kind !== "apart") return { kind: answer.kind, workloads: members(answer.workloads, "workload") };
  const holders = answer.holders.map(({ pair, workloads }) => ({
    pair,
    workloads: members(workloads, "workload"),
  }));
  return { kind: "apart", holders };
}

function unmatchedAnswer(members: Lookup, { near, elsewhere, ...rest }: UnmatchedIds): Unmatched {
  return {
    ...rest,
    near: near.flatMap((miss) => nearMiss(members, miss)),
    elsewhere: members(elsewhere, "workload"),
  };
}

function nearMiss(members: Lookup, { workload: id, ...rest }: NearId): readonly NearMiss[] {
  return members([id], "workload").map((workload) => ({ ...rest, workload }));
}

function faultAnswer(members: Lookup, answer: PortFaultIds): readonly PolicyPortFault[] {
  const { fault, pods: ids, ...where } = answer;
  const pods = members(ids, "workload");
  if (fault.kind === "unresolved-name") return [{ ...where, pods, fault }];
  return members([fault.service], "service").map((service) => ({
    ...where,
    pods,
    fault: { ...fault, service },
  }));
}

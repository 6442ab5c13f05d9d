/** The questions of Net about references: DocIds become resources as they are in the unit. */
import { keyOf, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { UnitId } from "../units/unit.ts";
import type { Lookup } from "./lookup.ts";
import { memberOf } from "./members.ts";
import { monitorPortsOf } from "./monitorPorts.ts";
import { monitoredBy } from "./monitors.ts";
import type { Net, Service, Workload } from "./net.ts";
import type { ReferenceAnswer } from "./referenceAnswers.ts";
import { type ReferenceIds, referencesOf } from "./references.ts";
import { referrersOf } from "./referrers.ts";

export function referenceRelations(
  db: Reader,
  unit: UnitId,
  members: Lookup,
): Pick<Net, "references" | "referrers" | "monitored" | "monitorPorts"> {
  const targets = (ids: readonly DocId[]) => ids.flatMap((id) => targetAt(members, id));
  return {
    monitored: (monitor) => {
      const { certain, possible, elsewhere, near, isProvablyEmpty } = db.get(
        monitoredBy,
        keyOf(unit, monitor),
      );
      return {
        certain: targets(certain),
        possible: targets(possible),
        elsewhere: targets(elsewhere),
        near: near.flatMap((each) => targets([each.target]).map((target) => ({ ...each, target }))),
        isProvablyEmpty,
      };
    },
    monitorPorts: (monitor) =>
      db
        .get(monitorPortsOf, keyOf(unit, monitor))
        .map((answer) => ("targets" in answer ? { ...answer, targets: targets(answer.targets) } : answer)),
    references: (id) => {
      const references = memberOf(db, unit, id)?.references ?? [];
      return db.get(referencesOf, keyOf(unit, id)).flatMap((answer, index) => {
        const reference = references[index];
        return reference ? [{ reference, index, answer: referenceAnswer(members, answer) }] : [];
      });
    },
    referrers: (service) =>
      db.get(referrersOf, keyOf(unit, service)).flatMap(({ id, ...rest }) => {
        const resource = memberOf(db, unit, id);
        return resource ? [{ ...rest, resource }] : [];
      }),
  };
}

function targetAt(members: Lookup, id: DocId): readonly (Service | Workload)[] {
  return [...members([id], "service"), ...members([id], "workload")];
}

function referenceAnswer(members: Lookup, answer: ReferenceIds): ReferenceAnswer["answer"] {
  switch (answer.kind) {
    case "unknown":
      return answer;
    case "no-service":
      return {
        kind: "no-service",
        alike: members(answer.alike, "service"),
        otherNamespace: members(answer.otherNamespace, "service"),
      };
    case "not-permitted": {
      const [service] = answer.service === undefined ? [] : members([answer.service], "service");
      return { ...answer, service, grants: members(answer.grants, "grant") };
    }
    case "found":
    case "no-port": {
      const [service] = members([answer.service], "service");
      return service ? { ...answer, service } : { kind: "unknown" };
    }
  }
}

/** The questions of Net about references: DocIds become resources as they are in the unit. */
import { keyOf, type Reader } from "../query/query.ts";
import type { UnitId } from "../units/unit.ts";
import type { Lookup } from "./lookup.ts";
import { memberOf } from "./members.ts";
import type { Net, ReferenceAnswer } from "./net.ts";
import { type ReferenceIds, referencesOf } from "./references.ts";
import { referrersOf } from "./referrers.ts";

export function referenceRelations(
  db: Reader,
  unit: UnitId,
  members: Lookup,
): Pick<Net, "references" | "referrers"> {
  return {
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

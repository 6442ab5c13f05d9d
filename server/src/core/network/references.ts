/**
 * Where every reference to a Service leads: Ingress and route backends, webhooks, mesh hosts. One resolution for all kinds,
 * by (unit, referring resource), one answer a reference in the order of the resource's facts.
 */
import { firstAndRest, query, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import type { ServiceReference } from "../resources/reference.ts";
import type { Resource } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";
import { ALIKE } from "./alike.ts";
import { meantBy } from "./copies.ts";
import { isMadeByOther } from "./excuses.ts";
import { permission } from "./grants.ts";
import { meantLikeness } from "./meantNames.ts";
import { isOneNamespace, memberOf, outlinesAround, servicesNamed } from "./members.ts";
import { namesakesIn } from "./namesakes.ts";
import { portOf, type ReferredPort } from "./referredPorts.ts";
import { mayBeUnread } from "./unread.ts";
import { type Wanted, wantedBy } from "./wanted.ts";

/** `ReferenceAnswer` of net.ts, by DocId. */
export type ReferenceIds =
  | ReferredPort
  | {
      readonly kind: "no-service";
      readonly alike: readonly DocId[];
      readonly otherNamespace: readonly DocId[];
    }
  | {
      readonly kind: "not-permitted";
      readonly namespace: string;
      readonly service: DocId | undefined;
      readonly grants: readonly DocId[];
    };

const UNKNOWN: ReferenceIds = { kind: "unknown" };

/** By (unit, resource). */
export const referencesOf = query<readonly ReferenceIds[]>("references", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member) return [];
  return member.references.map((reference) => {
    const wanted = wantedBy(db, unit, member, reference);
    return wanted ? leadsTo(db, unit, member, reference, wanted) : UNKNOWN;
  });
});

function leadsTo(
  db: Reader,
  unit: UnitId,
  from: Resource,
  reference: ServiceReference,
  wanted: Wanted,
): ReferenceIds {
  const { here, perhaps } = namesakesIn(db, unit, from.id, wanted.name, wanted.namespace);
  // Said before whether the Service exists: a controller must not reveal it (ReferenceGrant).
  const permitted = permission(db, unit, from, reference, wanted);
  if (permitted.answer === "no") {
    const namespace = valueOf(wanted.namespace.value) ?? "";
    return { kind: "not-permitted", namespace, service: here[0], grants: permitted.grants };
  }
  if (wanted.isMisread) {
    return here.length > 0 ? { kind: "no-service", alike: here, otherNamespace: [] } : UNKNOWN;
  }
  // Of several copies of a Service, the one that has the port is the one that is meant.
  const answers = here.map((service) => portOf(db, unit, service, reference));
  const [answer] = answers;
  if (answer) return answers.find(({ kind }) => kind === "found") ?? answer;
  const maybe = perhaps.map((service) => portOf(db, unit, service, reference));
  if (maybe.length > 0) return maybe.find(({ kind }) => kind === "found") ?? UNKNOWN;
  if (mayBeUnread(db, unit, wanted.name)) return UNKNOWN;
  return missing(db, unit, from, wanted, meantBy(from.id, servicesNamed(db, unit, wanted.name)));
}

/** Nothing is said of a namespace in which no Service is seen: it is somebody else's. */
function missing(
  db: Reader,
  unit: UnitId,
  from: Resource,
  { name, namespace, isWritten }: Wanted,
  otherNamespace: readonly DocId[],
): ReferenceIds {
  const beside = outlinesAround(db, unit, "service", namespace);
  const isPeopled = isWritten
    ? beside.some((each) => isOneNamespace(namespace, each.namespace) === "yes")
    : beside.length > 0 || otherNamespace.length > 0;
  const alike = beside
    .map((each) => ({ id: each.id, score: meantLikeness(from, name, each) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .map(({ id }) => id);
  if (!isPeopled) return UNKNOWN;
  const isNear = alike.length + otherNamespace.length > 0;
  if (!isNear && isMadeByOther(db, unit, name)) return UNKNOWN;
  return { kind: "no-service", alike, otherNamespace };
}

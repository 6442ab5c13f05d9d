/**
 * Whether a route may refer to a Service of another namespace: only if a ReferenceGrant of that namespace says so
 * (gateway.networking.k8s.io ReferenceGrant). All fields of a `from` and of a `to` have to fit.
 */
import { keyOf, query, type Reader } from "../query/query.ts";
import type { GrantFacts, GrantPeer } from "../resources/grant.ts";
import { type DocId, groupOf, identityOf } from "../resources/identity.ts";
import type { ServiceReference } from "../resources/reference.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import { namespaceIn } from "../units/queries.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { type Answer, all, isKnown, type Known, known, valueOf } from "../value/known.ts";
import { isOneNamespace, memberOf, membersOf, outlinesOf } from "./members.ts";
import type { Wanted } from "./wanted.ts";

const GATEWAY = "gateway.networking.k8s.io";

interface Permission {
  readonly answer: Answer;
  /** Of the wanted namespace, none of which fits. */
  readonly grants: readonly DocId[];
}

export function permission(
  db: Reader,
  unit: UnitId,
  from: Resource,
  { throughMesh }: ServiceReference,
  wanted: Wanted,
): Permission {
  const own = db.get(namespaceIn, keyOf(unit, from.id));
  const isOther = groupOf(from.identity.apiVersion) === GATEWAY && wanted.isWritten && !throughMesh;
  const isOwn = isOther ? isOneNamespace(own, wanted.namespace) : "yes";
  if (isOwn !== "no") return { answer: isOwn, grants: [] };
  const grants = membersOf(db, unit, "grant").filter((id) => isAt(db, unit, id, wanted.namespace) !== "no");
  const answers = grants.map((id) => permits(db, unit, id, from, own, wanted));
  if (answers.includes("yes")) return { answer: "yes", grants };
  const isUnknown = answers.includes("unknown") || db.get(unreadGrants, unit);
  return { answer: isUnknown || !isSeen(db, unit, wanted.namespace) ? "unknown" : "no", grants };
}

function isAt(db: Reader, unit: UnitId, id: DocId, namespace: UnitNamespace): Answer {
  return isOneNamespace(namespace, db.get(namespaceIn, keyOf(unit, id)));
}

/** Where no Service is seen, the grants are not seen either. */
function isSeen(db: Reader, unit: UnitId, namespace: UnitNamespace): boolean {
  return outlinesOf(db, unit, "service").some((each) => isOneNamespace(namespace, each.namespace) === "yes");
}

function permits(
  db: Reader,
  unit: UnitId,
  id: DocId,
  from: Resource,
  own: UnitNamespace,
  wanted: Wanted,
): Answer {
  const grant = memberOf(db, unit, id);
  if (!grant || !isFamily(grant, "grant")) return "unknown";
  const { spec } = grant;
  return all([
    isAt(db, unit, id, wanted.namespace),
    any(spec.from.map((each) => fits(each, GATEWAY, from.identity.kind, own.value))),
    any(spec.to.map((each) => fits(each, "", "Service", undefined, wanted.name))),
  ]);
}

function fits(
  peer: GrantFacts["from"][number],
  group: string,
  kind: string,
  namespace: Known<string> | undefined,
  name?: string,
): Answer {
  return all([
    equal(peer.group ?? known(""), group),
    equal(peer.kind, kind),
    namespace === undefined ? "yes" : equal(peer.namespace, valueOf(namespace)),
    peer.name === undefined || valueOf(peer.name) === "" ? "yes" : equal(peer.name, name),
  ]);
}

function equal(written: GrantPeer["kind"], wanted: string | undefined): Answer {
  if (written === undefined) return "no";
  if (!isKnown(written) || wanted === undefined) return "unknown";
  return written.value === wanted ? "yes" : "no";
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

/** Some grant cannot be read. */
const unreadGrants = query<boolean>("unreadGrants", (db, unit) =>
  membersOf(db, unit, "opaque").some((id) => identityOf(id).kind === "ReferenceGrant"),
);

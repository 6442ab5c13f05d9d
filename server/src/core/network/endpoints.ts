/**
 * Which hand-written Endpoints and EndpointSlices belong to which Service: the same name for Endpoints, the label
 * `kubernetes.io/service-name` for a slice, and one namespace for both.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, identityOf } from "../resources/identity.ts";
import { labelAt } from "../resources/labels.ts";
import { isFamily } from "../resources/resource.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, type Known, valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";
import { meantBy } from "./copies.ts";
import { isMadeByOther } from "./excuses.ts";
import { memberQuery } from "./member.ts";
import { memberOf, membersOf, nameOf, outlinesOf, sameNamespace, servicesNamed } from "./members.ts";
import { mayBeUnread } from "./unread.ts";

/** `EndpointsOwner` of net.ts, by DocId. */
export type OwnerIds =
  | { readonly kind: "found"; readonly service: DocId }
  | { readonly kind: "unlabelled"; readonly candidates: readonly DocId[] }
  | {
      readonly kind: "missing";
      readonly name: string;
      readonly alike: readonly DocId[];
      readonly otherNamespace: readonly DocId[];
    }
  | { readonly kind: "unknown" };

/** `Unbacked` of net.ts, by DocId. */
interface UnbackedIds {
  readonly namesakes: readonly DocId[];
  readonly strays: readonly DocId[];
}

/** What an endpoints object says of the Service it belongs to; undefined when it certainly says nothing. */
const wantedBy = memberQuery<Known<string> | undefined>("endpointsService", (member) => {
  if (!member || !isFamily(member, "endpoints")) return undefined;
  // A transformer may have added the label.
  return member.spec.service ?? labelAt(member.labels, "kubernetes.io/service-name");
});

const byService = query<ReadonlyMap<string, readonly DocId[]>>("endpointsByService", (db, unit) => {
  const found = new Map<string, DocId[]>();
  for (const id of membersOf(db, unit, "endpoints")) {
    const name = valueOf(wantedBy(db, unit, id));
    if (name === undefined) continue;
    const before = found.get(name);
    if (before) before.push(id);
    else found.set(name, [id]);
  }
  return found;
});

/** The endpoints objects of a Service, by (unit, Service). */
export const endpointsOf = query<readonly DocId[]>("endpointsOfService", (db, key) => {
  const [unit, service] = firstAndRest(key);
  const name = nameOf(db, unit, service);
  const named = name === undefined ? [] : (db.get(byService, unit).get(name) ?? []);
  return meantBy(
    service,
    named.filter((id) => sameNamespace(db, unit, service, id) !== "no"),
  );
});

/** The Service that an endpoints object belongs to, by (unit, endpoints object). */
export const ownerOf = query<OwnerIds>("endpointsOwner", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const wanted = wantedBy(db, unit, id);
  if (wanted === undefined) {
    const needy = membersOf(db, unit, "service").filter((service) => {
      const isHere = sameNamespace(db, unit, id, service) !== "no";
      return isHere && db.get(isBare, keyOf(unit, service));
    });
    return { kind: "unlabelled", candidates: meantBy(id, needy) };
  }
  return isKnown(wanted) ? ownerNamed(db, unit, id, wanted.value) : { kind: "unknown" };
});

function ownerNamed(db: Reader, unit: UnitId, id: DocId, name: string): OwnerIds {
  const named = meantBy(id, servicesNamed(db, unit, name));
  const service = named.find((each) => sameNamespace(db, unit, id, each) === "yes");
  if (service !== undefined) return { kind: "found", service };
  const isPerhaps = named.some((each) => sameNamespace(db, unit, id, each) === "unknown");
  if (isPerhaps || mayBeUnread(db, unit, name)) return { kind: "unknown" };
  const alike = outlinesOf(db, unit, "service")
    .map((each) => ({ id: each.id, score: likeness(name, each.name ?? "") }))
    .filter((each) => each.score >= ALIKE && sameNamespace(db, unit, id, each.id) !== "no")
    .toSorted((a, b) => b.score - a.score);
  return { kind: "missing", name, alike: alike.map((each) => each.id), otherNamespace: named };
}

/** Some endpoints object may belong to any Service: it, or the name it gives, cannot be read. */
const unreadEndpoints = query<boolean>("unreadEndpoints", (db, unit) => {
  const isUnnamed = membersOf(db, unit, "endpoints").some((id) => {
    const wanted = wantedBy(db, unit, id);
    return wanted !== undefined && !isKnown(wanted);
  });
  return isUnnamed || membersOf(db, unit, "opaque").map(identityOf).some(isEndpointsKind);
});

function isEndpointsKind({ kind }: { readonly kind: string }): boolean {
  return kind === "Endpoints" || kind === "EndpointSlice";
}

/** Whether a Service selects nothing and has no endpoints that can be read, by (unit, Service). */
const isBare = query<boolean>("isBare", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return false;
  const { type, selector, ports, clusterIP } = service.spec;
  const isTyped = type === undefined || isKnown(type);
  if (!isTyped || selector !== undefined || valueOf(type) === "ExternalName") return false;
  // Neither ports nor `None`: a part of a Service, to be put on another.
  if (ports.length === 0 && valueOf(clusterIP) !== "None") return false;
  return db.get(endpointsOf, key).length === 0;
});

/** `unbacked` of net.ts, by (unit, Service). */
export const unbackedOf = query<UnbackedIds | undefined>("unbacked", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const name = nameOf(db, unit, id);
  if (name === undefined || !db.get(isBare, key) || db.get(unreadEndpoints, unit)) return undefined;
  if (isMadeByOther(db, unit, name)) return undefined;
  const namesakes = outlinesOf(db, unit, "workload").filter(
    (each) => each.name === name && sameNamespace(db, unit, id, each.id) !== "no",
  );
  return { strays: straysNear(db, unit, id, name), namesakes: namesakes.map((each) => each.id) };
});

/** Endpoints that belong to no Service, and may be meant for this one: a name nearly right, or no label beside a name like it. */
function straysNear(db: Reader, unit: UnitId, service: DocId, name: string): readonly DocId[] {
  return membersOf(db, unit, "endpoints").filter((id) => {
    if (sameNamespace(db, unit, service, id) === "no") return false;
    const wanted = wantedBy(db, unit, id);
    if (wanted === undefined) return nameOf(db, unit, id)?.startsWith(name) ?? false;
    const named = valueOf(wanted) ?? "";
    return likeness(name, named) >= ALIKE && servicesNamed(db, unit, named).length === 0;
  });
}

/** The addresses that Services of a unit have for certain, each with its Service. */
const addresses = query<ReadonlyMap<string, DocId>>("serviceAddresses", (db, unit) => {
  const found = new Map<string, DocId>();
  for (const id of membersOf(db, unit, "service")) {
    for (const address of addressesOf(db, unit, id)) found.set(address, id);
  }
  return found;
});

const addressesOf = memberQuery<readonly string[]>("addressesOfService", (service) => {
  if (!service || !isFamily(service, "service")) return [];
  return service.spec.clusterIPs.flatMap((each) => {
    const address = valueOf(each);
    return address === undefined || address === "" || address === "None" ? [] : [address.toLowerCase()];
  });
});

/** The Service that has this address for its own, by (unit, address). */
export const serviceAt = query<DocId | undefined>("serviceAt", (db, key) => {
  const [unit, address] = firstAndRest(key);
  return db.get(addresses, unit).get(address.toLowerCase());
});

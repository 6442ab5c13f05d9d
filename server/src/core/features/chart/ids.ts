/** What nodes are called: stable between edits, unique in a unit, and safe to be put together whatever a manifest says. */
import { memberOf, membersOf } from "../../network/members.ts";
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import { type DocId, groupOf, type Identity } from "../../resources/identity.ts";
import type { Resource } from "../../resources/resource.ts";
import { namespaceIn } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { valueOf } from "../../value/known.ts";
import { nameOf } from "../words.ts";
import { isDrawn } from "./kinds.ts";

/** Stands for a namespace that cannot be known. */
export const NO_NAMESPACE = "?";

/** One part of an id: what ids are put together with is spelt otherwise in it. */
export function part(text: string): string {
  return rowPart(text).replaceAll("/", "%2f");
}

/** The id of a row, in which a slash separates nothing. */
export function rowPart(text: string): string {
  return text.replaceAll(
    /[%#~→\p{Cc}\p{Cf}\p{Cs}]/gu,
    (character) => `%${(character.codePointAt(0) ?? 0).toString(16)}`,
  );
}

/** `Service/shop/cart`. */
export function idOf(kind: string, ...parts: readonly string[]): string {
  return [kind, ...parts.map(part)].join("/");
}

/** The node of something that is named and not there, or not seen. */
export function ghostId(kind: string, ...parts: readonly string[]): string {
  return idOf(GHOST, kind, ...parts);
}

const GHOST = "Missing";

export function isGhost(node: string): boolean {
  return node.startsWith(`${GHOST}/`);
}

/** Groups of which the kinds stand without their group. */
const PLAIN_GROUPS = new Set([
  "discovery.k8s.io",
  "apps",
  "batch",
  "extensions",
  "networking.k8s.io",
  "gateway.networking.k8s.io",
]);

const CORE_KINDS = new Set(["Service", "Pod", "ReplicationController", "Endpoints"]);

/** `Deployment`; `Service.serving.knative.dev` for a kind that is not Kubernetes' own. */
function kindOf({ apiVersion, kind }: Identity): string {
  const group = groupOf(apiVersion);
  const isPlain = group === "" ? CORE_KINDS.has(kind) : PLAIN_GROUPS.has(group);
  return part(isPlain ? kind : `${kind}.${group || "core"}`);
}

/** The namespace in which a node of a resource stands. */
export function namespaceOf(db: Reader, unit: UnitId, id: DocId): string {
  return valueOf(db.get(namespaceIn, keyOf(unit, id)).value) ?? NO_NAMESPACE;
}

/** What a node would be called if no other were; by (unit, resource). */
const wishedId = query<string | undefined>("chartWishedId", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member || !(isDrawn(member) || member.spec.family === "endpoints")) return undefined;
  return idOf(kindOf(member.identity), namespaceOf(db, unit, id), nameOf(member));
});

const FAMILIES: readonly Resource["spec"]["family"][] = [
  ...(["gateway", "ingress", "route", "service", "endpoints", "workload", "opaque"] as const),
];

/** Every resource of a unit that is a node or (endpoints) may be one, with the node's id, in the order of the ids. */
export const nodeIds = query<ReadonlyMap<DocId, string>>("chartIds", (db, unit) => {
  const wished = FAMILIES.flatMap((family) => membersOf(db, unit, family)).flatMap((id) => {
    const base = db.get(wishedId, keyOf(unit, id));
    return base === undefined ? [] : [{ id, base }];
  });
  const sorted = wished.toSorted((a, b) => compare(a.base, b.base) || compare(a.id, b.id));
  const seen = new Map<string, number>();
  return new Map(
    sorted.map(({ id, base }) => {
      const nth = (seen.get(base) ?? 0) + 1;
      seen.set(base, nth);
      // Copies of one object: alternatives of which one is applied at a time.
      return [id, nth === 1 ? base : `${base}~${nth}`];
    }),
  );
});

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The node of a resource, by (unit, resource). */
export const nodeIdOf = query<string | undefined>("chartId", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return db.get(nodeIds, unit).get(id);
});

/** Row ids made unique: the second of the same name is `http~2`. */
export function unique(ids: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return ids.map((id) => {
    const nth = (seen.get(id) ?? 0) + 1;
    seen.set(id, nth);
    return nth === 1 ? rowPart(id) : `${rowPart(id)}~${nth}`;
  });
}

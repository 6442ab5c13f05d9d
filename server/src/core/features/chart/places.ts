/** Which resources add to a chart, and which node stands for which of their fields. */
import { membersOf } from "../../network/members.ts";
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import type { Resource } from "../../resources/resource.ts";
import type { UnitId } from "../../units/unit.ts";
import type { PieceNode } from "./piece.ts";
import { pieceOf } from "./pieces.ts";
import { type Spot, spotsOf } from "./spot.ts";

const FAMILIES: readonly Resource["spec"]["family"][] = [
  ...(["gateway", "ingress", "route", "service", "endpoints", "workload", "opaque"] as const),
];

/** The resources that may add something to a chart, in the order in which they do. */
export function resourcesOf(db: Reader, unit: UnitId): readonly DocId[] {
  return FAMILIES.flatMap((family) => membersOf(db, unit, family));
}

interface Places {
  /** Where a resource is drawn. */
  readonly byResource: ReadonlyMap<DocId, readonly Spot[]>;
  /** The pieces that draw a node: one for what somebody wrote, several for a ghost. */
  readonly byNode: ReadonlyMap<string, readonly { readonly owner: DocId; readonly node: PieceNode }[]>;
}

/** By unit. */
export const placesOf = query<Places>(
  "chartPlaces",
  (db, unit) => {
    const byResource = new Map<DocId, Spot[]>();
    const byNode = new Map<string, { readonly owner: DocId; readonly node: PieceNode }[]>();
    for (const owner of resourcesOf(db, unit)) {
      for (const node of db.get(pieceOf, keyOf(unit, owner)).nodes) {
        append(byNode, node.id, { owner, node });
        for (const spot of spotsOf(node)) append(byResource, spot.origin.id, spot);
      }
    }
    return { byResource, byNode };
  },
  { equal: () => false },
);

/** Where a resource is drawn, by (unit, resource). */
export const spotsOn = query<readonly Spot[]>("chartSpots", (db, key) => {
  const [unit, id] = firstAndRest(key);
  return db.get(placesOf, unit).byResource.get(id) ?? [];
});

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const before = map.get(key);
  if (before) before.push(value);
  else map.set(key, [value]);
}

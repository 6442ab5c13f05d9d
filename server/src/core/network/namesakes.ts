/**
 * Services of one name in the namespace that is asked about. Apps of the same names stand in many namespaces, a team's own or
 * an environment's: whoever asks about one of these looks at no others.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import { type DocId, fileOf } from "../resources/identity.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import type { FileId } from "../value/file.ts";
import { meantBy } from "./copies.ts";
import { certainNamespace, isOneNamespace, type Placed, servicesPlaced } from "./members.ts";

interface Places {
  /** By the namespace that each is certainly in; undefined for those that may be in any. */
  readonly byNamespace: ReadonlyMap<string | undefined, readonly Placed[]>;
  readonly byFile: ReadonlyMap<FileId, readonly Placed[]>;
}

/** The Services of a name by (unit, name), to be looked up by where they are. */
const places = query<Places>(
  "servicePlaces",
  (db, key) => {
    const [unit, name] = firstAndRest(key);
    const byNamespace = new Map<string | undefined, Placed[]>();
    const byFile = new Map<FileId, Placed[]>();
    for (const each of servicesPlaced(db, unit, name)) {
      append(byNamespace, certainNamespace(each.namespace), each);
      append(byFile, fileOf(each.id), each);
    }
    return { byNamespace, byFile };
  },
  { equal: () => false },
);

function append<K>(map: Map<K, Placed[]>, key: K, each: Placed): void {
  const before = map.get(key);
  if (before) before.push(each);
  else map.set(key, [each]);
}

export interface Namesakes {
  /** Certainly in the namespace. */
  readonly here: readonly DocId[];
  /** Perhaps in it. */
  readonly perhaps: readonly DocId[];
}

/** The Services of a name that a resource means, in a namespace. */
export function namesakesIn(
  db: Reader,
  unit: UnitId,
  asker: DocId,
  name: string,
  namespace: UnitNamespace,
): Namesakes {
  const around = placedAround(db, unit, asker, name, namespace);
  const ids = around.map(({ id }) => id);
  const meant = ids.length > 1 ? meantBy(asker, ids) : ids;
  const here: DocId[] = [];
  const perhaps: DocId[] = [];
  for (const { id, namespace: place } of around) {
    const answer = isOneNamespace(namespace, place);
    if (answer === "no" || !meant.includes(id)) continue;
    if (answer === "yes") here.push(id);
    else perhaps.push(id);
  }
  return { here, perhaps };
}

const NOBODY: readonly Placed[] = [];

/** Those that are in the namespace, or may be, and those of the asker's own file: of what stands there no copy is meant. */
function placedAround(
  db: Reader,
  unit: UnitId,
  asker: DocId,
  name: string,
  namespace: UnitNamespace,
): readonly Placed[] {
  const wanted = certainNamespace(namespace);
  if (wanted === undefined) return servicesPlaced(db, unit, name);
  const { byNamespace, byFile } = db.get(places, keyOf(unit, name));
  const own = byNamespace.get(wanted) ?? NOBODY;
  const anywhere = byNamespace.get(undefined) ?? NOBODY;
  const beside = byFile.get(fileOf(asker)) ?? NOBODY;
  if (anywhere.length === 0 && beside.every((each) => own.includes(each))) return own;
  return [...new Set([...own, ...anywhere, ...beside])].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

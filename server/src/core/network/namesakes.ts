/**
 * Services of one name in the namespace that is asked about. Apps of the same names stand in many namespaces, a team's own or
 * an environment's: whoever asks about one of these looks at no others.
 */
import type { Reader } from "../query/query.ts";
import { type DocId, fileOf, filePrefix } from "../resources/identity.ts";
import type { UnitId, UnitNamespace } from "../units/unit.ts";
import { meantBy } from "./copies.ts";
import { isOneNamespace, servicesPlaced } from "./members.ts";

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
  const here: DocId[] = [];
  const perhaps: DocId[] = [];
  const beside: DocId[] = [];
  const prefix = filePrefix(fileOf(asker));
  for (const { id, namespace: place } of servicesPlaced(db, unit, name)) {
    const answer = isOneNamespace(namespace, place);
    if (answer === "yes") here.push(id);
    else if (answer === "unknown") perhaps.push(id);
    // Of what stands in the asker's file no other copy is meant, wherever that is.
    else if (id.startsWith(prefix)) beside.push(id);
  }
  const all = [...here, ...perhaps, ...beside];
  const meant = all.length > 1 ? meantBy(asker, all) : all;
  if (meant.length === all.length) return { here, perhaps };
  return {
    here: here.filter((id) => meant.includes(id)),
    perhaps: perhaps.filter((id) => meant.includes(id)),
  };
}

/** Every object of every unit, for whoever is given a name to find. */
import type { Location, NamedObject, ResourceName } from "../answers.ts";
import { locationOf } from "../documents/locate.ts";
import { memberOf } from "../network/members.ts";
import type { Reader } from "../query/query.ts";
import { type DocId, fileOf, identityOf } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import { namespaceAt, roots, unitsIn } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import { valueOf } from "../value/known.ts";

/** Those of some kinds whose name is known, in the order of units and files. */
export function objectsOf(db: Reader, isWanted: (kind: string) => boolean): readonly NamedObject[] {
  return db.get(roots, "").flatMap((root) =>
    db.get(unitsIn, root).flatMap(({ id: unit, name, members }) =>
      members.flatMap((id) => {
        // A look at its kind, without reading it.
        const member = isWanted(identityOf(id).kind) ? memberOf(db, unit, id) : undefined;
        const found = member && resourceName(db, unit, member);
        return found ? [{ ...found, resource: id, unit, unitName: name }] : [];
      }),
    ),
  );
}

/** What a resource is called in a unit, and where it is written; undefined when its name cannot be known. */
export function resourceName(
  db: Reader,
  unit: UnitId,
  { id, identity, name }: Resource,
): Omit<NamedObject, "resource" | "unit" | "unitName"> | undefined {
  const text = valueOf(name);
  if (text === undefined) return undefined;
  const { apiVersion, kind } = identity;
  const namespace = valueOf(namespaceAt(db, unit, id).value) ?? "";
  return { apiVersion, kind, namespace, name: text, ...placeOf(db, id) };
}

/** The same of what is in no unit: as it is written. */
export function placedName(
  db: Reader,
  { id, identity, name, namespace }: Resource,
): (ResourceName & Location) | undefined {
  const text = valueOf(name);
  if (text === undefined) return undefined;
  const { apiVersion, kind } = identity;
  return { apiVersion, kind, namespace: valueOf(namespace) ?? "default", name: text, ...placeOf(db, id) };
}

const START = { line: 0, character: 0 };

function placeOf(db: Reader, id: DocId): Pick<NamedObject, "file" | "range"> {
  const found = locationOf(db, id, ["metadata", "name"], "value") ?? locationOf(db, id, [], "value");
  return found ?? { file: fileOf(id), range: { start: START, end: START } };
}

/** The findings that are about an object, wherever they are written; hints left out. */
import type { Diagnostic, ResourceName } from "../../answers.ts";
import type { Net } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { builtMember, topsOfUnit } from "../../units/queries.ts";
import { diagnosticsOf } from "../diagnostics.ts";
import { isHarsher } from "../findings.ts";

/** `near` are resources whose findings count where they speak of the object. */
export function findingsAbout(
  db: Reader,
  net: Net,
  object: ResourceName,
  { id, near }: { readonly id: DocId; readonly near: readonly DocId[] },
): readonly Diagnostic[] {
  const files = new Set([...filesOf(db, net, id), ...near.map(fileOf)]);
  return [...files]
    .flatMap((file) => db.get(diagnosticsOf, file).shown)
    .filter((each) => each.severity !== "hint" && isIn(net, each) && speaksOf(each, object))
    .toSorted(
      (a, b) => Number(isHarsher(b.severity, a.severity)) - Number(isHarsher(a.severity, b.severity)),
    );
}

/** Where it is written, and where a kustomization changes it. */
function filesOf(db: Reader, net: Net, id: DocId): readonly string[] {
  const tops = db.get(topsOfUnit, net.unit.id);
  const touched = tops === "" ? [] : (db.get(builtMember, keyOf(tops, id))?.touched ?? []);
  return [fileOf(id), ...touched.map(({ at }) => fileOf(at.document))];
}

function isIn({ unit }: Net, { units }: Diagnostic): boolean {
  return units.includes(unit.name);
}

function speaksOf({ resource, related }: Diagnostic, object: ResourceName): boolean {
  return [resource, ...related.map((each) => each.resource)].some((each) => each && isSame(each, object));
}

function isSame(a: ResourceName, b: ResourceName): boolean {
  return (
    a.kind === b.kind && a.name === b.name && a.namespace === b.namespace && a.apiVersion === b.apiVersion
  );
}

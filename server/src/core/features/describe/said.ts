/** The findings that are about an object, wherever they are written; hints left out. */
import type { Diagnostic, ResourceName } from "../../answers.ts";
import type { Net } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { builtMember, topsOfUnit } from "../../units/queries.ts";
import { diagnosticsOf } from "../diagnostics.ts";
import { resourceName } from "../objects.ts";

/** Its own, and what is said of resources near by (`near`) that speaks of it. */
export function findingsAbout(
  db: Reader,
  net: Net,
  id: DocId,
  near: readonly DocId[],
): readonly Diagnostic[] {
  const own = objectOf(db, net, id);
  if (!own) return [];
  const others = [...new Set(near)].filter((each) => each !== id);
  const beside = others.flatMap((each) =>
    saidOf(db, net, each).filter(({ related }) =>
      related.some(({ resource }) => resource && isSame(resource, own)),
    ),
  );
  const all = [...new Set([...saidOf(db, net, id), ...beside])];
  return all.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** Of what is said of one resource, that of one rule. */
export function findingsOf(db: Reader, net: Net, id: DocId, rule: string): readonly Diagnostic[] {
  return saidOf(db, net, id).filter(({ code }) => code === rule);
}

const ORDER: readonly Diagnostic["severity"][] = ["error", "warning", "information"];

function objectOf(db: Reader, net: Net, id: DocId): ResourceName | undefined {
  const resource = net.resource(id);
  return resource && resourceName(db, net.unit.id, resource);
}

/** What is said of one resource. */
function saidOf(db: Reader, net: Net, id: DocId): readonly Diagnostic[] {
  const object = objectOf(db, net, id);
  if (!object) return [];
  return [...new Set(filesOf(db, net, id))]
    .flatMap((file) => db.get(diagnosticsOf, file).shown)
    .filter(({ severity, units, resource }) => {
      const isShown = severity !== "hint" && units.includes(net.unit.name);
      return isShown && resource !== undefined && isSame(resource, object);
    });
}

/** Where it is written, and where a kustomization changes it. */
function filesOf(db: Reader, net: Net, id: DocId): readonly string[] {
  const tops = db.get(topsOfUnit, net.unit.id);
  const touched = tops === "" ? [] : (db.get(builtMember, keyOf(tops, id))?.touched ?? []);
  return [fileOf(id), ...touched.map(({ at }) => fileOf(at.document))];
}

function isSame(a: ResourceName, b: ResourceName): boolean {
  return (
    a.kind === b.kind && a.name === b.name && a.namespace === b.namespace && a.apiVersion === b.apiVersion
  );
}

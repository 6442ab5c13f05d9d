/** What the units that build a document make of it: field by field, as it is written and as it is built. */
import type { Reader } from "../../query/query.ts";
import { type DocId, fileOf } from "../../resources/identity.ts";
import { valueOfDocument } from "../../resources/resource.ts";
import type { At, BuiltObject } from "../../units/kustomize/build/object.ts";
import { valueAt } from "../../units/kustomize/build/values.ts";
import { builtInstances, topsOfUnit, unitOf, unitsOfFile, writtenPath } from "../../units/queries.ts";
import { type Path, printPath } from "../../value/path.ts";
import type { Value } from "../../value/value.ts";

export interface Change {
  /** The unit's name. */
  readonly unit: string;
  /** In the built object. */
  readonly path: Path;
  /** In the document; shorter where what is set is not written there. */
  readonly written: Path;
  readonly from: Value | undefined;
  readonly to: Value | undefined;
  /** What set it. */
  readonly at: At;
}

/** Of every unit that the document is built for, in their order; what is set to what it was is none. */
export function changesOf(db: Reader, id: DocId): readonly Change[] {
  const document = db.get(valueOfDocument, id);
  return db.get(unitsOfFile, fileOf(id)).flatMap((unit) => {
    const tops = db.get(topsOfUnit, unit);
    if (tops === "") return [];
    const { name = "" } = db.get(unitOf, unit) ?? {};
    return builtInstances(db, tops, id).flatMap((object) => changesIn(object, document, name));
  });
}

function changesIn(
  { value, touched }: BuiltObject,
  document: Value | undefined,
  unit: string,
): readonly Change[] {
  const last = new Map(touched.map((each) => [printPath(each.path), each]));
  return [...last.values()].flatMap(({ path, at }) => {
    const written = writtenPath(value, document, path);
    const from = written.length === path.length ? valueAt(document, written) : undefined;
    const to = valueAt(value, path);
    return isSame(from, to) ? [] : [{ unit, path, written, from, to, at }];
  });
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a?.type === "scalar" && b?.type === "scalar") return a.raw === b.raw;
  return JSON.stringify(a) === JSON.stringify(b);
}

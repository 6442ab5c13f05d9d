/** Findings and fixes of built objects, taken to where their authors wrote what is at fault. */
import type { Reader } from "../query/query.ts";
import { keyOf } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { valueOfDocument } from "../resources/resource.ts";
import type { At, Change } from "../rules/rule.ts";
import type { BuiltObject } from "../units/kustomize/build/object.ts";
import { valueAt } from "../units/kustomize/build/values.ts";
import { isOfSeveral, itemToldBy, type Origin, originIn } from "../units/kustomize/origin.ts";
import { builtMember, madeNames, topsOfUnit } from "../units/queries.ts";
import type { UnitId } from "../units/unit.ts";
import type { PlainValue } from "../value/change.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";
import { embeddedSpan } from "./embedded.ts";

/** Where a place of a member is written. */
export function writtenAt(db: Reader, unit: UnitId, at: At): At {
  const origin = originOf(db, unit, at);
  if (!origin) return at;
  const { document, path, by } = origin;
  if (origin.within) {
    const span = embeddedSpan(db, origin, at.part);
    return { id: document, path, part: "value", ...(span ? { within: span } : {}) };
  }
  const part = by === undefined || by === "patch" ? at.part : "value";
  const inText = at.within && part === at.part ? { within: at.within } : {};
  return { id: document, path, part, ...inText };
}

/** Undefined for a member that is as it is written. */
function originOf(db: Reader, unit: UnitId, { id, path }: Pick<At, "id" | "path">): Origin | undefined {
  const object = objectOf(db, unit, id);
  return object && originIn(db, object, path);
}

function objectOf(db: Reader, unit: UnitId, id: DocId): BuiltObject | undefined {
  const tops = unit === "" ? "" : db.get(topsOfUnit, unit);
  return tops === "" ? undefined : db.get(builtMember, keyOf(tops, id));
}

/**
 * The changes to what is written; undefined when one of them is to something that kustomize makes, or would write down a name
 * that kustomize makes: in the next build that would be made longer once more, and in other overlays there is no such name.
 */
export function changesWritten(
  db: Reader,
  unit: UnitId,
  changes: readonly Change[],
): readonly Change[] | undefined {
  const written = changes.flatMap((change) => changeWritten(db, unit, change) ?? []);
  return written.length === changes.length ? written : undefined;
}

function changeWritten(db: Reader, unit: UnitId, change: Change): Change | undefined {
  if (change.type === "createDocument") {
    const object = objectOf(db, unit, change.after);
    if (!object) return change;
    if (holdsMadeName(db, unit, change.value)) return undefined;
    return object.source === undefined ? undefined : { ...change, after: object.source };
  }
  const object = objectOf(db, unit, change.id);
  if (!object) return change;
  if ("value" in change && holdsMadeName(db, unit, change.value)) return undefined;
  const whole = change.type === "remove" || change.type === "rename" ? change.path : itemToldBy(change.path);
  if (whole && isOfSeveral(db, object, whole)) return undefined;
  const there = standing(object.value, change.path);
  const origin = originIn(db, object, there);
  if (!origin || origin.within || !isWritten(db, origin, valueAt(object.value, there))) return undefined;
  return { ...change, id: origin.document, path: [...origin.path, ...change.path.slice(there.length)] };
}

function holdsMadeName(db: Reader, unit: UnitId, value: PlainValue): boolean {
  const made = db.get(madeNames, db.get(topsOfUnit, unit));
  return made.size > 0 && wordsOf(value).some((word) => made.has(word));
}

/** `cart.prod.svc` holds three. */
function wordsOf(value: PlainValue): readonly string[] {
  if (typeof value === "string") return [value, ...value.split(/[^\w-]+/)];
  if (typeof value !== "object") return [];
  return Object.values(value).flatMap(wordsOf);
}

/** As much of a path as is there: what is missing is made below it. */
function standing(value: Value, path: Path): Path {
  const missing = path.findIndex((_, index) => valueAt(value, path.slice(0, index + 1)) === undefined);
  return missing < 0 ? path : path.slice(0, missing);
}

/** Whether a field stands at its origin as it is built, and not as a part of something that makes it. */
function isWritten(db: Reader, { document, path, by }: Origin, built: Value | undefined): boolean {
  if (by !== undefined && by !== "patch") return false;
  const written = valueAt(db.get(valueOfDocument, document), path);
  if (written?.type !== built?.type) return false;
  return written?.type !== "scalar" || built?.type !== "scalar" || written.raw === built.raw;
}

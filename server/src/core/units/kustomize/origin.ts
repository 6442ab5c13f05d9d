/**
 * Where the author wrote what stands in a built object: the patch, the kustomization's entry, or the document that it began
 * as, where items of lists are found again that patches have moved.
 */
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { valueOfDocument } from "../../resources/resource.ts";
import { isWithin, type Path } from "../../value/path.ts";
import { member, type Value } from "../../value/value.ts";
import type { BuiltObject, Touched } from "./build/object.ts";
import { rawOf, valueAt } from "./build/values.ts";

export interface Origin {
  readonly document: DocId;
  readonly path: Path;
  /** Below the text at `path`, which holds YAML itself: a patch inside the kustomization. */
  readonly within?: Path;
  readonly nth?: number;
  /** What set it; undefined for what stands as its author wrote it. */
  readonly by: Touched["by"] | undefined;
}

/**
 * Undefined for what nobody wrote: a generated object without its generator. Who gave all names a prefix has written none of
 * them: a name, and what refers to it, stands where it stands without.
 */
export function originIn(db: Reader, object: BuiltObject, path: Path): Origin | undefined {
  const touch = object.touched.findLast((each) => !each.renames && isWithin(path, each.path));
  if (touch) return touchedAt(touch, path);
  if (object.source !== undefined) {
    const written = db.get(valueOfDocument, object.source);
    return { document: object.source, path: writtenPath(object.value, written, path), by: undefined };
  }
  const { generator } = object;
  return generator && { ...generator, by: "generator" };
}

/** A patch says what lies below, too; an entry of a kustomization stands for all that it makes. */
function touchedAt({ path: touched, by, at }: Touched, path: Path): Origin {
  const below = by === "patch" ? path.slice(touched.length) : [];
  if (at.within) return { ...at, within: [...at.within, ...below], by };
  return { ...at, path: [...at.path, ...below], by };
}

/** Whether several have a part in what stands at a path: taken away or renamed in one place, it is still there by another. */
export function isOfSeveral(db: Reader, object: BuiltObject, path: Path): boolean {
  const around = object.touched.filter(
    (each) => !each.renames && (isWithin(each.path, path) || isWithin(path, each.path)),
  );
  if (around.some(({ by, path: set }) => by !== "patch" && isWithin(set, path))) return true;
  if (around.length === 0 || object.source === undefined) return false;
  const written = db.get(valueOfDocument, object.source);
  return written !== undefined && writtenPath(object.value, written, path).length === path.length;
}

/** The item that patches tell from others of its list by the field at a path; undefined when they do not. */
export function itemToldBy(path: Path): Path | undefined {
  const [index, key] = path.slice(-2);
  return typeof index === "number" && MERGE_KEYS.some((each) => each === key) ? path.slice(0, -1) : undefined;
}

/** The same field of the document as it is written; as much of the path as is written. */
export function writtenPath(built: Value, written: Value | undefined, path: Path): Path {
  const found: (string | number)[] = [];
  let [here, there]: [Value | undefined, Value | undefined] = [built, written];
  for (const step of path) {
    const index = typeof step === "number" ? itemLike(here, there, step) : step;
    if (index === undefined) return found;
    found.push(index);
    here = valueAt(here, [step]);
    there = valueAt(there, [index]);
  }
  return found;
}

/** Undefined when the list has no such item as it is written. */
function itemLike(built: Value | undefined, written: Value | undefined, index: number): number | undefined {
  if (built?.type !== "sequence" || written?.type !== "sequence") return index;
  const [item, same] = [built.items[index], written.items[index]];
  if (item === undefined) return index;
  if (same !== undefined && nameOf(item) === nameOf(same)) return index;
  const found = written.items.findIndex((each) => nameOf(each) === nameOf(item));
  if (found >= 0) return found;
  return same !== undefined && isInPlace(built.items, written.items, same) ? index : undefined;
}

/** One that no other item has become: an operation changed what it is told by where it stands. */
function isInPlace(built: readonly Value[], written: readonly Value[], same: Value): boolean {
  return built.length === written.length && !built.some((each) => nameOf(each) === nameOf(same));
}

/** The keys by which patches tell items of lists apart, of all lists that have any. */
const MERGE_KEYS = ["name", "port", "containerPort", "protocol", "mountPath", "ip", "key", "topologyKey"];

function nameOf(item: Value): string {
  if (item.type === "scalar") return item.raw;
  return JSON.stringify(MERGE_KEYS.map((key) => rawOf(member(item, key))));
}

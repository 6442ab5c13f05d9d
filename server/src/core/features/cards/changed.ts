/** What stands in the built object where it differs from what is written: `80 → 8080 in overlays/prod`. */
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { valueAt } from "../../units/kustomize/build/values.ts";
import { isWithin, type Path } from "../../value/path.ts";
import type { Value } from "../../value/value.ts";
import { changesOf } from "../links/changes.ts";
import { code, escaped } from "../markdown.ts";
import { listed } from "../words.ts";

/** One line for each value that some units give a field; none where all take it as it is written. */
export function changedLines(db: Reader, id: DocId, path: Path): readonly string[] {
  const units = new Map<string, Set<string>>();
  for (const { unit, path: built, written, from, to } of changesOf(db, id)) {
    if (written.length < built.length || !isWithin(path, written)) continue;
    const below = path.slice(written.length);
    const text = between(valueAt(from, below), valueAt(to, below));
    if (text === undefined) continue;
    units.set(text, (units.get(text) ?? new Set()).add(unit));
  }
  return [...units].map(([text, names]) => `${text} in ${escaped(listed([...names]))}`);
}

function between(from: Value | undefined, to: Value | undefined): string | undefined {
  if (from?.type !== "scalar" || (to !== undefined && to.type !== "scalar")) return undefined;
  if (to === undefined) return `${code(from.raw)} is removed`;
  return from.raw === to.raw ? undefined : `${code(from.raw)} → ${code(to.raw)}`;
}

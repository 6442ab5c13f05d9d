/** `replacements`: values of one object in fields of others; each sees what the one before has done. */
import { pathOf } from "../../../value/file.ts";
import type { Mapping, Value } from "../../../value/value.ts";
import { isFault, type PatchFault } from "../patch/patched.ts";
import { type Replaced, replaced } from "../patch/replacement.ts";
import { notThere } from "./configurations.ts";
import type { Objects } from "./fieldTransformers.ts";
import { documentsAt, named } from "./files.ts";
import { namedOf } from "./named.ts";
import type { At, BuiltObject } from "./object.ts";
import { relocated } from "./relocate.ts";
import { below, leaveOpen, refuse } from "./report.ts";
import { fieldAt, type Item, itemsAt, rootAt, type Target } from "./target.ts";
import { rawOf } from "./values.ts";

export function withReplacements(target: Target, objects: Objects): Objects {
  return itemsAt(target.value, target.at, "replacements").reduce(
    (all, item) => replacementItem(target, all, item),
    objects,
  );
}

/** One entry: a replacement, or a file of one or of several. */
export function replacementItem(target: Target, objects: Objects, item: Item): Objects {
  const path = fieldAt(item, "path");
  if (!path) return withReplacement(target, objects, item);
  if (fieldAt(item, "source") || fieldAt(item, "targets"))
    refuse(target.report, "replacement", item.at, "`path` excludes `source` and `targets`");
  return inFile(target, path).reduce((all, each) => withReplacement(target, all, each), objects);
}

function inFile(target: Target, { value, at }: Item): readonly Item[] {
  const entry = rawOf(value);
  const meant = named(target.db, target.file, entry);
  if (meant.kind !== "file") {
    notThere(target, entry, meant.kind, at);
    return [];
  }
  const [document] = documentsAt(target.db, meant.file) ?? [];
  if (!document) return [];
  if ("problem" in document) {
    refuse(target.report, "unreadable-file", at, `${entry} does not parse: ${document.problem}`);
    return [];
  }
  const [source] = document.resources;
  const root: At = source ? rootAt(source.id) : at;
  const items: readonly Value[] =
    document.value.type === "sequence" ? document.value.items : [document.value];
  return items.map((each) => ({ value: each, at: root }));
}

function withReplacement(target: Target, objects: Objects, { value, at }: Item): Objects {
  if (value.type !== "mapping") return objects;
  const result = replacedIn(objects, value);
  if ("unbuilt" in result) {
    leaveOpen(target.report, "plugin", target.file, `${pathOf(target.file)}: ${result.unbuilt}`);
    return objects;
  }
  if (isFault(result)) {
    refuse(target.report, "replacement", below(at, ...result.path), result.fault);
    return objects;
  }
  return objects.map((object, index) => {
    const patched = result.get(index);
    if (!patched?.value) return object;
    const made = patched.touched.map(({ path, from }) => ({
      path,
      by: "transformer" as const,
      at: below(at, ...from),
    }));
    const touched = [...relocated(object.touched, patched.moved, patched.value), ...made];
    return { ...object, value: patched.value, touched };
  });
}

/** Objects of which only the outline was read have no fields to be replaced; what would be missed there is no fault. */
function replacedIn(
  objects: readonly BuiltObject[],
  replacement: Mapping,
): Replaced | PatchFault | { readonly unbuilt: string } {
  const result = replaced(objects.map(namedOf), replacement);
  if (!isFault(result) || !objects.some(({ outline }) => outline)) return result;
  const whole = objects.flatMap((object, index) => (object.outline ? [] : [{ object, index }]));
  const again = replaced(
    whole.map(({ object }) => namedOf(object)),
    replacement,
  );
  if (isFault(again) || "unbuilt" in again) return result;
  return new Map([...again].map(([index, patched]) => [whole[index]?.index ?? -1, patched]));
}

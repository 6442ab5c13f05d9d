/** `patches`, `patchesStrategicMerge` and `patchesJson6902`: which objects each is for, and what comes out. */
import type { WholeDocument } from "../../../resources/documents.ts";
import { type Mapping, member, memberAt, type Value } from "../../../value/value.ts";
import { jsonPatch } from "../patch/jsonPatch.ts";
import { isFault, type Patched, type PatchFault } from "../patch/patched.ts";
import { type MergeOptions, strategicMerge } from "../patch/strategicMerge.ts";
import { matchesTarget, targetOf } from "../patch/target.ts";
import type { Objects } from "./fieldTransformers.ts";
import { anyIds, currentId, inWords, originalId, remembered, sameId } from "./identity.ts";
import { namedOf } from "./named.ts";
import type { At, BuiltObject } from "./object.ts";
import { type LoadedPatch, patchAt } from "./patchText.ts";
import { wordsAsTexts } from "./reading.ts";
import { relocated } from "./relocate.ts";
import { below, refuse } from "./report.ts";
import { objectOf } from "./resources.ts";
import { fieldAt, type Item, isTrue, itemsAt, type Target } from "./target.ts";
import { emptyMapping, rawOf, text, withEntry, withMember, withoutEntry } from "./values.ts";

/** `patchesStrategicMerge`, deprecated: files or texts of objects. */
export function withMergePatches(target: Target, objects: Objects): Objects {
  return itemsAt(target.value, target.at, "patchesStrategicMerge").reduce(
    (all, item) => mergePatchItem(target, all, item),
    objects,
  );
}

/** One file or text of objects, each for the object of its name. */
export function mergePatchItem(target: Target, objects: Objects, item: Item): Objects {
  const patch = patchAt(target, { inlineOrPath: item });
  return patch ? byOwnNames(target, objects, patch, {}) : objects;
}

export function withPatches(target: Target, objects: Objects): Objects {
  return itemsAt(target.value, target.at, "patches").reduce(
    (all, item) => patchItem(target, all, item),
    objects,
  );
}

/** One entry of `patches`, or a PatchTransformer. */
export function patchItem(target: Target, objects: Objects, item: Item): Objects {
  const patch = patchAt(target, { path: fieldAt(item, "path"), inline: fieldAt(item, "patch"), at: item.at });
  if (!patch) return objects;
  const selector = fieldAt(item, "target");
  if (isOperations(patch.documents)) {
    if (selector) return withOperations(target, objects, patch, selector, "remembers");
    refuse(target.report, "patch", item.at, "a JSON patch needs a `target`");
    return objects;
  }
  const says = (key: string) => isTrue(member(member(item.value, "options"), key));
  const options = { allowNameChange: says("allowNameChange"), allowKindChange: says("allowKindChange") };
  return selector
    ? byTarget(target, objects, patch, selector, options)
    : byOwnNames(target, objects, patch, options);
}

/** `patchesJson6902`, deprecated: operations for objects of one name. */
export function withJsonPatches(target: Target, objects: Objects): Objects {
  return itemsAt(target.value, target.at, "patchesJson6902").reduce(
    (all, item) => jsonPatchItem(target, all, item),
    objects,
  );
}

export function jsonPatchItem(target: Target, objects: Objects, item: Item): Objects {
  const inline = fieldAt(item, "patch") ?? fieldAt(item, "jsonOp");
  const patch = patchAt(target, { path: fieldAt(item, "path"), inline, at: item.at });
  const selector = fieldAt(item, "target");
  if (!patch) return objects;
  if (selector && rawOf(member(selector.value, "name")) !== "")
    return withOperations(target, objects, patch, selector, "forgets");
  refuse(target.report, "patch", item.at, "the `target` needs a `name`");
  return objects;
}

function isOperations(documents: readonly WholeDocument[]): boolean {
  return documents.some((document) => "value" in document && document.value.type === "sequence");
}

function mergesIn(target: Target, { documents, placeOf, at }: LoadedPatch): readonly Merge[] {
  return documents.flatMap((document, index) => {
    if ("problem" in document) {
      refuse(target.report, "patch", at, `the patch does not parse: ${document.problem}`);
      return [];
    }
    const { value } = document;
    const name = rawOf(member(member(value, "metadata"), "name"));
    if (value.type === "mapping" && rawOf(member(value, "kind")) !== "" && name !== "")
      return [{ value: wordsAsTexts(value), at: placeOf(index) }];
    refuse(
      target.report,
      "patch",
      at,
      "a patch needs `apiVersion`, `kind` and `metadata.name`, or be a list of operations",
    );
    return [];
  });
}

interface Merge {
  readonly value: Mapping;
  readonly at: At;
}

function byOwnNames(target: Target, objects: Objects, patch: LoadedPatch, options: MergeOptions): Objects {
  return mergesIn(target, patch).reduce((all, merge) => {
    const wanted = originalId(objectOf(merge.value, undefined));
    const meant = all.filter((object) => anyIds(object).some((id) => sameId(id, wanted)));
    const [only, another] = meant;
    if (only && !another) return merged(target, all, meant, merge, options);
    const message = only
      ? `the patch is for ${inWords(wanted)}, and there is more than one`
      : `the patch is for ${inWords(wanted)} (${wanted.apiVersion}), and there is none`;
    refuse(target.report, "patch-target", patch.at, message);
    return all;
  }, objects);
}

function byTarget(
  target: Target,
  objects: Objects,
  patch: LoadedPatch,
  selector: Item,
  options: MergeOptions,
): Objects {
  const [merge, another] = mergesIn(target, patch);
  if (another) {
    refuse(
      target.report,
      "patch",
      patch.at,
      "a patch of several objects takes no `target`; each names its own",
    );
    return objects;
  }
  const meant = selected(target, objects, selector);
  return merge && meant ? merged(target, objects, meant, merge, options) : objects;
}

/** Undefined when the target is none. */
export function selected({ report }: Target, objects: Objects, selector: Item): Objects | undefined {
  const wanted = targetOf(selector.value);
  if (!isFault(wanted)) {
    const meant = objects.filter((object) => matchesTarget(wanted, namedOf(object)));
    if (meant.length === 0) report.idle.push(selector.at);
    return meant;
  }
  refuse(report, "patch-target", below(selector.at, ...wanted.path), wanted.fault);
  return undefined;
}

function merged(
  target: Target,
  objects: Objects,
  meant: Objects,
  { value, at }: Merge,
  options: MergeOptions,
): Objects {
  const renames = options.allowNameChange || options.allowKindChange;
  return changed(target, objects, meant, at, (object) => {
    const patch = withEntry(value, "apiVersion", text(currentId(object).apiVersion));
    return {
      object: renames ? remembered(object) : object,
      result: strategicMerge(object.value, patch, options),
    };
  });
}

function withOperations(
  target: Target,
  objects: Objects,
  { documents, placeOf, at }: LoadedPatch,
  selector: Item,
  names: "remembers" | "forgets",
): Objects {
  const meant = selected(target, objects, selector);
  const [document] = documents;
  if (!meant || !document) return objects;
  if ("problem" in document) {
    refuse(target.report, "patch", at, `the patch does not parse: ${document.problem}`);
    return objects;
  }
  const operations: Value = document.value;
  return changed(target, objects, meant, placeOf(0), (each) => {
    const object = names === "remembers" ? remembered(each) : each;
    return { object, result: withAnnotations(object, (value) => jsonPatch(value, operations)) };
  });
}

const ANNOTATIONS = ["metadata", "annotations"];

/**
 * Kustomize keeps what it remembers of an object in annotations while it builds: so operations find `metadata.annotations` in
 * every object that has been renamed or generated, whether its author wrote any or not.
 */
function withAnnotations(
  { value, previous, generator }: BuiltObject,
  patch: (value: Mapping) => Patched | PatchFault,
): Patched | PatchFault {
  const hasOwn = memberAt(value, ...ANNOTATIONS) !== undefined;
  if (hasOwn || (previous.length === 0 && !generator)) return patch(value);
  const result = patch(withMember(value, ANNOTATIONS, emptyMapping));
  if (isFault(result) || !result.value) return result;
  const left = memberAt(result.value, ...ANNOTATIONS);
  if (left?.type !== "mapping" || left.entries.length > 0) return result;
  const metadata = member(result.value, "metadata");
  if (metadata?.type !== "mapping") return result;
  return { ...result, value: withEntry(result.value, "metadata", withoutEntry(metadata, "annotations")) };
}

/** Each object that is meant as the patch leaves it; deleted ones are left out. */
function changed(
  { report }: Target,
  objects: Objects,
  meant: Objects,
  at: At,
  patch: (object: BuiltObject) => { readonly object: BuiltObject; readonly result: Patched | PatchFault },
): Objects {
  const isMeant = new Set(meant);
  return objects.flatMap((each) => {
    if (!isMeant.has(each) || each.outline) return [each];
    const { object, result } = patch(each);
    if (isFault(result)) {
      refuse(report, "patch", below(at, ...result.path), `${inWords(currentId(each))}: ${result.fault}`);
      return [each];
    }
    const { value } = result;
    if (!value || value.entries.length === 0) return [];
    const touched = result.touched.map(({ path, from }) => ({
      path,
      by: "patch" as const,
      at: below(at, ...from),
    }));
    return [{ ...object, value, touched: [...relocated(each.touched, result.moved, value), ...touched] }];
  });
}

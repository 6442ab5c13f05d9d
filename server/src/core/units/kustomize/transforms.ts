/**
 * What one kustomization changes in the objects that it builds on, as far as that can be told without building: which
 * objects, and which of their fields. In doubt, all of them.
 */
import { query } from "../../query/query.ts";
import type { KustomizationFacts } from "../../resources/kustomization.ts";

import { type Label, labelMapOf } from "../../resources/labels.ts";
import { factsOf, valueOfDocument } from "../../resources/resource.ts";
import { type FileId, pathOf } from "../../value/file.ts";
import { type Known, valueOf } from "../../value/known.ts";
import { booleanOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, type Value } from "../../value/value.ts";
import { pathFrom } from "./entries.ts";
import { kustomizationAt } from "./graph.ts";
import { touchOfText } from "./inlineTouch.ts";
import { EVERYTHING, type Touch } from "./touch.ts";

export interface Transforms {
  /** `namespace`; undefined when absent or empty. */
  readonly namespace: Known<string> | undefined;
  /** `namePrefix`, `nameSuffix`. */
  readonly renames: boolean;
  /** `labels`, `commonLabels`: of the objects themselves, of pod templates, in selectors. */
  readonly labels: LabelChange;
  readonly annotations: boolean;
  /** Names of the workloads under `replicas`. */
  readonly scaled: readonly string[];
  /** What `patches` and `replacements` change. */
  readonly targets: readonly Target[];
}

/** Labels that are set, over those that are there. */
export interface LabelChange {
  readonly own: readonly Label[];
  readonly pods: readonly Label[];
  readonly selectors: readonly Label[];
  /** Which labels, and where, cannot be told. */
  readonly open: boolean;
}

export interface Target {
  /** The objects that it is for; an undefined kind or name may be any. `file`: those that the patch file names. */
  readonly objects: "file" | { readonly kind: string | undefined; readonly name: string | undefined };
  /** What it changes; a path below the workspace folder where a file says it. */
  readonly by: Touch | { readonly path: string };
}

const ALL: Target = { objects: { kind: undefined, name: undefined }, by: EVERYTHING };
export const NO_LABELS: LabelChange = { own: [], pods: [], selectors: [], open: false };

/** By the kustomization's file; undefined when it holds none that can be read. */
export const transformsOf = query<Transforms | undefined>("transforms", (db, file: FileId) => {
  const facts = db.get(kustomizationAt, file);
  if (facts === undefined || facts === "unreadable") return undefined;
  const resource = db.get(factsOf, file).resources.find(({ spec }) => spec.family === "kustomization");
  const value = resource && db.get(valueOfDocument, resource.id);
  return value ? read(value, facts, pathOf(file)) : inDoubt(facts);
});

/** The document as it is now does not parse, and only its last good facts are known. */
function inDoubt({ namespace, transforms, opaque }: KustomizationFacts): Transforms {
  const has = (...fields: readonly string[]) => fields.some((field) => transforms.includes(field));
  const changes = has("patches", "patchesStrategicMerge", "patchesJson6902", "replacements", "replicas");
  return {
    namespace,
    renames: has("namePrefix", "nameSuffix"),
    labels: { ...NO_LABELS, open: has("labels", "commonLabels") },
    annotations: true,
    scaled: [],
    targets: changes || opaque.length > 0 ? [ALL] : [],
  };
}

function read(value: Value, { namespace, opaque }: KustomizationFacts, path: string): Transforms {
  const has = (field: string) => member(value, field) !== undefined;
  const runs = opaque.includes("transformers") || opaque.includes("openapi");
  return {
    namespace: valueOf(namespace) === "" ? undefined : namespace,
    renames: ["namePrefix", "nameSuffix"].some((field) => isWritten(member(value, field))),
    labels: labelChange(member(value, "commonLabels"), itemsOf(member(value, "labels"))),
    annotations: has("commonAnnotations"),
    scaled: itemsOf(member(value, "replicas")).map((item) => valueOf(textOf(member(item, "name"))) ?? ""),
    targets: [
      ...itemsOf(member(value, "patchesStrategicMerge")).map((item) => mergePatch(item, path)),
      ...itemsOf(member(value, "patchesJson6902")).map((item) => patch(item, path)),
      ...itemsOf(member(value, "patches")).map((item) => patch(item, path)),
      ...itemsOf(member(value, "replacements")).flatMap(replacement),
      ...(runs ? [ALL] : []),
    ],
  };
}

function isWritten(value: Value | undefined): boolean {
  const text = textOf(value);
  return text !== undefined && valueOf(text) !== "";
}

/**
 * `commonLabels` are set everywhere; `labels` in metadata, with `includeTemplates` in pod templates, with
 * `includeSelectors` in both and in selectors. Where `fields` leads is not looked at.
 */
function labelChange(common: Value | undefined, items: readonly Value[]): LabelChange {
  const says = (item: Value, field: string) => valueOf(booleanOf(member(item, field))) === true;
  const pairs = (chosen: readonly Value[]) =>
    [common, ...chosen.map((item) => member(item, "pairs"))].flatMap((each) => labelMapOf(each).pairs);
  const selecting = items.filter((item) => says(item, "includeSelectors"));
  const inPods = items.filter((item) => selecting.includes(item) || says(item, "includeTemplates"));
  const custom = items.some((item) => itemsOf(member(item, "fields")).length > 0);
  return { own: pairs(items), pods: pairs(inPods), selectors: pairs(selecting), open: custom };
}

/** `patchesStrategicMerge` lists files and inline documents. */
function mergePatch(item: Value, path: string): Target {
  if (item.type !== "scalar") return ALL;
  return item.raw.includes("\n") ? inline(item.raw) : ofFile(path, item.raw);
}

/** An explicit target decides; else the patch says by itself what it is for. */
function patch(item: Value, path: string): Target {
  const target = member(item, "target");
  const file = member(item, "path");
  const text = member(item, "patch");
  const own =
    file?.type === "scalar" ? ofFile(path, file.raw) : text?.type === "scalar" ? inline(text.raw) : ALL;
  return target ? { objects: named(target), by: own.by } : own;
}

function ofFile(kustomization: string, entry: string): Target {
  const path = pathFrom(kustomization, entry);
  return path === undefined ? ALL : { objects: "file", by: { path } };
}

/** `replacements`: each names what it writes to, or a file that does. */
function replacement(item: Value): readonly Target[] {
  const targets = itemsOf(member(item, "targets"));
  if (targets.length === 0) return [ALL];
  return targets.map((target) => ({ objects: named(member(target, "select")), by: EVERYTHING }));
}

/** Names and kinds are anchored regular expressions; one that is more than plain text may mean anything. */
function named(target: Value | undefined): Exclude<Target["objects"], "file"> {
  const plain = (field: string) => {
    const text = valueOf(textOf(member(target, field)));
    return text !== undefined && /^[\w-]+$/.test(text) ? text : undefined;
  };
  return { kind: plain("kind"), name: plain("name") };
}

/**
 * An inline document is looked at by its lines, as a file that does not parse is: the one `kind` at its left edge and the
 * one `name` right under `metadata`. Anything less plain may be for any object.
 */
function inline(text: string): Target {
  const kinds = [...text.matchAll(/^kind:[ \t]*([\w.-]+)[ \t]*$/gm)].map((match) => match[1]);
  const indent = /^metadata:[ \t]*\r?\n([ \t]+)\S/m.exec(text)?.[1];
  const names =
    indent === undefined
      ? []
      : [...text.matchAll(new RegExp(`^${indent}name:[ \\t]*([\\w.-]+)[ \\t]*$`, "gm"))];
  const [kind, otherKind] = kinds;
  const [name, otherName] = names.map((match) => match[1]);
  const isPlain = otherKind === undefined && otherName === undefined;
  const isNamed = isPlain && kind !== undefined && name !== undefined;
  return { objects: isNamed ? { kind, name } : { kind: undefined, name: undefined }, by: touchOfText(text) };
}

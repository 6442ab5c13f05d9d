/** Transformers of `apiVersion: builtin`, by kind: what fields of a kustomization do, with field specs of their own. */
import { member } from "../../../value/value.ts";
import { fieldSpecsIn } from "./config.ts";
import { withEntries } from "./entries.ts";
import { imageChange, type Objects } from "./fieldTransformers.ts";
import { withImage } from "./images.ts";
import { withAffix } from "./names.ts";
import { type NamespaceSetting, withNamespace } from "./namespace.ts";
import { jsonPatchItem, mergePatchItem, patchItem } from "./patches.ts";
import { replacementItem } from "./replacements.ts";
import { withReplicas } from "./replicas.ts";
import { below } from "./report.ts";
import { fieldAt, type Item, isTrue, itemsAt, pairsAt, type Target, textAt } from "./target.ts";
import { mapping } from "./values.ts";

export interface PluginItem extends Item {
  readonly name: string;
  readonly namespace: string;
}

export type BuiltinTransformer = (target: Target, objects: Objects, plugin: PluginItem) => Objects;

const specsOf = (plugin: Item) => fieldSpecsIn(member(plugin.value, "fieldSpecs"));

const affix =
  (end: "prefix" | "suffix"): BuiltinTransformer =>
  ({ report }, objects, plugin) => {
    const at = below(plugin.at, end);
    return withAffix(objects, { end, text: textAt(plugin, end), at }, specsOf(plugin), report);
  };

const entries =
  (field: "labels" | "annotations"): BuiltinTransformer =>
  ({ report }, objects, plugin) =>
    withEntries(objects, pairsAt(fieldAt(plugin, field)), specsOf(plugin), report);

const SUBJECTS: readonly NamespaceSetting["subjects"][] = ["defaultOnly", "allServiceAccounts", "none"];

export const builtinTransformers: Readonly<Record<string, BuiltinTransformer>> = {
  PrefixTransformer: affix("prefix"),
  SuffixTransformer: affix("suffix"),
  PrefixSuffixTransformer: (target, objects, plugin) =>
    affix("suffix")(target, affix("prefix")(target, objects, plugin), plugin),
  LabelTransformer: entries("labels"),
  AnnotationsTransformer: entries("annotations"),
  NamespaceTransformer: ({ report }, objects, plugin) => {
    const wanted = textAt(plugin, "setRoleBindingSubjects");
    const setting = {
      namespace: plugin.namespace,
      unsetOnly: isTrue(member(plugin.value, "unsetOnly")),
      subjects: SUBJECTS.find((each) => each === wanted) ?? "defaultOnly",
      at: below(plugin.at, "metadata", "namespace"),
    };
    return withNamespace(objects, setting, specsOf(plugin), report);
  },
  PatchTransformer: patchItem,
  PatchJson6902Transformer: jsonPatchItem,
  PatchStrategicMergeTransformer: (target, objects, plugin) => {
    const inline = fieldAt(plugin, "patches");
    const items = [...itemsAt(plugin.value, plugin.at, "paths"), ...(inline ? [inline] : [])];
    return items.reduce((all, item) => mergePatchItem(target, all, item), objects);
  },
  ReplacementTransformer: (target, objects, plugin) =>
    itemsAt(plugin.value, plugin.at, "replacements").reduce(
      (all, item) => replacementItem(target, all, item),
      objects,
    ),
  ReplicaCountTransformer: ({ report }, objects, plugin) => {
    const replica = fieldAt(plugin, "replica") ?? { value: mapping({}), at: plugin.at };
    const count = { name: textAt(replica, "name"), count: textAt(replica, "count") || "0", at: replica.at };
    return withReplicas(objects, count, specsOf(plugin), report);
  },
  ImageTagTransformer: ({ report }, objects, plugin) => {
    const image = fieldAt(plugin, "imageTag") ?? { value: mapping({}), at: plugin.at };
    return withImage(objects, imageChange(image), specsOf(plugin), report);
  },
};

/** The transformers that fields of a kustomization stand for, in the order in which kustomize runs them. Patches apart. */
import { member } from "../../../value/value.ts";
import type { TransformerConfig } from "./config.ts";
import { fieldSpecsIn } from "./config.ts";
import { type NewEntry, withEntries } from "./entries.ts";
import { type FieldSpec, mergeFieldSpecs } from "./fieldSpec.ts";
import { withImage } from "./images.ts";
import { withAffix } from "./names.ts";
import { withNamespace } from "./namespace.ts";
import type { BuiltObject } from "./object.ts";
import { withReplicas } from "./replicas.ts";
import { type Report, refuse } from "./report.ts";
import { fieldAt, type Item, isTrue, itemsAt, pairsAt, textAt } from "./target.ts";
import { rawOf } from "./values.ts";

export type Objects = readonly BuiltObject[];

export function namespaced(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  const field = fieldAt(root, "namespace");
  if (!field) return objects;
  const namespace = rawOf(field.value);
  const setting = { namespace, unsetOnly: false, subjects: "defaultOnly", at: field.at } as const;
  return withNamespace(objects, setting, config.namespace, report);
}

export function affixed(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  const ends = [
    ["prefix", "namePrefix"],
    ["suffix", "nameSuffix"],
  ] as const;
  return ends.reduce((each, [end, key]) => {
    const field = fieldAt(root, key);
    if (!field) return each;
    return withAffix(each, { end, text: rawOf(field.value), at: field.at }, config[key], report);
  }, objects);
}

export function labelled(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  const own = itemsAt(root.value, root.at, "labels").reduce((each, item) => {
    const specs = labelSpecs(item, config, report);
    return withEntries(each, pairsAt(fieldAt(item, "pairs")), specs, report);
  }, objects);
  const common: readonly NewEntry[] = pairsAt(fieldAt(root, "commonLabels"));
  return common.length === 0 ? own : withEntries(own, common, config.commonLabels, report);
}

const METADATA_LABELS: FieldSpec = { path: "metadata/labels", create: true };

function labelSpecs(item: Item, config: TransformerConfig, report: Report): readonly FieldSpec[] {
  const says = (key: string) => isTrue(member(item.value, key));
  const builtIn: readonly (readonly FieldSpec[])[] = says("includeSelectors")
    ? [config.commonLabels]
    : [
        says("includeTemplates") ? config.templateLabels : [],
        says("includeVolumeClaimTemplates") ? config.volumeClaimTemplateLabels : [],
        [METADATA_LABELS],
      ];
  let specs = fieldSpecsIn(member(item.value, "fields"));
  for (const more of [config.labels, ...builtIn]) {
    const merged = mergeFieldSpecs(specs, more);
    if (!merged)
      refuse(report, "transformer", item.at, "`fields` says otherwise of `create` than kustomize does");
    specs = merged ?? specs;
  }
  return specs;
}

export function annotated(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  const pairs = pairsAt(fieldAt(root, "commonAnnotations"));
  return pairs.length === 0 ? objects : withEntries(objects, pairs, config.commonAnnotations, report);
}

export function scaled(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  return itemsAt(root.value, root.at, "replicas").reduce((each, item) => {
    const count = { name: textAt(item, "name"), count: textAt(item, "count") || "0", at: item.at };
    return withReplicas(each, count, config.replicas, report);
  }, objects);
}

export function withImages(objects: Objects, root: Item, config: TransformerConfig, report: Report): Objects {
  return ["images", "imageTags"]
    .flatMap((key) => itemsAt(root.value, root.at, key))
    .reduce((each, item) => withImage(each, imageChange(item), config.images, report), objects);
}

export function imageChange(item: Item) {
  const [name = "", newName = "", newTag = "", digest = "", tagSuffix = ""] = [
    ...["name", "newName", "newTag", "digest", "tagSuffix"],
  ].map((key) => textAt(item, key));
  return { name, newName, newTag, digest, tagSuffix, at: item.at };
}

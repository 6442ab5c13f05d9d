/** The order in which a kustomization's own fields change what it has gathered. */
import type { TransformerConfig } from "./config.ts";
import {
  affixed,
  annotated,
  labelled,
  namespaced,
  type Objects,
  scaled,
  withImages,
} from "./fieldTransformers.ts";
import { withJsonPatches, withMergePatches, withPatches } from "./patches.ts";
import { withReplacements } from "./replacements.ts";
import type { Target } from "./target.ts";

export function fieldTransformers(target: Target, objects: Objects, config: TransformerConfig): Objects {
  const { report } = target;
  const steps: readonly ((all: Objects) => Objects)[] = [
    (all) => withMergePatches(target, all),
    (all) => withPatches(target, all),
    ...[namespaced, affixed, labelled, annotated].map(
      (transform) => (all: Objects) => transform(all, target, config, report),
    ),
    (all) => withJsonPatches(target, all),
    (all) => scaled(all, target, config, report),
    (all) => withImages(all, target, config, report),
    (all) => withReplacements(target, all),
  ];
  return steps.reduce((all, step) => step(all), objects);
}

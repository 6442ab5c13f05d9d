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
import type { Target } from "./target.ts";

export function fieldTransformers(target: Target, objects: Objects, config: TransformerConfig): Objects {
  const { report } = target;
  return [namespaced, affixed, labelled, annotated, scaled, withImages].reduce(
    (each, transform) => transform(each, target, config, report),
    objects,
  );
}

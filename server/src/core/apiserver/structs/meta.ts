/** What every object has beside its own: ObjectMeta and LabelSelector (apimachinery, meta/v1). */
import type { Structs } from "./struct.ts";

export const metaStructs: Structs = {
  ObjectMeta: `
    name generateName namespace selfLink uid resourceVersion generation:int64 creationTimestamp:any
    deletionTimestamp:any deletionGracePeriodSeconds:int64 labels:map[string]string
    annotations:map[string]string ownerReferences:[]OwnerReference finalizers:[]string managedFields:[]any`,
  OwnerReference: "apiVersion kind name uid controller:bool blockOwnerDeletion:bool",
  LabelSelector: "matchLabels:map[string]string matchExpressions:[]LabelSelectorRequirement",
  LabelSelectorRequirement: "key operator values:[]string",
};

/** What a field means in this very manifest, by the family of its resource. */
import { isFamily } from "../../../resources/resource.ts";
import { nameOf } from "../../words.ts";
import { annotationLines } from "./annotations.ts";
import { endpointsHere } from "./endpoints.ts";
import { entryOf, type Field } from "./field.ts";
import { ingressHere } from "./ingress.ts";
import { policyHere } from "./policy.ts";
import { serviceHere } from "./service.ts";
import { workloadHere } from "./workload.ts";

export function hereLines(field: Field): readonly string[] {
  const { resource, pattern } = field;
  if (isFamily(resource, "service")) {
    const own = { ...field, resource };
    // Without a name there is nothing to say where it leads.
    const lines = nameOf(resource) === "" ? undefined : entryOf(serviceHere, pattern);
    return [...(lines?.(own) ?? []), ...annotationLines(own)];
  }
  if (isFamily(resource, "workload")) return entryOf(workloadHere, pattern)?.({ ...field, resource }) ?? [];
  if (isFamily(resource, "ingress")) return entryOf(ingressHere, pattern)?.({ ...field, resource }) ?? [];
  if (isFamily(resource, "policy")) return entryOf(policyHere, pattern)?.({ ...field, resource }) ?? [];
  if (isFamily(resource, "endpoints")) return entryOf(endpointsHere, pattern)?.({ ...field, resource }) ?? [];
  return [];
}

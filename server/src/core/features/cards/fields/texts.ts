/** Which texts belong to a resource. */
import { isFamily, type Resource } from "../../../resources/resource.ts";
import { annotationTexts } from "./annotations.ts";
import { cloudTexts } from "./clouds.ts";
import { containerTexts } from "./container.ts";
import { endpointSliceTexts, endpointsTexts } from "./endpoints.ts";
import { exposureTexts } from "./exposure.ts";
import { ingressTexts } from "./ingress.ts";
import { podTexts, statefulSetTexts, workloadTexts } from "./pod.ts";
import { policyTexts } from "./policy.ts";
import { serviceTexts } from "./service.ts";
import type { FieldTexts } from "./text.ts";

export const ofServices: readonly FieldTexts[] = [serviceTexts, exposureTexts, annotationTexts, cloudTexts];
const ofWorkloads: readonly FieldTexts[] = [workloadTexts, podTexts, containerTexts];
const ofStatefulSets: readonly FieldTexts[] = [statefulSetTexts, ...ofWorkloads];

export function textsOf(resource: Resource): readonly FieldTexts[] {
  const { kind } = resource.identity;
  if (isFamily(resource, "service")) return ofServices;
  if (isFamily(resource, "workload")) return kind === "StatefulSet" ? ofStatefulSets : ofWorkloads;
  if (isFamily(resource, "ingress")) return [ingressTexts];
  if (isFamily(resource, "policy")) return [policyTexts];
  if (isFamily(resource, "endpoints")) return [kind === "Endpoints" ? endpointsTexts : endpointSliceTexts];
  return [];
}

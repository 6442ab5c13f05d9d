/** The texts of all kinds, as they are shipped: a file of its own beside the program, and no part of the analysis. */
import { annotationTexts } from "./annotations.ts";
import { cloudTexts } from "./clouds.ts";
import { containerTexts } from "./container.ts";
import { endpointSliceTexts, endpointsTexts } from "./endpoints.ts";
import { exposureTexts } from "./exposure.ts";
import { gatewayTexts } from "./gateway.ts";
import { gatewayRouteTexts } from "./gatewayRoute.ts";
import { ingressTexts } from "./ingress.ts";
import { ingressClassTexts } from "./ingressClass.ts";
import { namespaceTexts } from "./namespace.ts";
import { podTexts, statefulSetTexts, workloadTexts } from "./pod.ts";
import { policyTexts } from "./policy.ts";
import { serviceTexts } from "./service.ts";
import type { FieldBook } from "./text.ts";

export const book: FieldBook = {
  service: { ...serviceTexts, ...exposureTexts, ...annotationTexts, ...cloudTexts },
  workload: { ...workloadTexts, ...podTexts, ...containerTexts },
  statefulSet: statefulSetTexts,
  ingress: ingressTexts,
  policy: policyTexts,
  endpoints: endpointsTexts,
  endpointSlice: endpointSliceTexts,
  ingressClass: ingressClassTexts,
  namespace: namespaceTexts,
  gateway: gatewayTexts,
  gatewayRoute: gatewayRouteTexts,
};

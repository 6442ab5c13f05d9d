/** Every kind that is judged, one line each. */
import { endpointSlice } from "./endpointSlice.ts";
import { endpoints } from "./endpoints.ts";
import { gateways } from "./gateway.ts";
import { gatewayRoutes } from "./gatewayRoute.ts";
import { ingress } from "./ingress.ts";
import { ingressClass } from "./ingressClass.ts";
import type { Kind } from "./kind.ts";
import { namespace } from "./namespace.ts";
import { networkPolicy } from "./networkPolicy.ts";
import { service } from "./service/service.ts";
import { cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet } from "./workloads.ts";

const KINDS: readonly Kind[] = [
  service,
  endpoints,
  endpointSlice,
  ingress,
  ingressClass,
  networkPolicy,
  namespace,
  pod,
  deployment,
  statefulSet,
  daemonSet,
  replicaSet,
  job,
  cronJob,
  ...gateways,
  ...gatewayRoutes,
];

export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return KINDS.find((each) => each.kind === kind && each.apiVersion === apiVersion);
}

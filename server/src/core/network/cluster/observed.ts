/**
 * What a cluster was seen to have: pods, Services, EndpointSlices and nodes that were dumped from one into the workspace. Pods
 * are told by who made them, so that none is ever counted beside the one that a manifest plans.
 */
import type { DocId } from "../../resources/identity.ts";
import type { ResourceOf } from "../../resources/resource.ts";
import type { SlicePlan } from "./endpoints.ts";
import type { ClusterPod } from "./pod.ts";

/** What was seen of a Service. */
export interface ObservedService {
  /** The Service as it was dumped; undefined when only its pods or slices were. */
  readonly service: ResourceOf<"service"> | undefined;
  /** Its EndpointSlices as they were, the controller's own and those by hand; empty when none was dumped. */
  readonly slices: readonly SlicePlan[];
  /** The dumped EndpointSlices themselves. */
  readonly sliceIds: readonly DocId[];
  /** The pods in its namespace that carry every pair of the manifest's selector, terminating and ended ones among them. */
  readonly pods: readonly ClusterPod[];
}

/** Hand-written Endpoints (v1) and EndpointSlice (discovery.k8s.io/v1): the Service they belong to. */
import { type Known, known } from "../value/known.ts";
import { type LabelMap, labelAt } from "./labels.ts";

export interface EndpointsFacts {
  readonly family: "endpoints";
  /** The Service's name: the object's own for Endpoints, the label `kubernetes.io/service-name` for EndpointSlice. */
  readonly service: Known<string> | undefined;
}

export function endpointsFacts(
  kind: string,
  name: Known<string> | undefined,
  labels: LabelMap,
): EndpointsFacts {
  const service = kind === "Endpoints" ? (name ?? known("")) : labelAt(labels, "kubernetes.io/service-name");
  return { family: "endpoints", service };
}

/**
 * Places in a resource that name a Service: Ingress and route backends, webhooks, mesh hosts. One shape for all, so
 * that whatever follows a reference (rules, lenses, the chart) follows every kind of them.
 */
import type { Known } from "../value/known.ts";
import type { Path } from "../value/path.ts";

export interface ServiceReference {
  /** The object that holds name and port: `spec.rules[0].backendRefs[1]`. */
  readonly path: Path;
  /** Where the name is. */
  readonly namePath: Path;
  /** Where the port is, or would be; undefined where the kind has none. */
  readonly portPath: Path | undefined;
  /** What the name is: a Service's name, or a host as Istio reads it (`reviews`, `reviews.prod.svc.cluster.local`). */
  readonly grammar: "name" | "host";
  /** The Service as written; undefined when absent, or when the reference is to something else. */
  readonly service: Known<string> | undefined;
  /** As written; absent means the resource's own namespace. */
  readonly namespace: Known<string> | undefined;
  /** A number is a port of the Service, a text the name of one; undefined when absent. */
  readonly port: Known<number | string> | undefined;
  /** What the port names: the Service's port; or, for an OpenShift Route, a target port or a port's name. */
  readonly portMeans: "port" | "target-port";
  /** A mesh's route: one of its parents is a Service of the same namespace as this one (Gateway API, GEP-1324). */
  readonly throughMesh: boolean;
  /** Which requests take it, for people: `shop.example.com/cart`; empty when it takes all. */
  readonly serves: string;
}

export function reference(
  fields: Pick<ServiceReference, "path" | "namePath" | "service"> & Partial<ServiceReference>,
): ServiceReference {
  return {
    portPath: undefined,
    grammar: "name",
    namespace: undefined,
    port: undefined,
    portMeans: "port",
    throughMesh: false,
    serves: "",
    ...fields,
  };
}

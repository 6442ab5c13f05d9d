/** What Net answers about references to Services, and about what monitors select. */
import type { ServiceReference } from "../resources/reference.ts";
import type { Resource } from "../resources/resource.ts";
import type { Answer } from "../value/known.ts";
import type { NearTarget } from "./nearMonitors.ts";
import type { ReferenceGrant, Service, Workload } from "./net.ts";

export interface ReferenceAnswer {
  readonly reference: ServiceReference;
  /** Index in the resource's facts. */
  readonly index: number;
  readonly answer: /** Without a port where the reference names none. */
    | { readonly kind: "found"; readonly service: Service; readonly portIndex: number | undefined }
    | {
        readonly kind: "no-service";
        readonly alike: readonly Service[];
        readonly otherNamespace: readonly Service[];
      }
    /** `meantIndex`: the port behind which the number or name stands (in front of which, for an OpenShift Route). */
    | { readonly kind: "no-port"; readonly service: Service; readonly meantIndex: number | undefined }
    /** Of another namespace, of which no ReferenceGrant permits it. */
    | {
        readonly kind: "not-permitted";
        readonly namespace: string;
        readonly service: Service | undefined;
        /** Those that are there and do not fit. */
        readonly grants: readonly ReferenceGrant[];
      }
    /** A controller invents it (`use-annotation`), it is a `resource`, or it cannot be known. */
    | { readonly kind: "unknown" };
}

/** Services for a ServiceMonitor, workloads for a PodMonitor. */
export interface Monitored {
  readonly certain: readonly (Service | Workload)[];
  readonly possible: readonly (Service | Workload)[];
  /** Selected by their labels, but in a namespace where the monitor does not look. */
  readonly elsewhere: readonly (Service | Workload)[];
  /** For a monitor that selects nothing: what it almost fits, best first. */
  readonly near: readonly (Omit<NearTarget, "target"> & { readonly target: Service | Workload })[];
  /** Selects nothing, and nothing that could be meant is out of sight. */
  readonly isProvablyEmpty: boolean;
}

export type MonitorPort =
  | { readonly kind: "found" }
  /** `port` takes a name. */
  | {
      readonly kind: "number";
      readonly number: number;
      readonly targets: readonly (Service | Workload)[];
    }
  /** Nothing that is selected has a port of this name. */
  | {
      readonly kind: "missing";
      readonly name: string;
      readonly targets: readonly (Service | Workload)[];
      /** Nothing else that the monitor may select is out of sight. */
      readonly isSeen: boolean;
    }
  | { readonly kind: "unknown" };

export interface Referrer {
  readonly resource: Resource;
  /** Index in its references. */
  readonly index: number;
  /** `unknown`: it may mean the Service. */
  readonly certainty: Exclude<Answer, "no">;
}

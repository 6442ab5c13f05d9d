/** What net.ts answers about selectors and ports that do not fit the pods they are for. */
import type { Label } from "../resources/labels.ts";
import type { Path } from "../value/path.ts";
import type { Excuse } from "./excuses.ts";
import type { NearMiss, Service, Workload } from "./net.ts";

export type Misplaced =
  /** A workload has the Service's labels in its own selector, but not on its pods: it is refused, which is told there. */
  | { readonly kind: "refused"; readonly workloads: readonly Workload[] }
  /** On workloads themselves (`metadata.labels`), not on their pods. */
  | { readonly kind: "own-labels"; readonly workloads: readonly Workload[] }
  /** Every pair is on some pod, but no pod has them all. */
  | {
      readonly kind: "apart";
      readonly holders: readonly { readonly pair: Label; readonly workloads: readonly Workload[] }[];
    };

export interface Crowd {
  /** The workloads of the Service's name. */
  readonly own: readonly Workload[];
  /** Plainly others that it selects, too. */
  readonly strangers: readonly Workload[];
  /** A label that the own have and the others have otherwise. */
  readonly apart: Label;
}

export interface Unmatched {
  /** Best first. */
  readonly near: readonly NearMiss[];
  /** Workloads that fit, but in namespaces that are out of reach. */
  readonly elsewhere: readonly Workload[];
  readonly excuse?: Excuse;
}

export interface UnmatchedPeer extends Unmatched {
  /** `spec.ingress[0].from[1]`. */
  readonly path: Path;
}

export interface PolicyPortFault {
  /** `spec.ingress[0].ports[0]`. */
  readonly path: Path;
  readonly direction: "ingress" | "egress";
  /** The pods that none of which has the port. */
  readonly pods: readonly Workload[];
  readonly fault: /** The number is one of a Service in front of them, which leads to another. */
    | { readonly kind: "service-port"; readonly service: Service; readonly index: number }
    | { readonly kind: "unresolved-name"; readonly name: string };
}

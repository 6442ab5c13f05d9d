/** What a host or a variable that a text mentions leads to; S stands for a Service: its DocId in queries, itself in Net. */
import type { Text } from "../resources/texts.ts";
import type { Mention } from "./mentions.ts";

export interface Naming<S> {
  readonly text: Text;
  readonly mention: Mention;
  readonly answer: NameAnswer<S>;
}

export type NameAnswer<S> =
  | ServiceName<S>
  | { readonly kind: "external-name"; readonly service: S; readonly target: string | undefined }
  /** A bare name that the own namespace does not have, but others do. */
  | { readonly kind: "elsewhere"; readonly services: readonly S[] }
  /** A bare name that several other namespaces have, and nothing says which one is the own. */
  | { readonly kind: "ambiguous"; readonly services: readonly S[] }
  | MissingName<S>
  /** An address that a Service has for its own; not one of the cluster's DNS, which has to be an address. */
  | { readonly kind: "service-address"; readonly service: S }
  /** An address of a range that the configuration states. */
  | { readonly kind: "ranged-address"; readonly range: "service" | "pod"; readonly cidr: string }
  /** A port of the pod itself; `declared` says whether one of its containers declares it. */
  | { readonly kind: "local"; readonly port: number; readonly declared: "yes" | "no" | "unknown" }
  | { readonly kind: "variable"; readonly state: VariableState<S> }
  | { readonly kind: "unknown" };

export interface ServiceName<S> {
  readonly kind: "service";
  readonly service: S;
  /** What the name means: the Service, one of its pods (`web-0.web`), or one of its ports (`_http._tcp.web`). */
  readonly part: "service" | "pod" | "port";
  readonly port: NamedPort;
}

export type NamedPort =
  | { readonly kind: "found"; readonly index: number }
  /** The pods themselves are dialled, by whatever port they listen on. */
  | { readonly kind: "direct" }
  | {
      readonly kind: "missing";
      readonly number: number;
      /** Not written: the scheme's own. */
      readonly implied: boolean;
      /** The port in front of the target of this number. */
      readonly targetIndex: number | undefined;
      /** The port that is open on nodes by this number. */
      readonly nodeIndex: number | undefined;
    }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** A name below `.svc` to which no Service answers, in a namespace of which Services are seen. */
export interface MissingName<S> {
  readonly kind: "missing";
  readonly name: string;
  readonly namespace: string;
  /** Services of that namespace with nearly this name, best first. */
  readonly alike: readonly S[];
  /** Services of this name in other namespaces. */
  readonly otherNamespace: readonly S[];
}

/** Whether the kubelet makes a variable such as `CART_SERVICE_HOST`. */
export type VariableState<S> =
  | { readonly kind: "made"; readonly service: S }
  /** No Service of the pod's namespace makes it. */
  | { readonly kind: "no-service"; readonly alike: readonly S[]; readonly otherNamespace: readonly S[] }
  | { readonly kind: "headless" | "external-name" | "links-off" | "no-port"; readonly service: S };

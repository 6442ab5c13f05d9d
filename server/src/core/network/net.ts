/**
 * What a rule or a feature may ask about one unit. Every answer is a remembered relation keyed by a single resource, so
 * asking costs nothing twice, and an edit wakes only those that could see it. Three-valued throughout: what cannot be known
 * comes back as `possible` or `unknown`, decided here and never in a rule.
 */
import type { Verdict } from "../apiserver/judge.ts";
import type { DocId } from "../resources/identity.ts";
import type { Label } from "../resources/labels.ts";
import type { Resource, ResourceOf } from "../resources/resource.ts";
import type { FactPlace } from "../units/queries.ts";
import type { ClusterSettings } from "../units/settings.ts";
import type { UnitNamespace, UnitOutline } from "../units/unit.ts";
import type { Answer } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { AliasTarget } from "./aliasTargets.ts";
import type { SlicePlan } from "./cluster/endpoints.ts";
import type { NormalService } from "./cluster/normalise.ts";
import type { ObservedService } from "./cluster/observed.ts";
import type { Excuse } from "./excuses.ts";
import type { PortMapping } from "./kindPorts.ts";
import type { Crowd, Misplaced, PolicyPortFault, Unmatched, UnmatchedPeer } from "./misfits.ts";
import type { Misread } from "./misreads.ts";
import type { Naming } from "./naming.ts";
import type { PodNameUse } from "./podNames.ts";
import type { Monitored, MonitorPort, ReferenceAnswer, Referrer } from "./referenceAnswers.ts";

export type { ReferenceAnswer, Referrer } from "./referenceAnswers.ts";

export type Service = ResourceOf<"service">;
export type Workload = ResourceOf<"workload">;
export type Ingress = ResourceOf<"ingress">;
export type ReferenceGrant = ResourceOf<"grant">;
export type Monitor = ResourceOf<"monitor">;
export type NetworkPolicy = ResourceOf<"policy">;
/** Endpoints (v1) or EndpointSlice (discovery.k8s.io/v1), written by hand. */
export type EndpointsObject = ResourceOf<"endpoints">;

export interface Net {
  readonly unit: UnitOutline;
  readonly complete: boolean;
  readonly cluster: ClusterSettings;
  /** Where a file of the workspace says what the cluster is like, for a member; undefined where configuration does, or nobody. */
  saidAt(id: DocId, key: keyof ClusterSettings): FactPlace | undefined;
  /** A member as it is in this unit: fields that a transformer touches are unknown. */
  resource(id: DocId): Resource | undefined;
  namespaceOf(id: DocId): UnitNamespace;
  /** What the API server would refuse of a member as it is in this unit, or warn of. */
  verdict(id: DocId): Verdict;
  /** Which pod templates a Service selects. */
  selection(service: DocId): Selection;
  /** For a Service that selects nothing: the workloads it almost fits, best first. */
  nearMisses(service: DocId): readonly NearMiss[];
  /** Where each port of a Service leads; one answer a port, in order. */
  targets(service: DocId): readonly PortTarget[];
  /** Every Service port of the unit that pins this node port. */
  nodePortClaims(nodePort: number): readonly NodePortClaim[];
  /** The next node port above `near` that nobody pins; undefined when the range is full. */
  freeNodePort(near: number): number | undefined;
  /** What every reference of a resource to a Service leads to, in the order of the manifest. */
  references(resource: DocId): readonly ReferenceAnswer[];
  /** What a StatefulSet's `serviceName` leads to. */
  governing(statefulSet: DocId): Governing | undefined;
  /** What a pod's `subdomain` leads to; undefined for StatefulSets, which overwrite it. */
  subdomain(workload: DocId): Governing | undefined;
  /** Whether pods have names of their own under a Service, by `serviceName` or `subdomain`. */
  isGoverning(service: DocId): Answer;
  /** A Service with every default that the API server fills in. */
  normal(service: Service): NormalService;
  /** The EndpointSlices that a Service will have. */
  slices(service: DocId): PlannedEndpoints;
  /** What a cluster was seen to have for a Service; undefined where nothing of it was dumped. */
  observed(service: DocId): ObservedService | undefined;
  /** Of a kind cluster: the node ports that it maps to this machine and that no Service of the workspace folder pins. */
  unusedMappings(cluster: DocId): readonly PortMapping[];
  /** The hand-written Endpoints and EndpointSlices of a Service. */
  endpointsFor(service: DocId): readonly EndpointsObject[];
  /** The Service that hand-written endpoints belong to. */
  ownerOf(endpoints: DocId): EndpointsOwner;
  /** Of a Service that selects nothing and to which nobody in sight gives endpoints. */
  unbacked(service: DocId): Unbacked | undefined;
  /** The Service that has this address (`clusterIP`) for its own. */
  serviceAt(address: string): Service | undefined;
  /** Whatever refers to a Service by its name, or may: Ingresses, routes, webhooks; one entry a reference. */
  referrers(service: DocId): readonly Referrer[];
  /** What a ServiceMonitor or PodMonitor selects. */
  monitored(monitor: DocId): Monitored;
  /** Whether that has the ports which its endpoints name; one answer an endpoint, in order. */
  monitorPorts(monitor: DocId): readonly MonitorPort[];
  /** What the hosts and variables that a resource's texts mention lead to, in the order of the manifest. */
  namings(resource: DocId): readonly Naming<Service>[];
  /** What is wrong with the target of an ExternalName that is meant to be a Service of this cluster. */
  aliasTarget(service: DocId): AliasTarget<Service> | undefined;
  /** Where a workload takes variables that the kubelet makes of Services for numbers of ports. */
  misreads(workload: DocId): readonly Misread<Service>[];
  /** Where texts use the names of a StatefulSet's single pods (`db-0.db`). */
  podNameUses(statefulSet: DocId): readonly PodNameUse[];
  /** For a Service that selects nothing: where the labels are that it asks for. */
  misplaced(service: DocId): Misplaced | undefined;
  /** For a Service that plainly selects more than it is for. */
  crowd(service: DocId): Crowd | undefined;
  /** Whether a workload's selector selects the pods of its own template. */
  selectsOwnPods(workload: DocId): Answer;
  /** Whether no Service of the unit selects a workload, for certain. */
  isUnserved(workload: DocId): boolean;
  /** Whether an autoscaler may change how many replicas a workload has. */
  hasAutoscaler(): boolean;
  /** Whether the unit shows signs of a service mesh. */
  isMeshed(): boolean;
  loadBalancers(): readonly Service[];
  /** For a NetworkPolicy whose `podSelector` certainly selects no pod in sight. */
  unmatchedPolicy(policy: DocId): Unmatched | undefined;
  /** Its peers that certainly mean no pod in sight. */
  unmatchedPeers(policy: DocId): readonly UnmatchedPeer[];
  /** Its ports that no pod has which they are about. */
  policyPortFaults(policy: DocId): readonly PolicyPortFault[];
  /** The Services that certainly select a workload. */
  servicesOf(workload: DocId): readonly Service[];
}

export interface Selection {
  /** `none`: no selector (or ExternalName), so no pods are looked for. */
  readonly kind: "none" | "pods";
  /** Workloads whose pods certainly carry every pair. */
  readonly certain: readonly Workload[];
  /** Workloads of which it cannot be known. */
  readonly possible: readonly Workload[];
  /** Workloads that carry every pair, but in another namespace for certain. */
  readonly elsewhere: readonly Workload[];
  /** Selects nothing and that is provable: no certain, no possible, and no mitigation (`excuse`). */
  readonly provablyEmpty: boolean;
  /** Why emptiness proves nothing: a run-time label, a placeholder, an operator's pods. */
  readonly excuse?: Excuse;
}

export interface NearMiss {
  readonly workload: Workload;
  readonly kind: /** The Service bears the workload's name, or a selector value is the workload's name. */
    | "same-name"
    /** Of several pairs all but one fit. */
    | "one-pair-differs"
    /** The value stands under another key. */
    | "other-key"
    /** The same key with a value at least 75 % alike. */
    | "alike"
    /** A shared key, or one name contains the other: hint only. */
    | "shares-key";
  /** The selector pairs that do not fit, each with the label that would. */
  readonly differing: readonly { readonly pair: Label; readonly instead: Label | undefined }[];
}

export interface PortTarget {
  /** Index in `spec.ports`. */
  readonly index: number;
  /** What `targetPort` is after defaults: a number, a name, or undefined when unknown. */
  readonly target: number | string | undefined;
  /** One answer for each workload that is certainly selected. */
  readonly pods: readonly PodPort[];
}

export interface PodPort {
  readonly workload: Workload;
  readonly answer: /** A declared container port, by name or number. */
    | {
        readonly kind: "declared";
        readonly port: number;
        readonly container: string;
        readonly name: string | undefined;
        readonly path: Path;
      }
    /** A number that no container declares: works if something listens there. */
    | {
        readonly kind: "undeclared";
        readonly port: number;
        /** The pod's arguments or variables say the number: it is told to listen there. */
        readonly isSpoken: boolean;
      }
    /** A number or name that is declared, but with another protocol only. */
    | {
        readonly kind: "other-protocol";
        readonly port: number;
        readonly protocol: string;
        readonly container: string;
        readonly path: Path;
      }
    /** A name that no container of a fully known pod declares. */
    | { readonly kind: "unresolved" }
    | { readonly kind: "unknown" };
}

export interface NodePortClaim {
  readonly service: Service;
  readonly index: number;
  readonly nodePort: number;
  readonly port: number | undefined;
  readonly protocol: string;
}

export type Governing =
  | {
      readonly kind: "headless" | "not-headless";
      readonly service: Service;
      /** Whether the Service selects the pods. */
      readonly selects: Answer;
    }
  /** No such Service; `other` selects the StatefulSet's pods under another name. */
  | { readonly kind: "missing"; readonly name: string; readonly other: readonly Service[] }
  | { readonly kind: "unknown" };

export type EndpointsOwner =
  | { readonly kind: "found"; readonly service: Service }
  /** A slice without the label; Services of its namespace that lack endpoints may be meant. */
  | { readonly kind: "unlabelled"; readonly candidates: readonly Service[] }
  | {
      readonly kind: "missing";
      readonly name: string;
      readonly alike: readonly Service[];
      readonly otherNamespace: readonly Service[];
    }
  | { readonly kind: "unknown" };

export interface PlannedEndpoints {
  /** Addresses that nobody has given out yet have no text. */
  readonly slices: readonly SlicePlan[];
  /** Workloads that may be selected, too. */
  readonly perhaps: readonly Workload[];
  /** Some of it cannot be read: addresses written by hand, or the address families. */
  readonly open: boolean;
  /** What the API server refuses, and what is therefore left out: the Service, workloads, slices by hand. */
  readonly refused: readonly Resource[];
}

export interface Unbacked {
  /** Workloads that bear the Service's name. */
  readonly namesakes: readonly Workload[];
  /** Endpoints that belong to no Service, and may be meant for it. */
  readonly strays: readonly EndpointsObject[];
}

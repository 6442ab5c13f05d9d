/**
 * A Service with every default that the API server fills in (pkg/apis/core/v1/defaults.go, and the registry's allocation of
 * address families). What is written and cannot be read stays unknown; what is absent gets its default.
 */
import type { DocId } from "../../resources/identity.ts";
import { type LabelMap, labelAt } from "../../resources/labels.ts";
import type { ServiceFacts, ServicePort } from "../../resources/service.ts";
import { protocolOf } from "../../resources/workload.ts";
import { isKnown, type Known, known, type Reason, unknown, valueOf } from "../../value/known.ts";
import type { Service } from "../net.ts";
import {
  awaitedAddress,
  type ClusterAddress,
  canonical,
  type Family,
  familyOf,
  givenAddress,
} from "./addresses.ts";

/** How DNS and kube-proxy see it: `alias` is ExternalName, `cluster` has cluster IPs. `type` is looked at first. */
export type Publication =
  | { readonly kind: "alias" | "headless" | "cluster" }
  | { readonly kind: "unknown"; readonly reason: Reason };

export interface NormalService {
  readonly id: DocId;
  readonly name: Known<string>;
  readonly namespace: Known<string>;
  /** `ClusterIP` when it is absent. */
  readonly type: Known<string>;
  readonly publication: Publication;
  /** Primary first, in the order of `clusterIPs`; none of an ExternalName. Undefined when they cannot be known. */
  readonly families: readonly Family[] | undefined;
  /** Those that are written, as they are written; else one to come for each family. None unless `publication` is `cluster`. */
  readonly clusterIPs: readonly ClusterAddress[];
  /** Undefined when no endpoints are made: absent, empty, or an ExternalName. */
  readonly selector: LabelMap | undefined;
  readonly ports: readonly NormalPort[];
  readonly externalName: Known<string> | undefined;
  readonly publishNotReadyAddresses: Known<boolean>;
  /** `None` or `ClientIP`. */
  readonly sessionAffinity: Known<string>;
  /** Of `ClientIP`, in seconds; undefined without affinity. */
  readonly sessionAffinityTimeout: Known<number> | undefined;
  /** `Cluster` or `Local`; undefined for an ExternalName. */
  readonly internalTrafficPolicy: Known<string> | undefined;
  /** `Cluster` or `Local`; undefined where nothing leads in from outside. */
  readonly externalTrafficPolicy: Known<string> | undefined;
  /** Of a LoadBalancer. */
  readonly allocateLoadBalancerNodePorts: Known<boolean> | undefined;
  readonly healthCheckNodePort: Known<number> | undefined;
  readonly trafficDistribution: Known<string> | undefined;
  readonly externalIPs: readonly Known<string>[];
  readonly loadBalancerSourceRanges: readonly Known<string>[];
  /** `status.loadBalancer.ingress`, of an observed Service. */
  readonly loadBalancerIngress: ServiceFacts["loadBalancerIngress"];
  /** Label `service.kubernetes.io/service-proxy-name`: who serves it in the place of kube-proxy. */
  readonly proxyName: Known<string> | undefined;
}

/** One entry of `spec.ports`; its path is `spec.ports[index]`. */
export interface NormalPort {
  readonly index: number;
  /** Empty for an only port without one. */
  readonly name: Known<string>;
  readonly port: Known<number>;
  readonly protocol: Known<string>;
  /** `port` when it is absent. */
  readonly targetPort: Known<number | string>;
  /** Undefined until the cluster gives one out, or where there is none. */
  readonly nodePort: Known<number> | undefined;
  readonly appProtocol: Known<string> | undefined;
}

/** Seconds, of `sessionAffinityConfig.clientIP.timeoutSeconds`: three hours. */
const AFFINITY_SECONDS = 10800;

/** `cluster` are the families of the cluster, primary first; undefined where nobody says. */
export function normalise(
  service: Service,
  namespace: Known<string>,
  cluster: readonly Family[] | undefined,
): NormalService {
  const { spec } = service;
  const publication = publicationOf(spec);
  const isAlias = publication.kind === "alias";
  const families = familiesOf(spec, cluster);
  return {
    id: service.id,
    name: service.name ?? unknown("unreadable"),
    namespace,
    publication,
    families,
    clusterIPs: publication.kind === "cluster" ? clusterIPsOf(spec, families ?? []) : [],
    selector: isAlias ? undefined : spec.selector,
    ports: spec.ports.map(normalPort),
    externalName: spec.externalName,
    ...policiesOf(spec, publication),
    externalIPs: spec.externalIPs,
    loadBalancerSourceRanges: spec.loadBalancerSourceRanges,
    healthCheckNodePort: spec.healthCheckNodePort,
    trafficDistribution: spec.trafficDistribution,
    loadBalancerIngress: spec.loadBalancerIngress,
    proxyName: labelAt(service.labels, "service.kubernetes.io/service-proxy-name"),
  };
}

/** `type == ExternalName` is looked at before `clusterIP == "None"`. */
export function publicationOf({ type, clusterIP }: ServiceFacts): Publication {
  if (type && !isKnown(type)) return { kind: "unknown", reason: type.unknown };
  if (valueOf(type) === "ExternalName") return { kind: "alias" };
  if (clusterIP && !isKnown(clusterIP)) return { kind: "unknown", reason: clusterIP.unknown };
  return { kind: valueOf(clusterIP) === "None" ? "headless" : "cluster" };
}

type Policies =
  | "type"
  | "publishNotReadyAddresses"
  | "sessionAffinity"
  | "sessionAffinityTimeout"
  | "internalTrafficPolicy"
  | "externalTrafficPolicy"
  | "allocateLoadBalancerNodePorts";

function policiesOf(spec: ServiceFacts, publication: Publication): Pick<NormalService, Policies> {
  const type = spec.type ?? known("ClusterIP");
  const isBalanced = valueOf(type) === "LoadBalancer";
  const isEntered = isBalanced || valueOf(type) === "NodePort" || spec.externalIPs.length > 0;
  const isAlias = publication.kind === "alias";
  const affinity = textOr(spec.sessionAffinity, "None");
  const isSticky = valueOf(affinity) === "ClientIP";
  return {
    type,
    publishNotReadyAddresses: spec.publishNotReadyAddresses ?? known(false),
    sessionAffinity: affinity,
    sessionAffinityTimeout: isSticky ? (spec.sessionAffinityTimeout ?? known(AFFINITY_SECONDS)) : undefined,
    internalTrafficPolicy: isAlias ? undefined : textOr(spec.internalTrafficPolicy, "Cluster"),
    externalTrafficPolicy: isAlias || !isEntered ? undefined : textOr(spec.externalTrafficPolicy, "Cluster"),
    allocateLoadBalancerNodePorts: isBalanced
      ? (spec.allocateLoadBalancerNodePorts ?? known(true))
      : undefined,
  };
}

function textOr(text: Known<string> | undefined, otherwise: string): Known<string> {
  return text === undefined || (isKnown(text) && text.value === "") ? known(otherwise) : text;
}

function clusterIPsOf({ clusterIPs }: ServiceFacts, families: readonly Family[]): readonly ClusterAddress[] {
  const written = clusterIPs.flatMap((each) => {
    const text = valueOf(each) ?? "";
    const family = familyOf(text);
    return family === undefined ? [] : [givenAddress(family, text)];
  });
  const rest = families.filter((family) => !written.some((each) => each.family === family));
  return [...written, ...rest.map(awaitedAddress)];
}

function normalPort(port: ServicePort): NormalPort {
  const number = port.port ?? unknown("invalid");
  return {
    index: port.index,
    name: port.name ?? known(""),
    port: number,
    protocol: protocolOf(port),
    targetPort: port.targetPort ?? number,
    nodePort: port.nodePort,
    appProtocol: port.appProtocol,
  };
}

const BOTH: readonly Family[] = ["IPv4", "IPv6"];

/** The families of a cluster of which nobody says anything. */
const USUAL: readonly Family[] = ["IPv4"];

/**
 * `spec.ipFamilies`, else those of the addresses that are written, else what `ipFamilyPolicy` makes of the cluster's. Where
 * nobody says what the cluster has, one that is required to have both has both.
 */
export function familiesOf(
  spec: ServiceFacts,
  cluster: readonly Family[] | undefined,
): readonly Family[] | undefined {
  const publication = publicationOf(spec);
  if (publication.kind === "alias") return [];
  if (spec.ipFamilies.length > 0) return allKnown(spec.ipFamilies.map(asFamily));
  const written = spec.clusterIPs.flatMap((each) => familyOf(canonical(valueOf(each) ?? "")) ?? []);
  if (written.length > 0) return written;
  if (spec.ipFamilyPolicy === undefined && publication.kind === "headless" && !spec.selector) {
    const [primary = "IPv4"] = cluster ?? USUAL;
    return [primary, ...BOTH.filter((family) => family !== primary)];
  }
  const policy = textOr(spec.ipFamilyPolicy, "SingleStack");
  if (!isKnown(policy)) return undefined;
  if (policy.value === "SingleStack") return (cluster ?? USUAL).slice(0, 1);
  return cluster ?? (policy.value === "RequireDualStack" ? BOTH : USUAL);
}

function asFamily(family: Known<string>): Family | undefined {
  const text = valueOf(family);
  return text === "IPv4" || text === "IPv6" ? text : undefined;
}

function allKnown<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? found : undefined;
}

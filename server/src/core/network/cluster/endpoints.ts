/**
 * The EndpointSlices that a Service will have (discovery.k8s.io/v1), as the EndpointSlice controller groups them: pods of one
 * address family whose ports resolve alike share a slice. Pure: selected pods and what the Service's ports are on them go in.
 */
import type { DocId } from "../../resources/identity.ts";
import { isKnown, type Known, known, unknown, valueOf } from "../../value/known.ts";
import type { PodPort } from "../net.ts";
import { awaitedAddress, type ClusterAddress, type Family } from "./addresses.ts";
import type { NormalPort, NormalService } from "./normalise.ts";
import type { ClusterPod } from "./pod.ts";

export interface SlicePlan {
  readonly addressType: Family;
  /** Empty where no port of the Service resolves: DNS may still answer with the pods, kube-proxy sends them nothing. */
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly ClusterEndpoint[];
  /** The object in which somebody wrote it, or from which it is mirrored; undefined for one of the controller's. */
  readonly manual: DocId | undefined;
}

export interface SlicePort {
  /** The name of the Service's port; empty for its only one. */
  readonly name: Known<string>;
  /** The pod's port; undefined in a slice written by hand means that it is not restricted. */
  readonly port: Known<number> | undefined;
  readonly protocol: Known<string>;
  readonly appProtocol: Known<string> | undefined;
}

export interface ClusterEndpoint {
  /** The workload that makes the pod, or the object in which the address is written. */
  readonly from: DocId;
  /** Undefined for an address written by hand. */
  readonly pod: ClusterPod | undefined;
  /** One, of the slice's family; by hand there may be more, of which kube-proxy takes the first. */
  readonly addresses: readonly ClusterAddress[];
  /** The name that it has below the Service; unknown is not the same as none. */
  readonly hostname: Known<string> | undefined;
  /** Conditions `ready`, `serving`, `terminating`; undefined when they cannot be known. */
  readonly ready: boolean | undefined;
  readonly serving: boolean | undefined;
  readonly terminating: boolean | undefined;
  readonly nodeName: string | undefined;
  readonly zone: string | undefined;
  /** Where traffic for it should come from (`trafficDistribution`); none without a zone. */
  readonly hints: Hints | undefined;
}

export interface Hints {
  readonly zones: readonly string[];
  readonly nodes: readonly string[];
}

/** An endpoint and what the Service's ports are on it, before it is put into a slice. */
export interface Candidate extends ClusterEndpoint {
  readonly ports: readonly SlicePort[];
}

/** A selected pod, and where the Service's ports lead on it: one answer a port, in order. */
export interface SelectedPod {
  readonly pod: ClusterPod;
  readonly answers: readonly PodPort["answer"][];
}

/** `--max-endpoints-per-slice` of the controller manager. */
export const ENDPOINTS_PER_SLICE = 100;

/**
 * The controller's slices of a Service. None for an ExternalName and without a selector. Families that cannot be known count
 * as `usual`.
 */
export function endpoints(
  service: NormalService,
  selected: readonly SelectedPod[],
  { usual, perSlice }: { readonly usual: readonly Family[]; readonly perSlice: number },
): readonly SlicePlan[] {
  if (service.selector === undefined || service.publication.kind === "alias") return [];
  const families = service.families ?? usual;
  // Pods of one workload share their answers, and so the ports.
  const ports = new Map<SelectedPod["answers"], readonly SlicePort[]>();
  const candidates = selected.flatMap(({ pod, answers }) => {
    if (!isListed(pod)) return [];
    const own = ports.get(answers) ?? slicePorts(service.ports, answers);
    ports.set(answers, own);
    return [candidate(service, pod, own, families)];
  });
  return slicesOf(families, candidates, { manual: undefined, perSlice });
}

/** Pods that have ended have no endpoint, nor do observed ones without an address. */
function isListed({ phase, observed, addresses }: ClusterPod): boolean {
  return phase !== "Succeeded" && phase !== "Failed" && (!observed || addresses.length > 0);
}

function candidate(
  service: NormalService,
  pod: ClusterPod,
  ports: readonly SlicePort[],
  families: readonly Family[],
): Candidate {
  const isEarly = service.publishNotReadyAddresses;
  const isReady = pod.serving && !pod.terminating;
  const endpoint = {
    from: pod.workload,
    pod,
    addresses: pod.observed ? pod.addresses : families.map(awaitedAddress),
    hostname: endpointHostname(pod, service.name),
    ready: isReady ? true : valueOf(isEarly),
    serving: pod.serving,
    terminating: pod.terminating,
    nodeName: pod.nodeName,
    zone: pod.zone,
  };
  return { ...endpoint, hints: hintsOf(valueOf(service.trafficDistribution), endpoint), ports };
}

/** PodSpec `hostname` counts below the Service that `subdomain` names, and below no other. */
export function endpointHostname(
  { hostname, subdomain }: Pick<ClusterPod, "hostname" | "subdomain">,
  service: Known<string>,
): ClusterEndpoint["hostname"] {
  if (hostname === undefined || subdomain === undefined) return undefined;
  if (!isKnown(subdomain)) return subdomain;
  if (!isKnown(service)) return service;
  return subdomain.value === service.value ? hostname : undefined;
}

/** As the controller gives them (KEP-3015): every ready endpoint with a zone is hinted to its own. */
function hintsOf(
  distribution: string | undefined,
  { ready, zone, nodeName }: Pick<ClusterEndpoint, "ready" | "zone" | "nodeName">,
): Hints | undefined {
  const isClose = distribution === "PreferClose" || distribution === "PreferSameZone";
  const isSame = distribution === "PreferSameNode";
  if (ready !== true || zone === undefined || !(isClose || isSame)) return undefined;
  return { zones: [zone], nodes: isSame && nodeName !== undefined ? [nodeName] : [] };
}

/** Ports that do not resolve on this pod are left out. */
function slicePorts(ports: readonly NormalPort[], answers: SelectedPod["answers"]): readonly SlicePort[] {
  return ports.flatMap((port, index) => {
    const number = numberOf(port, answers[index] ?? { kind: "unknown" });
    const { name, protocol, appProtocol } = port;
    return number === undefined ? [] : [{ name, port: number, protocol, appProtocol }];
  });
}

/** A number is that number, declared or not; a name is the container port of that name and protocol. */
function numberOf({ targetPort }: NormalPort, answer: PodPort["answer"]): Known<number> | undefined {
  if (!isKnown(targetPort)) return targetPort;
  if (typeof targetPort.value === "number") return known(targetPort.value);
  if (answer.kind === "unknown") return unknown("unreadable");
  return answer.kind === "declared" ? known(answer.port) : undefined;
}

interface Grouping {
  readonly manual: DocId | undefined;
  /** The most endpoints in one slice. */
  readonly perSlice: number;
}

/** A family without any pod has one slice, with nothing in it. */
export function slicesOf(
  families: readonly Family[],
  candidates: readonly Candidate[],
  { manual, perSlice }: Grouping,
): readonly SlicePlan[] {
  const keys = new Map([...new Set(candidates.map(({ ports }) => ports))].map((each) => [each, keyOf(each)]));
  return [...new Set(families)].flatMap((addressType) => {
    const groups = new Map<string, { ports: readonly SlicePort[]; endpoints: ClusterEndpoint[] }>();
    for (const { addresses, ports, ...rest } of candidates) {
      const own = addresses.filter(({ family }) => family === addressType);
      if (own.length === 0) continue;
      const key = keys.get(ports) ?? "";
      const group = groups.get(key) ?? { ports, endpoints: [] };
      group.endpoints.push({ ...rest, addresses: own });
      groups.set(key, group);
    }
    if (groups.size === 0) return [{ addressType, ports: [], endpoints: [], manual }];
    return [...groups.values()].flatMap(({ ports, endpoints: all }) =>
      chunks(all, perSlice).map((each) => ({ addressType, ports, endpoints: each, manual })),
    );
  });
}

/** Ports in another order are the same ports. */
function keyOf(ports: readonly SlicePort[]): string {
  return ports
    .map((port) => JSON.stringify(port))
    .toSorted()
    .join();
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

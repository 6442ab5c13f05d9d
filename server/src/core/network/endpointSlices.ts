/**
 * The EndpointSlices that a Service will have (discovery.k8s.io/v1), as the EndpointSlice controller groups them: pods of one
 * address family whose ports resolve alike share a slice. Pods are planned from the workloads; what is written by hand joins.
 */
import { firstAndRest, keyOf, query, type Reader } from "../query/query.ts";
import type { EndpointPort, Endpoint as WrittenEndpoint } from "../resources/endpoints.ts";
import type { DocId } from "../resources/identity.ts";
import { isFamily } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { protocolOf } from "../resources/workload.ts";
import type { UnitId } from "../units/unit.ts";
import { isKnown, type Known, known, unknown, valueOf } from "../value/known.ts";
import { type Address, type Family, familiesOf, familyOf } from "./addresses.ts";
import { endpointsOf } from "./endpoints.ts";
import { memberOf } from "./members.ts";
import type { EndpointsObject, PodPort, Service } from "./net.ts";
import { type PlannedPod, planPods } from "./pods.ts";
import { targetOf, targetsOf } from "./ports.ts";
import { selectionOf } from "./selection.ts";

export interface Slice {
  readonly family: Family;
  /** Empty where no port of the Service resolves: DNS may still answer with the pods, kube-proxy sends them nothing. */
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly Endpoint[];
}

export interface SlicePort {
  /** The name of the Service's port; empty for its only one. */
  readonly name: Known<string>;
  /** The pod's port; undefined in a slice written by hand means that it is not restricted. */
  readonly port: Known<number> | undefined;
  readonly protocol: Known<string>;
  readonly appProtocol: Known<string> | undefined;
}

export interface Endpoint {
  /** The workload that makes the pod, or the object in which the address is written. */
  readonly from: DocId;
  /** Undefined for an address written by hand. */
  readonly pod: PlannedPod | undefined;
  readonly address: Address;
  /** The name that it has below the Service; unknown is not the same as none. */
  readonly hostname: Known<string> | undefined;
  /** A planned pod is taken as it is once it is ready; undefined when it cannot be known. */
  readonly ready: boolean | undefined;
}

/** An endpoint and what the Service's ports are on it, before it is put into a slice. */
export interface Candidate extends Omit<Endpoint, "address"> {
  readonly addresses: readonly Address[];
  readonly ports: readonly SlicePort[];
}

/** `--max-endpoints-per-slice` of the controller manager. */
const MOST_ENDPOINTS = 100;

/** A family without any pod has one slice, with nothing in it. */
export function slicesOf(families: readonly Family[], candidates: readonly Candidate[]): readonly Slice[] {
  return families.flatMap((family) => {
    const groups = new Map<string, { ports: readonly SlicePort[]; endpoints: Endpoint[] }>();
    for (const { addresses, ports, ...rest } of candidates) {
      const key = JSON.stringify(ports);
      const group = groups.get(key) ?? { ports, endpoints: [] };
      for (const address of addresses)
        if (address.family === family) group.endpoints.push({ ...rest, address });
      if (group.endpoints.length > 0) groups.set(key, group);
    }
    if (groups.size === 0) return [{ family, ports: [], endpoints: [] }];
    return [...groups.values()].flatMap(({ ports, endpoints }) =>
      chunks(endpoints).map((each) => ({ family, ports, endpoints: each })),
    );
  });
}

function chunks(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  const count = Math.ceil(endpoints.length / MOST_ENDPOINTS);
  return Array.from({ length: count }, (_, index) =>
    endpoints.slice(index * MOST_ENDPOINTS, (index + 1) * MOST_ENDPOINTS),
  );
}

/** What one port of a Service is on one pod; undefined when no container has it, so that the slice leaves it out. */
export function slicePort(port: ServicePort, answer: PodPort["answer"]): SlicePort | undefined {
  const number = numberOf(port, answer);
  if (number === undefined) return undefined;
  return {
    name: port.name ?? known(""),
    port: number,
    protocol: protocolOf(port),
    appProtocol: port.appProtocol,
  };
}

/** A number is that number, declared or not; a name is the container port of that name and protocol. */
function numberOf(port: ServicePort, answer: PodPort["answer"]): Known<number> | undefined {
  const target = targetOf(port);
  if (typeof target === "number") return known(target);
  if (target === undefined) return unknown(reasonOf(port.targetPort ?? port.port));
  if (answer.kind === "unknown") return unknown("unreadable");
  return answer.kind === "declared" ? known(answer.port) : undefined;
}

function reasonOf(item: Known<unknown> | undefined) {
  return item && "unknown" in item ? item.unknown : "unreadable";
}

/** PodSpec `hostname` counts below the Service that `subdomain` names, and below no other. */
export function endpointHostname(pod: PlannedPod, service: Known<string> | undefined): Endpoint["hostname"] {
  const { hostname, subdomain } = pod;
  if (hostname === undefined || subdomain === undefined) return undefined;
  if (!isKnown(subdomain)) return subdomain;
  if (service === undefined || !isKnown(service)) return service;
  return subdomain.value === service.value ? hostname : undefined;
}

/** `PlannedEndpoints` of net.ts, by (unit, Service). */
export interface PlannedIds {
  readonly slices: readonly Slice[];
  /** Workloads that may be selected, too. */
  readonly perhaps: readonly DocId[];
  /** Endpoints written by hand that cannot be read, or address families that are not known. */
  readonly open: boolean;
}

const NO_SLICES: PlannedIds = { slices: [], perhaps: [], open: false };

/** The families of a cluster of which nobody says anything. */
const CLUSTER_FAMILIES: readonly Family[] = ["IPv4"];

export const plannedSlices = query<PlannedIds>("endpointSlices", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return NO_SLICES;
  if (valueOf(service.spec.type) === "ExternalName") return NO_SLICES;
  const written = writtenSlices(db, unit, service);
  const selection = db.get(selectionOf, key);
  if (selection.kind === "none") return { ...written, perhaps: [] };
  const families = familiesOf(service, CLUSTER_FAMILIES);
  const candidates = selection.certain.flatMap((workload) =>
    candidatesOf(db, unit, service, workload, families ?? CLUSTER_FAMILIES),
  );
  return {
    slices: [...slicesOf(families ?? CLUSTER_FAMILIES, candidates), ...written.slices],
    perhaps: selection.possible,
    open: written.open || families === undefined,
  };
});

/** The pods of a workload, each with an address of every family that nobody has given out yet. */
function candidatesOf(
  db: Reader,
  unit: UnitId,
  service: Service,
  id: DocId,
  families: readonly Family[],
): readonly Candidate[] {
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload")) return [];
  const targets = db.get(targetsOf, keyOf(unit, service.id));
  const ports = service.spec.ports.flatMap((port) => {
    const answer = targets[port.index]?.pods.find((each) => each.workload === id)?.answer;
    return slicePort(port, answer ?? { kind: "unknown" }) ?? [];
  });
  const addresses = [...new Set(families)].map((family) => ({ family, text: undefined }));
  return planPods(workload).pods.map((pod) => ({
    from: id,
    pod,
    addresses,
    hostname: endpointHostname(pod, service.name),
    ready: true,
    ports,
  }));
}

/** Endpoints of a Service with a selector are the controller's own; slices by hand stand beside its own. */
function writtenSlices(db: Reader, unit: UnitId, service: Service): Omit<PlannedIds, "perhaps"> {
  const objects = db.get(endpointsOf, keyOf(unit, service.id)).flatMap((id) => {
    const object = memberOf(db, unit, id);
    const counts = object && (object.identity.kind === "EndpointSlice" || !service.spec.selector);
    return counts && isFamily(object, "endpoints") ? [object] : [];
  });
  const isUnread = objects.some(({ spec }) => spec.open || spec.subsets.some(hasUnread));
  return { slices: objects.flatMap(slicesWritten), open: isUnread };
}

function hasUnread({ endpoints }: EndpointsObject["spec"]["subsets"][number]): boolean {
  return endpoints.some(({ addresses }) => addresses.some(({ address }) => !isKnown(address)));
}

/** One slice for each family of each subset, as Endpoints are mirrored; addresses that are names are left out. */
function slicesWritten({ id, spec }: EndpointsObject): readonly Slice[] {
  return spec.subsets.flatMap(({ ports, endpoints }) => {
    const candidates = endpoints.map((each) => writtenCandidate(id, each, ports.map(writtenPort)));
    const families = new Set(candidates.flatMap((each) => each.addresses.map(({ family }) => family)));
    return slicesOf([...families].toSorted(), candidates);
  });
}

function writtenCandidate(from: DocId, endpoint: WrittenEndpoint, ports: readonly SlicePort[]): Candidate {
  const { addresses, hostname, ready } = endpoint;
  return {
    from,
    pod: undefined,
    addresses: addresses.flatMap(({ address }) => {
      const text = valueOf(address);
      const family = text === undefined ? undefined : familyOf(text);
      return family === undefined ? [] : [{ family, text }];
    }),
    hostname,
    ready: ready === undefined ? true : valueOf(ready),
    ports,
  };
}

function writtenPort({ name, port, protocol, appProtocol }: EndpointPort): SlicePort {
  return { name: name ?? known(""), port, protocol: protocol ?? known("TCP"), appProtocol };
}

/** The Services, pods and EndpointSlices of a unit, as the cluster would make them of its manifests; remembered by resource. */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { EndpointPort, Endpoint as WrittenEndpoint } from "../../resources/endpoints.ts";
import type { DocId } from "../../resources/identity.ts";
import { isFamily } from "../../resources/resource.ts";
import { clusterIn, namespaceAt } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { type Answer, isKnown, known, valueOf } from "../../value/known.ts";
import { endpointsOf } from "../endpoints.ts";
import { matches } from "../matching.ts";
import { memberOf } from "../members.ts";
import type { EndpointsObject } from "../net.ts";
import { targetsOf } from "../ports.ts";
import { selectionOf } from "../selection.ts";
import { verdictIn } from "../verdicts.ts";
import { canonical, type Family, familyOf, givenAddress } from "./addresses.ts";
import {
  type Candidate,
  ENDPOINTS_PER_SLICE,
  endpoints,
  type SelectedPod,
  type SlicePlan,
  type SlicePort,
  slicesOf,
} from "./endpoints.ts";
import { type NormalService, normalise } from "./normalise.ts";
import { type PodPlan, planPods } from "./pod.ts";

/** A Service with its defaults, by (unit, Service); undefined for anything else. */
export const normalServiceOf = query<NormalService | undefined>("normalService", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return undefined;
  return normalise(service, namespaceAt(db, unit, id).value, clusterIn(db, unit, id).ipFamilies);
});

const NO_PODS: PodPlan = { pods: [], more: 0, uncounted: undefined };

/** The pods of a workload, by (unit, workload); none of one that the API server refuses. */
export const podsOf = query<PodPlan>("podPlan", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload") || isRefused(db, unit, id)) return NO_PODS;
  return planPods(workload);
});

/** Whether the API server takes an object not at all. */
export function isRefused(db: Reader, unit: UnitId, id: DocId): boolean {
  return verdictIn(db, unit, clusterIn(db, unit, id), id).faults.length > 0;
}

/** `PlannedEndpoints` of net.ts, by (unit, Service). */
export interface PlannedIds {
  readonly slices: readonly SlicePlan[];
  /** Workloads that may be selected, too. */
  readonly perhaps: readonly DocId[];
  /** Endpoints written by hand that cannot be read, or address families that are not known. */
  readonly open: boolean;
  /** What the API server refuses, and what is therefore left out: the Service, workloads, slices by hand. */
  readonly refused: readonly DocId[];
}

const NO_SLICES: PlannedIds = { slices: [], perhaps: [], open: false, refused: [] };

/** The families of a cluster of which nobody says anything. */
const CLUSTER_FAMILIES: readonly Family[] = ["IPv4"];

export const plannedSlices = query<PlannedIds>("endpointSlices", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = db.get(normalServiceOf, key);
  if (!service || service.publication.kind === "alias") return NO_SLICES;
  if (isRefused(db, unit, id)) return { ...NO_SLICES, refused: [id] };
  const written = writtenSlices(db, unit, service);
  const selection = db.get(selectionOf, key);
  if (selection.kind === "none") return { ...written, perhaps: [] };
  const cluster = clusterIn(db, unit, id);
  const selected = selection.certain.map((workload) => selectedOf(db, unit, service, workload));
  const slices = endpoints(
    service,
    selected.flatMap(({ pods }) => pods),
    {
      usual: cluster.ipFamilies ?? CLUSTER_FAMILIES,
      perSlice: cluster.maxEndpointsPerSlice ?? ENDPOINTS_PER_SLICE,
    },
  );
  return {
    slices: [...slices, ...written.slices],
    perhaps: [
      ...selection.possible,
      ...selected.filter(({ isPerhaps }) => isPerhaps).map(({ workload }) => workload),
    ],
    open: written.open || service.families === undefined,
    refused: [...selection.certain.filter((workload) => isRefused(db, unit, workload)), ...written.refused],
  };
});

interface SelectedOf {
  readonly workload: DocId;
  readonly pods: readonly SelectedPod[];
  /** Of some of its pods it cannot be known. */
  readonly isPerhaps: boolean;
}

/** The pods of a selected workload that carry every pair themselves: a StatefulSet's bear labels of their own. */
function selectedOf(db: Reader, unit: UnitId, { id, selector }: NormalService, workload: DocId): SelectedOf {
  const { pods } = db.get(podsOf, keyOf(unit, workload));
  const answers = db
    .get(targetsOf, keyOf(unit, id))
    .map((target) => target.pods.find((each) => each.workload === workload)?.answer ?? UNKNOWN);
  const fits = pods.map((pod): Answer => (selector ? matches(selector, pod.labels) : "no"));
  return {
    workload,
    pods: pods.filter((_, index) => fits[index] === "yes").map((pod) => ({ pod, answers })),
    isPerhaps: fits.includes("unknown"),
  };
}

const UNKNOWN = { kind: "unknown" } as const;

/** Endpoints of a Service with a selector are the controller's own; slices by hand stand beside its own. */
function writtenSlices(db: Reader, unit: UnitId, service: NormalService): Omit<PlannedIds, "perhaps"> {
  const ids = db.get(endpointsOf, keyOf(unit, service.id));
  const refused = ids.filter((id) => isRefused(db, unit, id));
  const objects = ids.flatMap((id) => {
    const object = refused.includes(id) ? undefined : memberOf(db, unit, id);
    const counts = object && (object.identity.kind === "EndpointSlice" || !service.selector);
    return counts && isFamily(object, "endpoints") ? [object] : [];
  });
  const isUnread = objects.some(({ spec }) => spec.open || spec.subsets.some(hasUnread));
  return { slices: objects.flatMap(slicesWritten), open: isUnread, refused };
}

function hasUnread({ endpoints: all }: EndpointsObject["spec"]["subsets"][number]): boolean {
  return all.some(({ addresses }) => addresses.some(({ address }) => !isKnown(address)));
}

/** The most addresses of one subset of Endpoints that are mirrored (`--mirroring-max-endpoints-per-subset`). */
const MOST_MIRRORED = 1000;

/** One slice for each family of each subset, as Endpoints are mirrored; addresses that are names are left out. */
function slicesWritten({ id, identity, spec }: EndpointsObject): readonly SlicePlan[] {
  const isMirrored = identity.kind === "Endpoints";
  return spec.subsets.flatMap(({ ports, endpoints: all }) => {
    const taken = isMirrored ? all.slice(0, MOST_MIRRORED) : all;
    const slicePorts = ports.map(writtenPort);
    const candidates = taken.map((each) => writtenCandidate(id, each, slicePorts));
    const families = new Set(candidates.flatMap((each) => each.addresses.map(({ family }) => family)));
    const perSlice = isMirrored ? ENDPOINTS_PER_SLICE : Math.max(1, candidates.length);
    return slicesOf([...families].toSorted(), candidates, { manual: id, perSlice });
  });
}

function writtenCandidate(from: DocId, endpoint: WrittenEndpoint, ports: readonly SlicePort[]): Candidate {
  const { addresses, hostname, serving, terminating, nodeName, zone } = endpoint;
  const ready = endpoint.ready ?? known(true);
  return {
    from,
    pod: undefined,
    addresses: addresses.flatMap(({ address }) => {
      const text = valueOf(address);
      const family = text === undefined ? undefined : familyOf(text);
      return family === undefined || text === undefined ? [] : [givenAddress(family, canonical(text))];
    }),
    hostname,
    ready: valueOf(ready),
    serving: valueOf(serving ?? ready),
    terminating: valueOf(terminating ?? known(false)),
    nodeName: valueOf(nodeName),
    zone: valueOf(zone),
    hints: undefined,
    ports,
  };
}

function writtenPort({ name, port, protocol, appProtocol }: EndpointPort): SlicePort {
  return { name: name ?? known(""), port, protocol: protocol ?? known("TCP"), appProtocol };
}

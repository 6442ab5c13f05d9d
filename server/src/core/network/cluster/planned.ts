/** The Services, pods and EndpointSlices of a unit, as the cluster would make them of its manifests; remembered by resource. */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { resourceOf } from "../../resources/queries.ts";
import { isFamily } from "../../resources/resource.ts";
import { clusterIn, namespaceAt } from "../../units/queries.ts";
import { isComplete, type UnitId } from "../../units/unit.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { endpointsOf } from "../endpoints.ts";
import { matches } from "../matching.ts";
import { memberOf, outlineOf, portsOn } from "../members.ts";
import type { EndpointsObject, Workload } from "../net.ts";
import { answerOn, targetsOf } from "../ports.ts";
import { blindProbe } from "../probedPorts.ts";
import { selectionOf } from "../selection.ts";
import { verdictIn } from "../verdicts.ts";
import type { Family } from "./addresses.ts";
import { allocated } from "./allocated.ts";
import { ENDPOINTS_PER_SLICE, endpoints, type SelectedPod, type SlicePlan } from "./endpoints.ts";
import { type NormalService, normalise } from "./normalise.ts";
import { observedSlices, seenService } from "./observed.ts";
import { type ObservedPod, observedMatches, observedPodsOf } from "./observedPods.ts";
import { type ClusterPod, type PodPlan, planPods } from "./pod.ts";
import { slicesWritten } from "./writtenSlices.ts";

/** A Service with its defaults, by (unit, Service); undefined for anything else. */
export const normalServiceOf = query<NormalService | undefined>("normalService", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const service = memberOf(db, unit, id);
  if (!service || !isFamily(service, "service")) return undefined;
  const normal = normalise(service, namespaceAt(db, unit, id).value, clusterIn(db, unit, id).ipFamilies);
  const seen = seenService(db, unit, normal);
  return seen ? allocated(normal, service.spec, seen.spec) : normal;
});

const NO_PODS: PodPlan = { pods: [], more: 0, uncounted: undefined };

/**
 * The pods of a workload, by (unit, workload): those that were seen, else those that its manifest plans, ready unless a probe
 * keeps them from it for good; none of one that the API server refuses.
 */
export const podsOf = query<PodPlan>("podPlan", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const seen = observedPodsOf(db, unit, id);
  if (seen.length > 0) return { pods: seen.map(({ pod }) => pod), more: 0, uncounted: undefined };
  const workload = memberOf(db, unit, id);
  if (!workload || !isFamily(workload, "workload") || isRefused(db, unit, id)) return NO_PODS;
  const plan = planPods(workload);
  return isNeverReady(db, unit, workload) ? { ...plan, pods: plan.pods.map(unready) } : plan;
});

/** What is missing from the unit could give the container its port. */
function isNeverReady(db: Reader, unit: UnitId, workload: Workload): boolean {
  if (blindProbe(workload) === undefined) return false;
  const outline = db.get(outlineOf, unit);
  return outline !== undefined && isComplete(outline);
}

function unready(pod: ClusterPod): ClusterPod {
  return { ...pod, ready: false, serving: false };
}

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
  if (!service) return NO_SLICES;
  if (isRefused(db, unit, id)) return { ...NO_SLICES, refused: [id] };
  if (service.publication.kind === "alias") return NO_SLICES;
  const written = writtenSlices(db, unit, service);
  const selection = db.get(selectionOf, key);
  if (selection.kind === "none")
    return { ...written, slices: handMade(db, unit, service, written.slices), perhaps: [] };
  const cluster = clusterIn(db, unit, id);
  const selected = selection.certain.map((workload) => selectedOf(db, unit, service, workload));
  const slices = endpoints(
    service,
    [...selected.flatMap(({ pods }) => pods), ...strangersOf(db, unit, service, selection.certain)],
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
function selectedOf(db: Reader, unit: UnitId, service: NormalService, workload: DocId): SelectedOf {
  const seen = observedPodsOf(db, unit, workload).map((each) => withAnswers(db, unit, service, each));
  const answers = seen.length > 0 ? [] : answersOf(db, unit, service, workload);
  const planned = seen.length > 0 ? [] : db.get(podsOf, keyOf(unit, workload)).pods;
  const pods = [...seen, ...planned.map((pod) => ({ pod, answers }))];
  const fits = pods.map(({ pod }) => (service.selector ? matches(service.selector, pod.labels) : "no"));
  return {
    workload,
    pods: pods.filter((_, index) => fits[index] === "yes"),
    isPerhaps: fits.includes("unknown"),
  };
}

function answersOf(db: Reader, unit: UnitId, { id }: NormalService, workload: DocId): SelectedPod["answers"] {
  return db
    .get(targetsOf, keyOf(unit, id))
    .map((target) => target.pods.find((each) => each.workload === workload)?.answer ?? UNKNOWN);
}

const UNKNOWN = { kind: "unknown" } as const;

/** Pods that were seen to carry every pair, and that no selected workload makes: those of operators, of other files. */
function strangersOf(
  db: Reader,
  unit: UnitId,
  service: NormalService,
  selected: readonly DocId[],
): readonly SelectedPod[] {
  const { selector } = service;
  const namespace = valueOf(service.namespace);
  if (!selector || namespace === undefined) return [];
  const found = observedMatches(db, unit, { namespace, selector }, selected);
  return found.map((each) => withAnswers(db, unit, service, each));
}

/** A pod that runs has the ports that it was made with, whatever its workload's manifest says by now. */
function withAnswers(
  db: Reader,
  unit: UnitId,
  service: NormalService,
  { id, pod }: ObservedPod,
): SelectedPod {
  const member = memberOf(db, unit, service.id);
  const ports = member && isFamily(member, "service") ? member.spec.ports : [];
  const own = portsOn(db.get(resourceOf, id));
  return { pod, answers: ports.map((port) => answerOn(own, port)) };
}

/** Where nobody wrote endpoints for a Service without a selector, somebody else may have been seen to. */
function handMade(
  db: Reader,
  unit: UnitId,
  service: NormalService,
  written: readonly SlicePlan[],
): readonly SlicePlan[] {
  return written.length > 0 ? written : (observedSlices(db, unit, service)?.slices ?? []);
}

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

/**
 * What a cluster was seen to have for a Service: the Service itself, its EndpointSlices, its pods. It stands beside what the
 * manifests plan; where the two differ, the difference is worth knowing.
 */
import { firstAndRest, keyOf, query, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { type LabelMap, labelAt, noLabels } from "../../resources/labels.ts";
import { resourceOf } from "../../resources/queries.ts";
import { isFamily } from "../../resources/resource.ts";
import { type Dumps, dumpsFor, namespaceAt } from "../../units/queries.ts";
import type { UnitId } from "../../units/unit.ts";
import { valueOf } from "../../value/known.ts";
import { matches } from "../matching.ts";
import { memberOf, podLabelsOf } from "../members.ts";
import type { EndpointsObject, Service } from "../net.ts";
import { dumped, dumpedKey, dumpedSlices, isTorn } from "./dump.ts";
import type { SlicePlan } from "./endpoints.ts";
import type { NormalService } from "./normalise.ts";
import { observedMatches } from "./observedPods.ts";
import type { ClusterPod } from "./pod.ts";
import { slicesWritten } from "./writtenSlices.ts";

/** What was seen of a Service. */
export interface ObservedService {
  /** The Service as it was dumped; undefined when only its pods or slices were, or several clusters have one. */
  readonly service: Service | undefined;
  /** Its EndpointSlices as they were, the controller's own and those by hand; empty when none was dumped. */
  readonly slices: readonly SlicePlan[];
  /** The dumped EndpointSlices themselves. */
  readonly sliceIds: readonly DocId[];
  /** The pods in its namespace that carry every pair of the manifest's selector, terminating and ended ones among them. */
  readonly pods: readonly ClusterPod[];
  /** Pods behind its slices that the manifest's selector no longer selects, neither they nor what their workload makes next. */
  readonly leftBehind: readonly ClusterPod[];
}

type Named = Pick<NormalService, "name" | "namespace">;

interface Place {
  readonly dumps: Dumps;
  readonly namespace: string;
  readonly name: string;
}

/** Undefined where nothing was dumped, or the Service cannot be told from others. */
function placeOf(db: Reader, unit: UnitId, service: Named): Place | undefined {
  const dumps = dumpsFor(db, unit);
  const [name, namespace] = [valueOf(service.name), valueOf(service.namespace)];
  return dumps === "" || name === undefined || namespace === undefined
    ? undefined
    : { dumps, namespace, name };
}

/** The Service of this name as it was dumped; undefined where dumps of several clusters hold one. */
export function seenService(db: Reader, unit: UnitId, named: Named): Service | undefined {
  const place = placeOf(db, unit, named);
  if (!place) return undefined;
  const key = dumpedKey("", "Service", place.namespace, place.name);
  const found = isTorn(db, place.dumps, key) ? undefined : dumped(db, place.dumps, key);
  return found && isFamily(found, "service") ? found : undefined;
}

/** Undefined when none was dumped. */
export function observedSlices(
  db: Reader,
  unit: UnitId,
  named: Named,
): Pick<ObservedService, "slices" | "sliceIds"> | undefined {
  const place = placeOf(db, unit, named);
  const ids = place ? dumpedSlices(db, place.dumps, place.namespace, place.name) : [];
  const slices = ids.flatMap((id) => {
    const slice = db.get(resourceOf, id);
    return slice && isFamily(slice, "endpoints") ? asControlled(slice) : [];
  });
  return ids.length === 0 ? undefined : { slices, sliceIds: ids };
}

const CONTROLLER = "endpointslice-controller.k8s.io";

/** Those of the controller are nobody's by hand. */
function asControlled(slice: EndpointsObject): readonly SlicePlan[] {
  const manager = valueOf(labelAt(slice.labels, "endpointslice.kubernetes.io/managed-by"));
  const slices = slicesWritten(slice);
  return manager === CONTROLLER ? slices.map((each) => ({ ...each, manual: undefined })) : slices;
}

/** What was seen of a Service; undefined where nothing of it was dumped. Without a dump nothing is remembered. */
export function observedOf(db: Reader, unit: UnitId, service: DocId): ObservedService | undefined {
  return dumpsFor(db, unit) === "" ? undefined : db.get(observedService, keyOf(unit, service));
}

/** By (unit, Service). */
const observedService = query<ObservedService | undefined>("observedService", (db, key) => {
  const [unit, id] = firstAndRest(key);
  const member = memberOf(db, unit, id);
  if (!member || !isFamily(member, "service") || !member.name) return undefined;
  const named = { name: member.name, namespace: namespaceAt(db, unit, id).value };
  const service = seenService(db, unit, named);
  const found = observedSlices(db, unit, named);
  const selector = valueOf(member.spec.type) === "ExternalName" ? undefined : member.spec.selector;
  const wanted = { namespace: valueOf(named.namespace) ?? "", selector: selector ?? noLabels };
  const pods = selector ? observedMatches(db, unit, wanted, []).map(({ pod }) => pod) : [];
  if (!service && !found && pods.length === 0) return undefined;
  const { slices, sliceIds } = found ?? { slices: [], sliceIds: [] };
  const leftBehind = selector ? left(db, unit, wanted, slices) : [];
  return { service, slices, sliceIds, pods, leftBehind };
});

interface Wanted {
  readonly namespace: string;
  readonly selector: LabelMap;
}

function left(
  db: Reader,
  unit: UnitId,
  { namespace, selector }: Wanted,
  slices: readonly SlicePlan[],
): readonly ClusterPod[] {
  const controlled = slices.filter(({ manual }) => manual === undefined);
  const served = controlled.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  const addresses = new Set(served.map(({ text }) => text));
  return observedMatches(db, unit, { namespace, selector: noLabels }, [])
    .map(({ pod }) => pod)
    .filter(
      ({ labels, workload, addresses: own }) =>
        own.some(({ text }) => addresses.has(text)) &&
        matches(selector, labels) === "no" &&
        matches(selector, podLabelsOf(db, unit, workload)) === "no",
    );
}

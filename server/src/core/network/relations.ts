/** The relations of one unit behind the questions of net.ts: DocIds become the resources as they are in that unit. */
import { keyOf, type Reader } from "../query/query.ts";
import type { DocId } from "../resources/identity.ts";
import { clusterKnown, namespaceIn } from "../units/queries.ts";
import type { ClusterSettings } from "../units/settings.ts";
import { isComplete, type UnitOutline } from "../units/unit.ts";
import { type AliasTarget, aliasTargetIn } from "./aliasTargets.ts";
import { hasAutoscaler } from "./autoscalers.ts";
import { normalise } from "./cluster/normalise.ts";
import { observedOf } from "./cluster/observed.ts";
import { normalServiceOf, plannedSlices } from "./cluster/planned.ts";
import { endpointsOf, type OwnerIds, ownerOf, serviceAt, unbackedOf } from "./endpoints.ts";
import { fitRelations, policyRelations } from "./fits.ts";
import { type GoverningIds, governingOf, isGoverning, subdomainOf } from "./governing.ts";
import { unusedMappings } from "./kindPorts.ts";
import { type Lookup, memberLookup } from "./lookup.ts";
import { memberOf } from "./members.ts";
import { misreadsIn } from "./misreads.ts";
import { namingsIn } from "./names.ts";
import { namingOf } from "./namings.ts";
import { nearMissesOf } from "./nearness.ts";
import type { EndpointsOwner, Governing, Net, Service } from "./net.ts";
import { claimsOn, freeNodePort } from "./nodePorts.ts";
import { podNameUsesOf } from "./podNames.ts";
import { targetsOf } from "./ports.ts";
import { referenceRelations } from "./referring.ts";
import { selectedElsewhere, selectionOf, servicesSelecting } from "./selection.ts";
import { verdictIn } from "./verdicts.ts";

export function createNet(db: Reader, unit: UnitOutline, cluster: ClusterSettings): Net {
  const members = memberLookup(db, unit.id);
  return {
    unit,
    complete: isComplete(unit),
    cluster,
    saidAt: (id, key) => {
      const origin = clusterKnown(db, unit.id, id).origins[key];
      return origin?.kind === "file" ? origin.at : undefined;
    },
    resource: (id) => memberOf(db, unit.id, id),
    namespaceOf: (id) => db.get(namespaceIn, keyOf(unit.id, id)),
    verdict: remembered((id) => verdictIn(db, unit.id, cluster, id)),
    ...podRelations(db, unit, members),
    ...serviceRelations(db, unit, members),
    ...nameRelations(db, unit, members),
    ...fitRelations(db, unit.id, members),
    ...policyRelations(db, unit.id, members),
    ...referenceRelations(db, unit.id, members),
    namings: remembered((resource) =>
      namingsIn(db, unit.id, resource).map((each) => namingOf((ids) => members(ids, "service"), each)),
    ),
    aliasTarget: (service) => aliasAnswer(members, aliasTargetIn(db, unit.id, service)),
    hasAutoscaler: () => hasAutoscaler(db, unit.id),
    misreads: (workload) =>
      misreadsIn(db, unit.id, workload).flatMap(({ service: id, rivals, ...rest }) =>
        members([id], "service").map((service) => ({ ...rest, service, rivals: members(rivals, "service") })),
      ),
    observed: (service) => observedOf(db, unit.id, service),
    unusedMappings: (kind) => db.get(unusedMappings, kind),
    podNameUses: (statefulSet) => db.get(podNameUsesOf, keyOf(unit.id, statefulSet)),
    freeNodePort: (near) => freeNodePort(db, unit.id, cluster.nodePortRange, near),
  };
}

function aliasAnswer(
  members: Lookup,
  target: AliasTarget<DocId> | undefined,
): AliasTarget<Service> | undefined {
  if (target?.kind === "missing")
    return { ...target, otherNamespace: members(target.otherNamespace, "service") };
  if (target?.kind !== "short") return target;
  const { service: id, ...rest } = target;
  return { ...rest, service: id === undefined ? undefined : members([id], "service")[0] };
}

/** From Services to the pods behind them. */
function podRelations(
  db: Reader,
  unit: UnitOutline,
  members: Lookup,
): Pick<Net, "selection" | "nearMisses" | "targets"> {
  const workloads = (ids: readonly DocId[]) => members(ids, "workload");
  return {
    selection: remembered((service) => {
      const { certain, possible, ...rest } = db.get(selectionOf, keyOf(unit.id, service));
      return {
        ...rest,
        certain: workloads(certain),
        possible: workloads(possible),
        // Of a common label there may be hundreds, and few rules ask.
        get elsewhere() {
          return workloads(db.get(selectedElsewhere, keyOf(unit.id, service)));
        },
      };
    }),
    nearMisses: (service) =>
      db
        .get(nearMissesOf, keyOf(unit.id, service))
        .flatMap(({ workload: id, ...rest }) => workloads([id]).map((workload) => ({ ...rest, workload }))),
    targets: remembered((service) =>
      db.get(targetsOf, keyOf(unit.id, service)).map(({ pods, ...rest }) => ({
        ...rest,
        pods: pods.flatMap(({ workload: id, answer }) =>
          workloads([id]).map((workload) => ({ workload, answer })),
        ),
      })),
    ),
  };
}

/** Asked by many rules, and for each port of a Service; answered once, for as long as one question lives. */
function remembered<T>(answer: (id: DocId) => T): (id: DocId) => T {
  const answers = new Map<DocId, T>();
  return (id) => {
    const known = answers.get(id) ?? answer(id);
    answers.set(id, known);
    return known;
  };
}

/** From anything else to the Services it names, or that share something with it. */
function serviceRelations(
  db: Reader,
  unit: UnitOutline,
  members: Lookup,
): Pick<Net, "nodePortClaims" | "servicesOf"> {
  return {
    nodePortClaims: (nodePort) =>
      db
        .get(claimsOn, keyOf(unit.id, String(nodePort)))
        .flatMap(({ service: id, ...rest }) =>
          members([id], "service").map((service) => ({ ...rest, service })),
        ),
    servicesOf: (workload) => members(db.get(servicesSelecting, keyOf(unit.id, workload)), "service"),
  };
}

/** What stands behind a name: the Service of pods with names of their own, and endpoints written by hand. */
function nameRelations(
  db: Reader,
  unit: UnitOutline,
  members: Lookup,
): Pick<
  Net,
  | "governing"
  | "subdomain"
  | "isGoverning"
  | "normal"
  | "slices"
  | "endpointsFor"
  | "ownerOf"
  | "unbacked"
  | "serviceAt"
> {
  return {
    governing: (statefulSet) => governingAnswer(members, db.get(governingOf, keyOf(unit.id, statefulSet))),
    subdomain: (workload) => governingAnswer(members, db.get(subdomainOf, keyOf(unit.id, workload))),
    isGoverning: (service) => db.get(isGoverning, keyOf(unit.id, service)),
    normal: (service) =>
      db.get(normalServiceOf, keyOf(unit.id, service.id)) ??
      normalise(service, db.get(namespaceIn, keyOf(unit.id, service.id)).value, undefined),
    slices: (service) => {
      const { perhaps, refused, ...rest } = db.get(plannedSlices, keyOf(unit.id, service));
      return {
        ...rest,
        perhaps: members(perhaps, "workload"),
        refused: refused.flatMap((id) => memberOf(db, unit.id, id) ?? []),
      };
    },
    endpointsFor: (service) => members(db.get(endpointsOf, keyOf(unit.id, service)), "endpoints"),
    ownerOf: (endpoints) => ownerAnswer(members, db.get(ownerOf, keyOf(unit.id, endpoints))),
    unbacked: (service) => {
      const unbacked = db.get(unbackedOf, keyOf(unit.id, service));
      return (
        unbacked && {
          namesakes: members(unbacked.namesakes, "workload"),
          strays: members(unbacked.strays, "endpoints"),
        }
      );
    },
    serviceAt: (address) => {
      const id = db.get(serviceAt, keyOf(unit.id, address));
      return id === undefined ? undefined : members([id], "service")[0];
    },
  };
}

function governingAnswer(members: Lookup, answer: GoverningIds | undefined): Governing | undefined {
  if (answer === undefined || answer.kind === "unknown") return answer;
  if (answer.kind === "missing") return { ...answer, other: members(answer.other, "service") };
  const [service] = members([answer.service], "service");
  return service ? { ...answer, service } : { kind: "unknown" };
}

function ownerAnswer(members: Lookup, answer: OwnerIds): EndpointsOwner {
  switch (answer.kind) {
    case "unknown":
      return answer;
    case "unlabelled":
      return { kind: "unlabelled", candidates: members(answer.candidates, "service") };
    case "missing": {
      const alike = members(answer.alike, "service");
      return { ...answer, alike, otherNamespace: members(answer.otherNamespace, "service") };
    }
    case "found": {
      const [service] = members([answer.service], "service");
      return service ? { kind: "found", service } : { kind: "unknown" };
    }
  }
}

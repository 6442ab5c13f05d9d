/**
 * From a Service to what answers for it: one pill a port, edges to the workloads behind it. Where nothing answers, the edge is red
 * only if a finding says so; else it is not known here, since the pods may live outside the workspace.
 */

import { memberOf, membersOf, sameNamespace } from "../../network/members.ts";
import type { Workload } from "../../network/net.ts";
import { targetOf } from "../../network/ports.ts";
import { identityOf } from "../../resources/identity.ts";
import type { Resource } from "../../resources/resource.ts";
import { protocolOf } from "../../resources/workload.ts";
import { foremost } from "../../rules/selectorFix.ts";
import { isWorkload } from "../../units/kinds.ts";
import { valueOf } from "../../value/known.ts";
import { type Behind, behind } from "../behind.ts";
import { strangersBehind } from "../pods.ts";
import { nameOf } from "../words.ts";
import { aliasPiece } from "./alias.ts";
import { byHandPiece } from "./byHand.ts";
import { meantRow } from "./meantRow.ts";
import { missReason, perhapsReason } from "./misses.ts";
import { edge, FLOWS, MEANT, type Piece } from "./piece.ts";
import { type Pill, pill, pillId } from "./pill.ts";
import { portPieces } from "./portEndpoints.ts";
import { serviceRows } from "./ports.ts";
import { isSaidAt } from "./said.ts";
import { nodeOf, type ServiceView, shown } from "./view.ts";

export function endpointsPiece(view: ServiceView): Piece {
  const found = behind(view.db, view.net, view.resource);
  switch (found.kind) {
    case "alias":
      return aliasPiece(view, found.to);
    case "by-hand":
      return found.endpoints.length > 0 ? byHandPiece(view, found.endpoints) : bare(view);
    case "pods":
      return portPieces(view, found.perhaps);
    case "elsewhere":
    case "nothing":
      return miss(view, found);
    case "unknown":
      return unseen(view, found.why.replaceAll("`", ""), found.perhaps);
  }
}

/** The docks of a Service from which its traffic leaves: its ports, or itself where it has none. */
function docksOf({ resource, node }: ServiceView) {
  const rows = serviceRows(resource);
  return rows.length > 0 ? rows.map(({ id: row }) => ({ node, row })) : [{ node }];
}

type Course = Parameters<typeof edge>[2];

/** A workload to which the way goes on, or would. */
interface Beyond {
  readonly workload: Resource;
  readonly row?: string | undefined;
  readonly course: Course;
}

/** One pill for all ports. */
function whole(
  view: ServiceView,
  what: Omit<Pill, "id" | "origins">,
  course: Course,
  beyond: readonly Beyond[],
): Piece {
  const id = pillId(view, undefined);
  return {
    nodes: [pill(view, { ...what, id, origins: [] })],
    edges: [
      ...docksOf(view).map((dock) => edge(dock, { node: id }, course)),
      ...beyond.flatMap(({ workload, row, course: further }) => {
        const node = nodeOf(view, workload);
        if (node === undefined) return [];
        return [edge({ node: id }, row === undefined ? { node } : { node, row }, further)];
      }),
    ],
  };
}

const SELECTING = [
  ["spec", "selector"],
  ["metadata", "namespace"],
];

/** No pod here carries the labels. */
function miss(view: ServiceView, found: Behind): Piece {
  const { db, unit, net, resource } = view;
  const isWrong = isSaidAt(db, unit, resource.id, ...SELECTING);
  const near = foremost(net.nearMisses(resource.id));
  const meant = found.kind === "elsewhere" ? found.workloads : near.map(({ workload }) => workload);
  const reason = missReason(view, found, isWrong ? near[0] : undefined);
  if (isWrong) {
    return whole(
      view,
      { title: "no endpoints", subtitle: reason, readiness: "none", state: "missing" },
      { state: "broken", reason },
      meantEnds(view, meant),
    );
  }
  return whole(
    view,
    { title: "no pods seen", subtitle: reason, readiness: "unknown", state: "unknown" },
    { state: "unknown", reason },
    [],
  );
}

const MOST_MEANT = 3;

function meantEnds(view: ServiceView, workloads: readonly Workload[]): readonly Beyond[] {
  return workloads
    .slice(0, MOST_MEANT)
    .map((workload) => ({ workload, row: onlyRow(view, workload), course: MEANT }));
}

/** Where the only port of the Service would lead. */
function onlyRow({ resource }: ServiceView, workload: Workload): string | undefined {
  const [port, ...others] = resource.spec.ports;
  if (!port || others.length > 0) return undefined;
  return meantRow(workload, targetOf(port), shown(protocolOf(port)));
}

function unseen(view: ServiceView, why: string, perhaps: readonly Workload[]): Piece {
  const { db, unit, net, resource } = view;
  const strangers = perhaps.length === 0 ? strangersBehind(net, resource) : undefined;
  if (strangers) return observedOnly(view, strangers);
  const isWrong = perhaps.length === 0 && isSaidAt(db, unit, resource.id, ...SELECTING);
  const near = isWrong ? foremost(net.nearMisses(resource.id)).map(({ workload }) => workload) : [];
  return whole(
    view,
    { title: "pods not known", subtitle: why, readiness: "unknown", state: "unknown" },
    { state: "unknown", reason: why },
    [
      ...meantEnds(view, near),
      ...perhaps.map((workload): Beyond => {
        return { workload, course: { state: "unknown", reason: perhapsReason(view, workload) } };
      }),
      ...unreadWorkloads(view).map((workload): Beyond => {
        return { workload, course: { state: "unknown", reason: "its labels are not known" } };
      }),
    ],
  );
}

function observedOnly(
  view: ServiceView,
  { pods, ready }: NonNullable<ReturnType<typeof strangersBehind>>,
): Piece {
  const subtitle = "observed · no manifest here";
  const readiness = ready > 0 ? "ready" : "none";
  return whole(
    view,
    { title: `${ready} of ${pods} ready`, subtitle, readiness, state: "present" },
    FLOWS,
    [],
  );
}

/** Workloads that cannot be read, and bear the Service's name or a value of its selector. */
function unreadWorkloads({ db, unit, resource }: ServiceView): readonly Resource[] {
  const names = [
    nameOf(resource),
    ...(resource.spec.selector?.pairs ?? []).map(({ value }) => valueOf(value)),
  ];
  return membersOf(db, unit, "opaque").flatMap((id) => {
    const { kind, name } = identityOf(id);
    const isMeant = isWorkload({ family: "opaque", kind }) && name !== "" && names.includes(name);
    const isNear = isMeant && sameNamespace(db, unit, resource.id, id) !== "no";
    return isNear ? (memberOf(db, unit, id) ?? []) : [];
  });
}

/** Without selector, and nobody in sight gives it endpoints. */
function bare(view: ServiceView): Piece {
  const { db, unit, resource } = view;
  const isWrong = isSaidAt(db, unit, resource.id, ["spec", "selector"]);
  const reason = "no selector, no endpoints here";
  const isEmpty = resource.spec.ports.length === 0 && valueOf(resource.spec.clusterIP) !== "None";
  if (isEmpty) return { nodes: [], edges: [] };
  return isWrong
    ? whole(
        view,
        { title: "no endpoints", subtitle: reason, readiness: "none", state: "missing" },
        { state: "broken", reason },
        [],
      )
    : whole(
        view,
        { title: "endpoints not seen", subtitle: "no selector", readiness: "unknown", state: "unknown" },
        { state: "unknown", reason },
        [],
      );
}

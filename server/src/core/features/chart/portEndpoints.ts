/** The endpoints of a Service whose pods are known, port by port. */
import type { ChartEdge } from "../../chart/graph.ts";
import { isRefused } from "../../network/cluster/planned.ts";
import type { PodPort, PortTarget, Workload } from "../../network/net.ts";
import { protocolOf } from "../../resources/workload.ts";
import type { Path } from "../../value/path.ts";
import { meantRow } from "./meantRow.ts";
import { perhapsReason } from "./misses.ts";
import { edge, FLOWS, joined, MEANT, type Piece } from "./piece.ts";
import { pill, pillId, podWords } from "./pill.ts";
import { podRowName, serviceRows } from "./ports.ts";
import { isSaidAt } from "./said.ts";
import { nodeOf, type ServiceView, shown } from "./view.ts";

export function portPieces(view: ServiceView, perhaps: readonly Workload[]): Piece {
  const rows = serviceRows(view.resource);
  const targets = view.net.targets(view.resource.id);
  if (rows.length === 0) return portless(view, perhaps);
  return joined(
    targets.flatMap((target, index) => {
      const row = rows[index]?.id;
      return row === undefined ? [] : [portPiece(view, target, row, perhaps)];
    }),
  );
}

/** A headless Service may have no port: its name alone counts. */
function portless(view: ServiceView, perhaps: readonly Workload[]): Piece {
  const { certain } = view.net.selection(view.resource.id);
  const id = pillId(view, undefined);
  const { title, slices, isEmpty } = podWords(view, certain);
  const subtitle = slices ?? "no port";
  return {
    nodes: [
      pill(view, {
        id,
        title,
        subtitle,
        readiness: isEmpty ? "none" : "ready",
        state: "present",
        origins: [],
      }),
    ],
    edges: [
      edge({ node: view.node }, { node: id }, FLOWS),
      ...certain.flatMap((workload) => toWorkload(view, id, workload, undefined, FLOWS)),
      ...perhapsEdges(view, id, perhaps),
    ],
  };
}

interface Lane {
  readonly view: ServiceView;
  /** The pill. */
  readonly id: string;
  readonly target: PortTarget;
  /** No pod that is seen can be reached by it. */
  readonly isLost: boolean;
  /** A finding says so. */
  readonly isWrong: boolean;
  readonly reason: string;
}

function portPiece(view: ServiceView, target: PortTarget, row: string, perhaps: readonly Workload[]): Piece {
  const id = pillId(view, row);
  const served = target.pods.filter((pod) => serves(target, pod)).map(({ workload }) => workload);
  const isOpen = target.pods.some(({ answer }) => answer.kind === "unknown") || perhaps.length > 0;
  const lane: Lane = {
    ...{ view, id, target, isLost: served.length === 0 && !isOpen },
    isWrong: isSaidAt(view.db, view.unit, view.resource.id, ...aboutTarget(target)),
    reason: `no port named ${target.target ?? "?"}`,
  };
  return {
    nodes: [portPill(lane, served)],
    edges: [
      edge({ node: view.node, row }, { node: id }, serviceCourse(lane, served)),
      ...target.pods.flatMap((pod) => podEdges(lane, pod)),
      ...perhapsEdges(view, id, perhaps),
    ],
  };
}

type Course = Parameters<typeof edge>[2];

const UNREAD: Course = { state: "unknown", reason: "its ports cannot be read" };

/** What the API server refuses has no part in traffic; its pods are drawn where they would be. */
function serviceCourse({ view, isLost, isWrong, reason }: Lane, served: readonly Workload[]): Course {
  const state = isWrong ? "broken" : "unknown";
  if (served.length > 0) {
    const isTaken = !isRefused(view.db, view.unit, view.resource.id);
    return isTaken ? FLOWS : { state, reason: "refused by the API server" };
  }
  return isLost ? { state, reason } : UNREAD;
}

/** The fields of a port that decide where it leads. */
function aboutTarget({ index }: PortTarget): readonly Path[] {
  return ["targetPort", "port", "protocol"].map((field) => ["spec", "ports", index, field]);
}

/** A number is sent to, declared or not; a name has to be found. */
function serves({ target }: PortTarget, { answer }: PodPort): boolean {
  return answer.kind === "declared" || (typeof target === "number" && answer.kind !== "unknown");
}

function portPill({ view, id, target, isLost, isWrong, reason }: Lane, served: readonly Workload[]) {
  if (served.length === 0) {
    const state = isLost && isWrong ? "missing" : "unknown";
    return pill(view, {
      ...{ id, state, origins: [] },
      title: isLost ? "no endpoints" : "endpoints not known",
      subtitle: isLost ? reason : "ports cannot be read",
      readiness: isLost ? "none" : "unknown",
    });
  }
  const { title, slices, isEmpty } = podWords(view, served);
  const numbers = target.pods.flatMap(({ answer }) => ("port" in answer ? [answer.port] : []));
  const subtitle = [...(slices === undefined ? [] : [slices]), [...new Set(numbers)].join("/")].join(" · ");
  const readiness = isEmpty ? "none" : "ready";
  return pill(view, { id, title, subtitle, readiness, state: "present", origins: [] });
}

function podEdges({ view, id, target, isLost, isWrong, reason }: Lane, pod: PodPort): readonly ChartEdge[] {
  const { workload, answer } = pod;
  const port = view.resource.spec.ports[target.index];
  const protocol = port ? shown(protocolOf(port)) : "TCP";
  const to = (row: string | undefined, course: Course) => toWorkload(view, id, workload, row, course);
  const doubt = (words: string): Course => (isWrong ? { state: "unknown", reason: words } : FLOWS);
  if (answer.kind === "unknown") return to(undefined, UNREAD);
  if (answer.kind === "declared") return to(podRowName(answer.port, protocol), FLOWS);
  if (!serves(target, pod)) {
    if (!isLost) return to(undefined, { state: isWrong ? "broken" : "unknown", reason });
    const meant = isWrong ? meantRow(workload, target.target, protocol) : undefined;
    return meant === undefined ? [] : to(meant, MEANT);
  }
  if (answer.kind === "undeclared") {
    const course = answer.isSpoken ? FLOWS : doubt(`${answer.port} not declared`);
    return to(podRowName(answer.port, protocol), course);
  }
  return answer.kind === "other-protocol"
    ? to(podRowName(answer.port, answer.protocol), doubt(`declared for ${answer.protocol} only`))
    : [];
}

function toWorkload(
  view: ServiceView,
  pillNode: string,
  workload: Workload,
  row: string | undefined,
  course: Course,
): readonly ChartEdge[] {
  const node = nodeOf(view, workload);
  if (node === undefined) return [];
  return [edge({ node: pillNode }, row === undefined ? { node } : { node, row }, course)];
}

function perhapsEdges(
  view: ServiceView,
  pillNode: string,
  perhaps: readonly Workload[],
): readonly ChartEdge[] {
  return perhaps.flatMap((workload) =>
    toWorkload(view, pillNode, workload, undefined, {
      state: "unknown",
      reason: perhapsReason(view, workload),
    }),
  );
}

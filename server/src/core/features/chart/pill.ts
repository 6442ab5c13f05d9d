/** Endpoints as a pill: how many, in how many slices, on which port. */
import type { ChartNode } from "../../chart/graph.ts";
import { ENDPOINTS_PER_SLICE } from "../../network/cluster/endpoints.ts";
import { planPods } from "../../network/cluster/pod.ts";
import type { Workload } from "../../network/net.ts";
import { counted } from "../words.ts";
import { namespaceOf } from "./ids.ts";
import { type Origin, type PieceNode, pieceNode } from "./piece.ts";
import type { ServiceView } from "./view.ts";

export interface Pill extends Pick<ChartNode, "id" | "title" | "subtitle" | "state"> {
  readonly readiness: NonNullable<ChartNode["readiness"]>;
  readonly origins: readonly Origin[];
}

export function pill({ db, unit, resource }: ServiceView, { origins, ...what }: Pill): PieceNode {
  return pieceNode({
    kind: "Endpoints",
    glyph: "endpoints",
    column: "endpoint",
    namespace: namespaceOf(db, unit, resource.id),
    rows: [],
    words: [],
    origins,
    ...what,
  });
}

/** `Endpoints/shop/cart/http`; of the whole Service without the port. */
export function pillId({ node }: Pick<ServiceView, "node">, row: string | undefined): string {
  const rest = node.split("/").slice(1);
  return ["Endpoints", ...rest, ...(row === undefined ? [] : [row.replaceAll("/", "%2f")])].join("/");
}

/** Nothing here is observed: pods are planned, and only a cluster knows which of them are ready. */
export function plannedWords(
  { net }: Pick<ServiceView, "net">,
  workloads: readonly Workload[],
): {
  readonly title: string;
  readonly slices: string | undefined;
  readonly isEmpty: boolean;
} {
  const plans = workloads.map(planPods);
  const count = plans.reduce(
    (sum, { pods, more, uncounted }) => sum + (uncounted ? 0 : pods.length + more),
    0,
  );
  const [uncounted] = plans.flatMap((plan) => plan.uncounted ?? []);
  if (uncounted !== undefined) {
    const rest = uncounted === "nodes" ? "one a node" : "pods, number not known";
    return { title: count > 0 ? `${count} planned, ${rest}` : rest, slices: undefined, isEmpty: false };
  }
  const isEmpty = count === 0;
  const perSlice = net.cluster.maxEndpointsPerSlice ?? ENDPOINTS_PER_SLICE;
  return {
    title: isEmpty ? "no pods" : `${count} planned`,
    slices: isEmpty ? "replicas: 0" : counted(Math.ceil(count / perSlice), "slice"),
    isEmpty,
  };
}

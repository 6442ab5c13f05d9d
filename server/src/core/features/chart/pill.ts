/** Endpoints as a pill: how many, in how many slices, on which port. */
import type { ChartNode } from "../../chart/graph.ts";
import { ENDPOINTS_PER_SLICE } from "../../network/cluster/endpoints.ts";
import type { Net, Service, Workload } from "../../network/net.ts";
import { neverText, podsBehind } from "../pods.ts";
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

export interface PillWords {
  readonly title: string;
  /** `2 slices`; undefined where pods cannot be counted. */
  readonly slices: string | undefined;
  readonly isEmpty: boolean;
}

/** Planned pods are taken as they will be: only a cluster knows which of those that can be ready are. */
export function podWords({ db, net, resource }: ServiceView, workloads: readonly Workload[]): PillWords {
  const count = podsBehind(db, net, resource, workloads);
  const { pods, ready, observed, uncounted } = count;
  const isEmpty = pods === 0 && uncounted === undefined;
  if (isEmpty) {
    const isRefused = net.slices(resource.id).refused.length > 0;
    return { title: "no pods", slices: isRefused ? "refused by the API server" : "replicas: 0", isEmpty };
  }
  if (observed) {
    const slices = `observed · ${sliceText(net, resource, workloads, pods)}`;
    return { title: `${ready} of ${pods} ready`, slices, isEmpty: ready === 0 };
  }
  if (uncounted !== undefined) {
    const rest = uncounted === "nodes" ? "one a node" : "pods, number not known";
    return { title: pods > 0 ? `${pods} planned, ${rest}` : rest, slices: undefined, isEmpty };
  }
  const title = [`${pods} planned`, ...neverText(count)].join(", ");
  return { title, slices: sliceText(net, resource, workloads, pods), isEmpty: ready === 0 };
}

/** Pods beyond those that are told apart fill slices, too. */
function sliceText(net: Net, { id }: Service, workloads: readonly Workload[], pods: number): string {
  const own = net
    .slices(id)
    .slices.filter(({ endpoints }) =>
      endpoints.some(({ from }) => workloads.some((each) => each.id === from)),
    );
  const listed = new Set(own.flatMap(({ endpoints }) => endpoints.map(({ pod }) => pod?.id))).size;
  const perSlice = net.cluster.maxEndpointsPerSlice ?? ENDPOINTS_PER_SLICE;
  const count = listed < pods ? Math.ceil(pods / perSlice) : own.length;
  return counted(count, "slice");
}

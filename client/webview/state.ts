/**
 * What the page shows: what the extension has said, and how a person looks at it. One value, replaced whole by each change;
 * what outlives a reload is in `Saved`.
 */
import type { ChartDetails } from "../../server/src/core/chart/details.ts";
import type { ChartGraph, ChartUnit } from "../../server/src/core/chart/graph.ts";
import { type ChartView, FOLD_ABOVE, WHOLE } from "../../server/src/core/chart/view.ts";
import { isRecord, isText, type Notice } from "./messages.ts";

export interface ChartState {
  readonly units: readonly ChartUnit[];
  readonly unit: string | undefined;
  readonly graph: ChartGraph | undefined;
  readonly notice: Notice | undefined;
  readonly view: ChartView;
  /** How units that were drawn before were looked at. */
  readonly looks: ReadonlyMap<string, Look>;
  readonly selected: string | undefined;
  /** What the side panel says of the selected node, or of the one before until the answer is here. */
  readonly details: ChartDetails | undefined;
  /** The node that the editor's cursor is in. */
  readonly cursor: string | undefined;
  /** A node that was asked for before it was in the chart. */
  readonly wanted: string | undefined;
  readonly query: string;
  readonly mode: Mode;
  readonly follow: boolean;
}

export type Look = Pick<ChartState, "view" | "selected">;

export type Mode = "chart" | "table";

/** What a reload keeps: of the view, and where a person was. */
export interface Saved {
  readonly unit: string | undefined;
  readonly view: ChartView;
  readonly selected: string | undefined;
  readonly query: string;
  readonly mode: Mode;
  readonly follow: boolean;
  readonly camera: Camera | undefined;
}

/** How large, and which corner of the plane (in pixels of the screen) is at the top left. */
export interface Camera {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
}

export function initialState(saved: Saved): ChartState {
  const { unit, view, selected, query, mode, follow } = saved;
  return {
    units: [],
    unit,
    graph: undefined,
    notice: "starting",
    view,
    looks: new Map(),
    selected,
    details: undefined,
    cursor: undefined,
    wanted: undefined,
    query,
    mode,
    follow,
  };
}

/** How a chart is first looked at: a large one with its namespaces folded. */
export function firstView({ nodes, bands }: ChartGraph): ChartView {
  if (nodes.length <= FOLD_ABOVE || bands.length < 2) return WHOLE;
  return { ...WHOLE, folded: new Set(bands.map(({ namespace }) => namespace)) };
}

/** As plain data, which is all that an editor keeps; of a whole state no more than that. */
export function savedData({ unit, view, selected, query, mode, follow, camera }: Saved): unknown {
  const { folded, namespaces, focus, onlyProblems } = view;
  return {
    unit,
    selected,
    query,
    mode,
    follow,
    camera,
    view: { folded: [...folded], namespaces: namespaces && [...namespaces], focus, onlyProblems },
  };
}

/** Reads back what was kept, by this version or another: what is not understood is as if never said. */
export function savedOf(data: unknown): Saved {
  const saved = isRecord(data) ? data : {};
  const { unit, view, selected, query, mode, follow, camera } = saved;
  return {
    unit: isText(unit) ? unit : undefined,
    view: viewOf(view),
    selected: isText(selected) ? selected : undefined,
    query: isText(query) ? query : "",
    mode: mode === "table" ? "table" : "chart",
    follow: follow !== false,
    camera: cameraOf(camera),
  };
}

function viewOf(data: unknown): ChartView {
  if (!isRecord(data)) return WHOLE;
  const { folded, namespaces, focus, onlyProblems } = data;
  return {
    folded: new Set(textsOf(folded)),
    namespaces: Array.isArray(namespaces) ? new Set(textsOf(namespaces)) : undefined,
    focus:
      isRecord(focus) && isText(focus["node"]) && typeof focus["reach"] === "number"
        ? { node: focus["node"], reach: focus["reach"] }
        : undefined,
    onlyProblems: onlyProblems === true,
  };
}

function textsOf(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter(isText) : [];
}

function cameraOf(data: unknown): Camera | undefined {
  if (!isRecord(data)) return undefined;
  const { zoom, left, top } = data;
  return [zoom, left, top].every(Number.isFinite)
    ? { zoom: Number(zoom), left: Number(left), top: Number(top) }
    : undefined;
}

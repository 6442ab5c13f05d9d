/**
 * The class names that drawings bear and stylesheets go by. A drawing says what a thing is; colours, dashes and weights are
 * the stylesheet's (draw/style.ts), the same for the webview and for files.
 */
import type { ChartEdge, Glyph, NodeState, Problems } from "../graph.ts";

/** On the element that holds the chart. */
export const ROOT = "portolan-chart";

/** What a person's doing adds to a card or an edge: set and removed by whoever shows the chart live. */
export const ACTIVE = {
  /** A card or an edge that the side panel speaks of. */
  selected: "is-selected",
  /** On the road of what is selected. */
  road: "is-road",
  /** All that is not on it, while something is. */
  dimmed: "is-dimmed",
  /** Matches the search. */
  found: "is-found",
  /** The cursor in the editor stands in it. */
  cursor: "is-at-cursor",
  /** Has the keyboard's focus. */
  focused: "is-focused",
} as const;

export type Family = "outside" | "entry" | "route" | "service" | "endpoint" | "workload";

const FAMILIES: Readonly<Record<Glyph, Family>> = {
  internet: "outside",
  external: "outside",
  gateway: "entry",
  ingress: "entry",
  loadBalancer: "entry",
  nodePort: "entry",
  route: "route",
  service: "service",
  headless: "service",
  endpoints: "endpoint",
  deployment: "workload",
  statefulSet: "workload",
  daemonSet: "workload",
  job: "workload",
  pod: "workload",
};

export function familyOf(glyph: Glyph): Family {
  return FAMILIES[glyph];
}

export type Tone = "error" | "warning" | "information";

/** The gravest of them; undefined when there is none. */
export function toneOf({ errors, warnings, informations }: Problems): Tone | undefined {
  if (errors > 0) return "error";
  if (warnings > 0) return "warning";
  return informations > 0 ? "information" : undefined;
}

export function cardClass(shape: string, glyph: Glyph, state: NodeState): string {
  return `card shape-${shape} family-${familyOf(glyph)} is-${state}`;
}

export function edgeClass(state: ChartEdge["state"]): string {
  return `edge is-${state}`;
}

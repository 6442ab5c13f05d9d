import type { ChartFact } from "../../../chart/details.ts";
import type { ChartEdge } from "../../../chart/graph.ts";

const TONES: Readonly<Record<ChartEdge["state"], NonNullable<ChartFact["tone"]>>> = {
  flows: "ok",
  broken: "broken",
  unknown: "unknown",
  meant: "quiet",
};

export function toneOf(state: ChartEdge["state"]): NonNullable<ChartFact["tone"]> {
  return TONES[state];
}

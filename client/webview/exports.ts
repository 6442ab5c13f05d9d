/** The chart as a file: the picture as it stands, with everything that the view leaves in. */
import type { Measure } from "../../server/src/core/chart/measure.ts";
import type { ChartRequest, ExportFormat } from "./messages.ts";
import type { ChartState } from "./state.ts";

export function exportChart(
  format: ExportFormat,
  state: ChartState,
  measure: Measure,
  post: (request: ChartRequest) => void,
): void {
  post({ type: "export", format, content: new TextEncoder().encode(String(state.unit ?? measure)) });
}

/** Below the chart: what its lines mean, and how much it holds. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { ChartEdge, ChartGraph } from "../../../server/src/core/chart/graph.ts";
import type { ChartState } from "../state.ts";

const LEGEND: readonly {
  readonly state: ChartEdge["state"];
  readonly text: string;
  readonly mark: string;
}[] = [
  { state: "flows", text: "traffic passes", mark: "" },
  { state: "broken", text: "broken", mark: "✕" },
  { state: "unknown", text: "cannot be known", mark: "?" },
  { state: "meant", text: "probably meant", mark: "" },
];

export function statusLine(state: ChartState): TemplateResult {
  const { graph } = state;
  return html`<footer class="status">
    <ul class="legend" aria-label="Legend" ?hidden=${!graph}>
      ${LEGEND.map(
        ({ state: edge, text, mark }) =>
          html`<li><svg class=${`sample is-${edge}`} viewBox="0 0 24 8" aria-hidden="true"><path d="M0 4H24" /></svg>${mark === "" ? nothing : html`<span class=${`sample-mark is-${edge}`} aria-hidden="true">${mark}</span>`}${text}</li>`,
      )}
    </ul>
    ${graph ? sum(graph, state) : nothing}
  </footer>`;
}

function sum(graph: ChartGraph, { follow, units }: ChartState): TemplateResult {
  const { gaps } = graph.unit;
  const parts = [
    `${graph.unit.objects.toLocaleString("en")} object${graph.unit.objects === 1 ? "" : "s"}`,
    ...(units.length > 1 ? [`${units.length} units`] : []),
    ...(follow ? ["follows the editor"] : []),
  ];
  return html`<p class="sum">
    ${gaps.length > 0 ? html`<span class="gaps" title=${gaps.join("\n")}>not all is known: ${gaps[0]}</span>` : nothing}
    <span class="size">${parts.join(" · ")}</span>
  </p>`;
}

/** Findings of a graph that are problems: of its namespaces, and of what stands in none. */
export function problemsIn({ bands, nodes }: ChartGraph): number {
  const outside = nodes.filter(({ namespace }) => namespace === undefined);
  return [...bands, ...outside].reduce(
    (sum, { problems: { errors, warnings, informations } }) => sum + errors + warnings + informations,
    0,
  );
}

/** What is known of the selected node: what is wrong with it first, and what mends it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { cache } from "lit-html/directives/cache.js";
import type { ChartDetails, ChartFinding } from "../../../server/src/core/chart/details.ts";
import { GLYPHS } from "../../../server/src/core/chart/glyphs.ts";
import type { ChartNode } from "../../../server/src/core/chart/graph.ts";
import type { Actions } from "../actions.ts";
import type { ChartState } from "../state.ts";
import { withCode } from "./code.ts";
import { factSections } from "./facts.ts";
import { icon } from "./icons.ts";
import { button } from "./toolbar.ts";

export function sidePanel(state: ChartState, actions: Actions): TemplateResult {
  const { selected, details, graph } = state;
  if (selected === undefined) return html``;
  const node = graph?.nodes.find(({ id }) => id === selected);
  const told = details?.node === selected ? details : undefined;
  return html`<aside class="details" aria-label="Details">
    <div class="details-head">
      ${node ? glyph(node) : nothing}
      <div class="names">
        <h2>${told?.title ?? node?.title ?? selected}</h2>
        <p class="quiet">${told?.subtitle ?? node?.subtitle ?? ""}</p>
      </div>
      ${button("close", "Close (Escape)", () => actions.select(undefined))}
    </div>
    ${node ? tools(node, state, actions) : gone(graph !== undefined)}
    ${told ? told.findings.map((each) => finding(told, each, node, actions)) : nothing}
    ${cache(told ? factSections(told.sections, actions) : nothing)}
  </aside>`;
}

function glyph({ glyph: name, state }: ChartNode): TemplateResult {
  return html`<svg class=${`glyph is-${state}`} viewBox="0 0 16 16" aria-hidden="true"><path d=${GLYPHS[name]} /></svg>`;
}

function gone(drawn: boolean): TemplateResult {
  return html`<p class="quiet">${drawn ? "It is not in the chart any more." : ""}</p>`;
}

function tools(node: ChartNode, { view }: ChartState, actions: Actions): TemplateResult {
  const focused = view.focus?.node === node.id;
  return html`<div class="details-tools">
    ${
      node.hasSource
        ? html`<button class="secondary" title="Open the manifest here (Enter)" @click=${() => actions.open(node.id)}>${icon("source")}Open Manifest</button>`
        : nothing
    }
    <button class="secondary" aria-pressed=${focused ? "true" : "false"} title="Show only what is near it" @click=${() => actions.focusOn(focused ? undefined : node.id)}>${icon("focus")}${focused ? "Show the Whole" : "Only What Is Near"}</button>
  </div>`;
}

const SEVERITIES = { error: "Error", warning: "Warning", information: "Information", hint: "Hint" } as const;

function finding(
  { node }: ChartDetails,
  { id, code, severity, message, fixes }: ChartFinding,
  drawn: ChartNode | undefined,
  actions: Actions,
): TemplateResult {
  return html`<section class=${`finding is-${severity}`}>
    <p class="finding-head"><strong>${SEVERITIES[severity]}</strong> <span class="quiet">${code}</span></p>
    <p class="message">${withCode(message)}</p>
    <div class="fixes">
      ${fixes.map(
        ({ title }, index) =>
          html`<button class=${index === 0 ? "primary" : "secondary"} @click=${() => actions.fix(node, id, index)}>${withoutTicks(title)}</button>`,
      )}
      ${drawn?.hasSource ? html`<button class="link" @click=${() => actions.open(node)}>Show line</button>` : nothing}
    </div>
  </section>`;
}

function withoutTicks(title: string): string {
  return title.replaceAll("`", "");
}

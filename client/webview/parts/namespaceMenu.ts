import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { ChartBand } from "../../../server/src/core/chart/graph.ts";
import type { Actions } from "../actions.ts";
import type { ChartState } from "../state.ts";
import { icon } from "./icons.ts";

/** Which namespaces are drawn, and all of them folded or unfolded at once. */
export function namespaceMenu({ graph, view }: ChartState, actions: Actions): TemplateResult {
  const bands = graph?.bands ?? [];
  const chosen = view.namespaces;
  const label = chosen ? `${chosen.size} of ${bands.length} namespaces` : "Namespaces";
  return html`<details class="menu" ?hidden=${bands.length < 2}>
    <summary class=${chosen ? "button is-on" : "button"} title="Choose namespaces" aria-label=${label}>${icon("layers")}<span class="wide">${label}</span></summary>
    <div class="menu-items">
      <div class="menu-tools">
        <button class="link" ?disabled=${!chosen} @click=${actions.showAllNamespaces}>Show all</button>
        <button class="link" @click=${() => actions.foldAll("fold")}>Fold all</button>
        <button class="link" @click=${() => actions.foldAll("unfold")}>Unfold all</button>
      </div>
      ${bands.map((band) => choice(band, chosen?.has(band.namespace) !== false, actions))}
    </div>
  </details>`;
}

function choice(
  { namespace, assumed, summary }: ChartBand,
  checked: boolean,
  actions: Actions,
): TemplateResult {
  return html`<label class="item">
    <input type="checkbox" .checked=${live(checked)} @change=${() => actions.toggleNamespace(namespace)} />
    <span class="name">${namespace}${assumed ? " (assumed)" : ""}</span>
    <span class="quiet">${summary}</span>
  </label>`;
}

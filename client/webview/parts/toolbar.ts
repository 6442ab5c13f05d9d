/** Above the chart: which world, what of it, and how it is looked at. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { ChartUnit } from "../../../server/src/core/chart/graph.ts";
import type { Actions } from "../actions.ts";
import type { ExportFormat } from "../messages.ts";
import type { ChartState } from "../state.ts";
import { type IconName, icon } from "./icons.ts";
import { namespaceMenu } from "./namespaceMenu.ts";

export interface Shown {
  /** What a search has found, in the order in which it is gone through; undefined while nothing is sought. */
  readonly found: readonly string[] | undefined;
  readonly zoom: number;
  readonly problems: number;
}

export function toolbar(state: ChartState, shown: Shown, actions: Actions): TemplateResult {
  // Without a chart there is nothing to handle.
  return html`<header class="toolbar" ?hidden=${!state.graph}>
    <div class="tools">${unitChooser(state, actions)} ${namespaceMenu(state, actions)} ${onlyProblems(state, shown, actions)}</div>
    ${searchField(state, shown, actions)}
    <div class="tools right">
      ${tableToggle(state, actions)} ${followToggle(state, actions)}
      ${state.mode === "chart" ? zoomTools(shown.zoom, actions) : nothing} ${exportMenu(state, actions)}
    </div>
  </header>`;
}

function unitChooser({ units, unit }: ChartState, { chooseUnit }: Actions): TemplateResult {
  const change = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) chooseUnit(event.target.value);
  };
  return html`<select class="unit" aria-label="What is charted" title="What is charted: a folder, a kustomization, a chart, an environment" @change=${change}>
    ${units.map((each) => html`<option .value=${each.id} .selected=${live(each.id === unit)}>${unitLabel(each)}</option>`)}
  </select>`;
}

export function unitLabel({ name, gaps }: ChartUnit): string {
  const label = name === "." ? "Whole folder" : name;
  return gaps.length > 0 ? `${label} (not all is known)` : label;
}

function onlyProblems({ view }: ChartState, { problems }: Shown, actions: Actions): TemplateResult {
  return toggle({
    label: problems === 0 ? "No problems" : `${problems} problem${problems === 1 ? "" : "s"}`,
    icon: "problem",
    brief: problems === 0 ? "" : String(problems),
    hint: "Show only what has problems, and what leads there",
    pressed: view.onlyProblems,
    disabled: problems === 0 && !view.onlyProblems,
    act: actions.toggleOnlyProblems,
  });
}

function tableToggle({ mode }: ChartState, { setMode }: Actions): TemplateResult {
  return toggle({
    label: "Table",
    icon: "table",
    hint: "Show the same as a table (t)",
    pressed: mode === "table",
    act: () => setMode(mode === "table" ? "chart" : "table"),
  });
}

function followToggle({ follow }: ChartState, { toggleFollow }: Actions): TemplateResult {
  const hint = "Follow the cursor in the editor";
  return toggle({ label: "Follow", icon: "follow", hint, pressed: follow, act: toggleFollow });
}

function searchField({ query, units }: ChartState, { found }: Shown, actions: Actions): TemplateResult {
  const input = (event: Event) => {
    if (event.target instanceof HTMLInputElement) actions.setQuery(event.target.value);
  };
  const keydown = (event: KeyboardEvent) => {
    if (event.key === "Enter") actions.goToMatch(event.shiftKey ? -1 : 1);
  };
  return html`<div class="search" role="search">
    <input type="search" aria-label="Search names, ports and labels" placeholder="Search names, ports, labels  /" .value=${live(query)} @input=${input} @keydown=${keydown} />
    ${found === undefined ? nothing : matches(found.length, units.length, actions)}
  </div>`;
}

function matches(count: number, units: number, { goToMatch }: Actions): TemplateResult {
  const state = count === 0 ? "disabled" : "enabled";
  // Only what is drawn is searched: what is sought may be in another unit.
  const none = units > 1 ? "none in this unit" : "none";
  return html`<span class="matches" role="status">${count === 0 ? none : `${count} found`}</span>
    ${button("up", "Previous match (Shift+Enter)", () => goToMatch(-1), state)}
    ${button("down", "Next match (Enter)", () => goToMatch(1), state)}`;
}

function zoomTools(zoom: number, { zoomBy, zoomTo, fit }: Actions): TemplateResult {
  const percent = `${Math.round(zoom * 100)} %`;
  return html`<div class="zoom" role="group" aria-label="Zoom">
    ${button("minus", "Smaller (−)", () => zoomBy(-1))}
    <button class="plain percent" title="To full size (0)" aria-label=${`Zoom ${percent}, to full size`} @click=${() => zoomTo(1)}>${percent}</button>
    ${button("plus", "Larger (+)", () => zoomBy(1))} ${button("fit", "Fit the whole chart (f)", fit)}
  </div>`;
}

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "SVG: a picture that stays sharp"],
  ["png", "PNG: a picture for slides and chats"],
  ["mermaid", "Mermaid: text for Markdown"],
];

function exportMenu({ graph }: ChartState, { exportAs }: Actions): TemplateResult {
  if (!graph) return html``;
  return html`<details class="menu">
    <summary class="button" title="Export the chart" aria-label="Export">${icon("export")}<span class="wide">Export</span></summary>
    <div class="menu-items end">
      ${FORMATS.map(
        ([format, label]) =>
          html`<button class="item" @click=${(event: Event) => {
            closeMenuOf(event);
            exportAs(format);
          }}>${label}</button>`,
      )}
    </div>
  </details>`;
}

function closeMenuOf({ target }: Event): void {
  if (target instanceof Element) target.closest("details")?.removeAttribute("open");
}

interface Toggle {
  /** What stays of the label where there is little room; by default the icon alone. */
  readonly brief?: string;
  readonly label: string;
  readonly icon: IconName;
  readonly hint: string;
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
}

function toggle({ label, brief = "", icon: name, hint, pressed, disabled, act }: Toggle): TemplateResult {
  return html`<button class="toggle" title=${hint} aria-pressed=${pressed ? "true" : "false"} aria-label=${label} ?disabled=${disabled === true} @click=${act}>${icon(name)}<span class="wide">${label}</span><span class="brief" ?hidden=${brief === ""}>${brief}</span></button>`;
}

/** A button that is only an icon; it says what it does. */
export function button(
  name: IconName,
  hint: string,
  act: () => void,
  state: "enabled" | "disabled" = "enabled",
): TemplateResult {
  return html`<button class="plain" title=${hint} aria-label=${hint} ?disabled=${state === "disabled"} @click=${act}>${icon(name)}</button>`;
}

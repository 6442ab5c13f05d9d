/** What the side panel says beyond the findings: sections of facts, some of which fold to their titles; every name can be copied. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { ChartFact, ChartSection } from "../../../server/src/core/chart/details.ts";
import type { Actions } from "../actions.ts";
import { codeOf, withCode } from "./code.ts";
import { icon } from "./icons.ts";

/** A section that was opened stays so when another node is chosen that has one, too: its element is the same. */
export function factSections(sections: readonly ChartSection[], actions: Actions): TemplateResult {
  const shown = sections.filter(({ rows }) => rows.length > 0);
  const hasExamples = shown.some(({ rows }) => rows.some(({ example }) => example));
  return html`${repeat(
    shown,
    ({ id }) => id,
    (each) => (each.fold === undefined ? plain(each, actions) : folding(each, each.fold, actions)),
  )}
  ${hasExamples ? html`<p class="quiet examples">* marks an example: the cluster gives out addresses of its own.</p>` : nothing}`;
}

function plain({ title, rows }: ChartSection, actions: Actions): TemplateResult {
  return html`<section class="facts">
    <h3>${title}</h3>
    ${list(rows, actions)}
  </section>`;
}

function folding(
  { title, count, rows }: ChartSection,
  fold: NonNullable<ChartSection["fold"]>,
  actions: Actions,
): TemplateResult {
  const texts = rows.flatMap(({ code, text }) => (code ? [text] : []));
  return html`<details class="facts" ?open=${fold === "open"}>
    <summary><h3>${title}</h3> <span class="count">${count ?? rows.length}</span></summary>
    ${list(rows, actions)}
    ${
      texts.length > 1
        ? html`<button class="link copy-all" @click=${() => actions.copy(texts.join("\n"))}>Copy all ${texts.length}</button>`
        : nothing
    }
  </details>`;
}

function list(rows: readonly ChartFact[], actions: Actions): TemplateResult {
  return html`<dl>${rows.map((row) => fact(row, actions))}</dl>`;
}

function fact({ label, text, code, node, note, example, tone }: ChartFact, actions: Actions): TemplateResult {
  const said = code ? codeOf(text) : html`<span>${withCode(text)}</span>`;
  const value =
    node === undefined
      ? said
      : html`<button class="link" @click=${() => actions.goTo(node)}>${said}</button>`;
  return html`<div class=${`fact ${tone ? `is-${tone}` : ""}`}>
    <dt class=${label === "" ? "unsaid" : ""}>${label === "" ? "also" : label}</dt>
    <dd>
      <span class="said">${value}${example ? html`<span class="example" title="An example: the cluster gives out addresses of its own">*</span>` : nothing}${note === undefined ? nothing : html` <span class="note">${note}</span>`}</span>
      ${code ? html`<button class="plain copy" title="Copy" aria-label=${`Copy ${text}`} @click=${() => actions.copy(text)}>${icon("copy")}</button>` : nothing}
    </dd>
  </div>`;
}

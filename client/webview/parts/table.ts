/** The same data as a table: for those who listen, and for those who would rather read. */
import { html, type TemplateResult } from "lit-html";
import { problemWords } from "../../../server/src/core/chart/draw/words.ts";
import type { ChartBand, ChartEdge, ChartNode } from "../../../server/src/core/chart/graph.ts";
import type { Actions } from "../actions.ts";
import { groupBy } from "../grouping.ts";
import type { ChartState } from "../state.ts";

export interface TableData {
  readonly bands: readonly ChartBand[];
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

export function table(state: ChartState, shown: TableData, actions: Actions): TemplateResult {
  const leading = groupBy(shown.edges, ({ from }) => from.node);
  const names = new Map(shown.nodes.map(({ id, title }) => [id, title]));
  const groups = [undefined, ...shown.bands.map(({ namespace }) => namespace)];
  return html`<div class="scroller table" tabindex="0" role="region" aria-label="Traffic as a table">
    <table>
      <caption>What a client passes on the way to a pod. Enter on a name shows its details.</caption>
      <thead><tr>${["Name", "What it is", "Ports and rules", "Leads to", "Problems"].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
      ${groups.map((namespace) => {
        const nodes = shown.nodes.filter((node) => node.namespace === namespace);
        if (nodes.length === 0) return "";
        return html`<tbody>
          <tr class="group"><th scope="rowgroup" colspan="5">${namespace === undefined ? "Outside the cluster" : `Namespace ${namespace}`}</th></tr>
          ${nodes.map((node) => row(node, leading.get(node.id) ?? [], names, state, actions))}
        </tbody>`;
      })}
    </table>
  </div>`;
}

function row(
  node: ChartNode,
  edges: readonly ChartEdge[],
  names: ReadonlyMap<string, string>,
  { selected, cursor }: ChartState,
  { select }: Actions,
): TemplateResult {
  const classes = [
    node.id === selected ? "is-selected" : "",
    node.id === cursor ? "is-at-cursor" : "",
    `is-${node.state}`,
  ];
  return html`<tr class=${classes.filter(Boolean).join(" ")} data-row-of=${node.id}>
    <th scope="row"><button class="link" aria-pressed=${node.id === selected ? "true" : "false"} @click=${() => select(node.id)}>${node.title}</button></th>
    <td>${node.subtitle === "" ? node.kind : node.subtitle}</td>
    <td>${lines(node.rows.map(({ text }) => text))}</td>
    <td>${lines(edges.map((edge) => leads(edge, names)))}</td>
    <td>${problemWords(node.problems)}</td>
  </tr>`;
}

const STATES = { flows: "", broken: "broken", unknown: "cannot be known", meant: "probably meant" } as const;

/** `http → cart`, `/pay → pay-v2 (broken: no Service pay-v2)`. */
function leads({ from, to, label, state, reason }: ChartEdge, names: ReadonlyMap<string, string>): string {
  const start = [from.row, label].filter(Boolean).join(" ");
  const why = [STATES[state], reason].filter(Boolean).join(": ");
  const end = names.get(to.node) ?? to.node;
  return `${start === "" ? "" : `${start} → `}${end}${why === "" ? "" : ` (${why})`}`;
}

function lines(texts: readonly string[]): readonly TemplateResult[] {
  return texts.map((text) => html`<div>${text}</div>`);
}

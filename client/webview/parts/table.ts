/** The same data as a table: for those who listen, and for those who would rather read. */
import { html, type TemplateResult } from "lit-html";
import { problemWords } from "../../../server/src/core/chart/draw/words.ts";
import {
  type ChartBand,
  type ChartEdge,
  type ChartNode,
  COLUMNS,
} from "../../../server/src/core/chart/graph.ts";
import type { Actions } from "../actions.ts";
import { groupBy } from "../grouping.ts";
import type { ChartState } from "../state.ts";

export interface TableData {
  readonly bands: readonly ChartBand[];
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

interface Context {
  readonly state: ChartState;
  readonly actions: Actions;
  readonly node: (id: string) => ChartNode | undefined;
  readonly edgesFrom: (id: string) => readonly ChartEdge[];
}

const TITLES = ["Name", "What it is", "Ports and rules", "Leads to", "Problems"];

export function table(
  state: ChartState,
  { bands, nodes, edges }: TableData,
  actions: Actions,
): TemplateResult {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const leading = groupBy(edges, ({ from }) => from.node);
  const spaces = groupBy(nodes, ({ namespace }) => namespace);
  const context: Context = {
    state,
    actions,
    node: (id) => byId.get(id),
    edgesFrom: (id) => leading.get(id) ?? [],
  };
  return html`<div class="scroller table" tabindex="0" role="region" aria-label="Traffic as a table">
    <table>
      <caption>What a client passes on the way to a pod. Enter on a name shows its details.</caption>
      <thead><tr>${TITLES.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
      ${[undefined, ...bands.map(({ namespace }) => namespace)].map((namespace) =>
        group(namespace, spaces.get(namespace) ?? [], context),
      )}
    </table>
  </div>`;
}

function group(
  namespace: string | undefined,
  nodes: readonly ChartNode[],
  context: Context,
): TemplateResult | string {
  if (nodes.length === 0) return "";
  const title = namespace === undefined ? "Outside the cluster" : `Namespace ${namespace}`;
  const flowing = nodes.toSorted(
    (a, b) => COLUMNS.indexOf(a.column) - COLUMNS.indexOf(b.column) || a.title.localeCompare(b.title, "en"),
  );
  return html`<tbody>
    <tr class="group"><th scope="rowgroup" colspan=${TITLES.length}>${title}</th></tr>
    ${flowing.map((node) => row(node, context))}
  </tbody>`;
}

function row(node: ChartNode, { state, actions, node: nodeOf, edgesFrom }: Context): TemplateResult {
  const isSelected = node.id === state.selected;
  const isAtCursor = node.id === state.cursor;
  const classes = [isSelected ? "is-selected" : "", isAtCursor ? "is-at-cursor" : "", `is-${node.state}`];
  return html`<tr class=${classes.filter(Boolean).join(" ")}>
    <th scope="row"><button class="link" aria-pressed=${isSelected ? "true" : "false"} @click=${() => actions.select(node.id)}>${node.title}</button></th>
    <td>${kindOf(node)}</td>
    <td>${lines(node.rows.map(({ text }) => text))}</td>
    <td>${lines(edgesFrom(node.id).map((edge) => leads(edge, node, nodeOf(edge.to.node))))}</td>
    <td>${problemWords(node.problems)}</td>
  </tr>`;
}

/** `Service · ClusterIP`; with the kind first where the second line does not say it. */
function kindOf({ kind, subtitle, column }: ChartNode): string {
  if (subtitle === "") return kind;
  return column === "endpoint" && !subtitle.includes(kind) ? `${kind} · ${subtitle}` : subtitle;
}

const STATES = { flows: "", broken: "broken", unknown: "cannot be known", meant: "probably meant" } as const;

/** `http :80: 3 ready`, `/pay: no Service pay-v2 (broken)`. */
function leads(
  { from, label, state, reason }: ChartEdge,
  node: ChartNode,
  to: ChartNode | undefined,
): string {
  const rowText = node.rows.length > 1 ? node.rows.find(({ id }) => id === from.row)?.text : undefined;
  const start = [rowText?.split(" → ")[0], label].filter(Boolean).join(" ");
  const why = [STATES[state], reason].filter(Boolean).join(": ");
  const end = to ? `${to.title}, ${kindOf(to)}` : "";
  return `${start === "" ? "" : `${start}: `}${end}${why === "" ? "" : ` (${why})`}`;
}

function lines(texts: readonly string[]): readonly TemplateResult[] {
  return texts.map((text) => html`<div>${text}</div>`);
}

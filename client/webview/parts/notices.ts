/** Calm sentences: why there is nothing to see, or not all of it, and what to do. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.ts";
import type { Notice } from "../messages.ts";
import type { ChartState } from "../state.ts";

interface Words {
  readonly title: string;
  readonly text: string;
}

const WORDS: Readonly<Record<Notice, Words>> = {
  starting: {
    title: "Starting",
    text: "The language server is starting. The chart appears when it has answered.",
  },
  indexing: {
    title: "Reading the workspace",
    text: "The manifests are being read. The chart appears as soon as they are known.",
  },
  empty: {
    title: "Nothing to chart yet",
    text: "No manifest in this workspace holds a Service, a workload or a route. Write one, or open a folder of manifests: the chart appears while you type.",
  },
  stopped: {
    title: "The language server is not running",
    text: "Without it the chart cannot be made. Restart it; if it stops again, its log says why.",
  },
};

/** In the place of the chart, when there is none. */
export function emptiness(state: ChartState, drawn: number, actions: Actions): TemplateResult {
  if (!state.graph) return message(WORDS[state.notice ?? "indexing"], state.notice, actions);
  if (state.graph.nodes.length === 0)
    return message(
      {
        title: "No traffic here",
        text: "This unit holds no Service, no workload and no route. Choose another above.",
      },
      undefined,
      actions,
    );
  if (drawn > 0) return html``;
  return html`<div class="notice" role="status">
    <h2>Nothing is left</h2>
    <p>The filters leave nothing of ${state.graph.nodes.length} objects.</p>
    <button class="primary" @click=${actions.showEverything}>Show Everything</button>
  </div>`;
}

function message({ title, text }: Words, notice: Notice | undefined, actions: Actions): TemplateResult {
  return html`<div class="notice" role="status">
    <h2>${title}</h2>
    <p>${text}</p>
    ${notice === "stopped" ? restart(actions) : nothing}
  </div>`;
}

function restart({ restart: again, showLog }: Actions): TemplateResult {
  return html`<p><button class="primary" @click=${again}>Restart</button> <button class="secondary" @click=${showLog}>Show Log</button></p>`;
}

/** Above a chart that stands, when it may be old or is not the whole. */
export function stripes(state: ChartState, actions: Actions): TemplateResult {
  return html`${stopped(state, actions)}${filters(state, actions)}`;
}

function stopped({ graph, notice }: ChartState, actions: Actions): TemplateResult {
  if (!graph || notice !== "stopped") return html``;
  return html`<div class="stripe is-warning" role="status">
    <span>The language server is not running: this is the chart as it last was.</span>
    <button class="link" @click=${actions.restart}>Restart</button>
    <button class="link" @click=${actions.showLog}>Show Log</button>
  </div>`;
}

function filters({ graph, view }: ChartState, actions: Actions): TemplateResult {
  const { focus } = view;
  if (!graph || !focus) return html``;
  const name = graph.nodes.find(({ id }) => id === focus.node)?.title ?? focus.node;
  const nearer = () => actions.focusOn(focus.node, focus.reach - 1);
  const farther = () => actions.focusOn(focus.node, focus.reach + 1);
  return html`<div class="stripe">
    <span>Only what is within ${focus.reach} ${focus.reach === 1 ? "step" : "steps"} of <strong>${name}</strong></span>
    <button class="link" ?disabled=${focus.reach <= 1} @click=${nearer}>Less</button>
    <button class="link" @click=${farther}>More</button>
    <button class="link" @click=${() => actions.focusOn(undefined)}>Show the whole</button>
  </div>`;
}

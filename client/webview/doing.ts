/** What a person's doing changes: of the view here at once, of everything else by asking the extension. */
import type { ChartGraph, ChartNode } from "../../server/src/core/chart/graph.ts";
import { type ChartView, WHOLE } from "../../server/src/core/chart/view.ts";
import type { Actions } from "./actions.ts";
import type { Canvas } from "./canvas/canvas.ts";
import type { ChartRequest, ExportFormat } from "./messages.ts";
import { neighbour, search } from "./search.ts";
import type { After, Store } from "./store.ts";

/** How far the neighbourhood of a node reaches at first. */
const REACH = 2;

export interface Doing {
  readonly store: Store;
  readonly canvas: Canvas;
  readonly post: (request: ChartRequest) => void;
  readonly exportAs: (format: ExportFormat) => void;
}

export function actionsOf(doing: Doing): Actions {
  const { canvas, exportAs } = doing;
  return {
    ...selecting(doing),
    ...viewing(doing),
    ...asking(doing),
    zoomBy: canvas.zoomBy,
    zoomTo: canvas.zoomTo,
    fit: canvas.fit,
    exportAs,
  };
}

function selecting({
  store,
  post,
  canvas,
}: Doing): Pick<Actions, "select" | "goTo" | "goToMatch" | "setQuery"> {
  const select = (node: string | undefined, after: After = {}) => {
    // The panel that opens beside the chart must not hide what was chosen.
    store.set({ selected: node }, node === undefined ? after : { reveal: node, ...after });
    if (node !== undefined) post({ type: "details", node });
  };
  const goTo = (id: string) => {
    const { graph, view } = store.get();
    const node = graph?.nodes.find((each) => each.id === id);
    if (!graph || !node) return;
    store.set({ view: viewWith(view, node) });
    if (isElsewhere()) select(id);
    else {
      // At once where it is drawn already: the next key may come before the next frame.
      canvas.focusNode(id);
      select(id, { focus: id });
    }
  };
  return {
    select,
    goTo,
    setQuery: (query) => store.set({ query }),
    goToMatch: (step) => {
      const { query, graph, selected } = store.get();
      const match = neighbour(search(query, graph?.nodes ?? []), selected, step);
      if (match !== undefined) goTo(match);
    },
  };
}

/** Whether the keyboard is at work outside the chart: then it stays there. */
function isElsewhere(): boolean {
  return document.activeElement?.closest("input, select, table, .details, .toolbar") != null;
}

/** The view, with nothing in the way of seeing a node. */
function viewWith(view: ChartView, { namespace }: ChartNode): ChartView {
  if (namespace === undefined) return view;
  const hidden = view.namespaces?.has(namespace) === false || view.onlyProblems || view.focus !== undefined;
  const folded = view.folded.has(namespace)
    ? new Set([...view.folded].filter((each) => each !== namespace))
    : view.folded;
  return hidden ? { ...WHOLE, folded } : { ...view, folded };
}

type Viewing =
  | "toggleBand"
  | "foldAll"
  | "toggleNamespace"
  | "showAllNamespaces"
  | "toggleOnlyProblems"
  | "focusOn"
  | "showEverything"
  | "setMode";

function viewing({ store }: Doing): Pick<Actions, Viewing> {
  const look = (change: Partial<ChartView>, after?: After) => {
    store.set({ view: { ...store.get().view, ...change } }, after);
  };
  return {
    toggleBand: (band) => look({ folded: toggled(store.get().view.folded, band) }, { anchor: { band } }),
    foldAll: (fold) => look({ folded: new Set(fold === "fold" ? namespacesOf(store.get().graph) : []) }),
    toggleNamespace: (namespace) => {
      const all = namespacesOf(store.get().graph);
      const chosen = toggled(store.get().view.namespaces ?? new Set(all), namespace);
      look({ namespaces: all.every((each) => chosen.has(each)) ? undefined : chosen });
    },
    showAllNamespaces: () => look({ namespaces: undefined }),
    toggleOnlyProblems: () => look({ onlyProblems: !store.get().view.onlyProblems }),
    focusOn: (node, reach = REACH) =>
      node === undefined ? look({ focus: undefined }) : look({ focus: { node, reach } }, { reveal: node }),
    showEverything: () => store.set({ view: WHOLE, query: "" }),
    setMode: (mode) => {
      const { selected } = store.get();
      store.set({ mode }, selected === undefined ? {} : { reveal: selected });
    },
  };
}

function namespacesOf(graph: ChartGraph | undefined): readonly string[] {
  return graph?.bands.map(({ namespace }) => namespace) ?? [];
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  return set.has(item) ? new Set([...set].filter((each) => each !== item)) : new Set([...set, item]);
}

type Asking = "chooseUnit" | "open" | "toggleFollow" | "fix" | "copy" | "restart" | "showLog";

function asking({ store, post }: Doing): Pick<Actions, Asking> {
  return {
    chooseUnit: (unit) => post({ type: "unit", unit }),
    open: (node, row) => post(row === undefined ? { type: "open", node } : { type: "open", node, row }),
    toggleFollow: () => {
      const on = !store.get().follow;
      store.set(on ? { follow: on } : { follow: on, cursor: undefined });
      post({ type: "follow", on });
    },
    fix: (node, finding, fix) => post({ type: "fix", node, finding, fix }),
    copy: (text) => post({ type: "copy", text }),
    restart: () => post({ type: "restart" }),
    showLog: () => post({ type: "showLog" }),
  };
}

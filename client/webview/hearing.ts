/** What the extension says, and what it changes here. */
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import type { Actions } from "./actions.ts";
import { interned } from "./interning.ts";
import type { ChartRequest, HostMessage } from "./messages.ts";
import { type ChartState, firstView } from "./state.ts";
import type { Store } from "./store.ts";

export interface Hearing {
  readonly store: Store;
  readonly actions: Actions;
  readonly post: (request: ChartRequest) => void;
}

export function hear(message: HostMessage, hearing: Hearing): void {
  const { store } = hearing;
  switch (message.type) {
    case "chart":
      hearChart(message, hearing);
      return;
    case "notice":
      // Of a workspace that has nothing any more, nothing is shown; a server that died leaves the last chart.
      store.set(
        message.notice === "empty" ? { notice: "empty", graph: undefined } : { notice: message.notice },
      );
      return;
    case "details":
      if (message.node === store.get().selected) store.set({ details: message.details ?? undefined });
      return;
    case "cursor":
      hearCursor(message.node, store);
      return;
    case "go":
      store.set({ wanted: message.node });
      goToWanted(hearing);
      return;
  }
}

function hearChart({ units, unit, graph }: HostMessage & { type: "chart" }, hearing: Hearing): void {
  const { store, post } = hearing;
  const before = store.get();
  store.set({ units, unit, notice: undefined });
  if (graph) store.set(drawn(interned(graph, before.graph), unit, before));
  const { selected } = store.get();
  if (selected !== undefined) post({ type: "details", node: selected });
  goToWanted(hearing);
}

/** A unit is looked at as it was the last time; what was selected in another still is, if it has it, too. */
function drawn(graph: ChartGraph, unit: string, before: ChartState): Partial<ChartState> {
  if (before.unit === unit) return { graph };
  const { view, selected } = before;
  const looks = new Map(before.looks);
  if (before.unit !== undefined) looks.set(before.unit, { view, selected });
  const look = looks.get(unit) ?? { view: firstView(graph), selected: undefined };
  const isHere = graph.nodes.some(({ id }) => id === selected);
  return { graph, looks, view: look.view, selected: isHere ? selected : look.selected, details: undefined };
}

function hearCursor(node: string | undefined, store: Store): void {
  const { follow, cursor } = store.get();
  if (!follow || node === cursor) return;
  store.set({ cursor: node }, node === undefined ? {} : { reveal: node });
}

/** Once it is in the chart. */
function goToWanted({ store, actions }: Hearing): void {
  const { wanted, graph } = store.get();
  if (wanted === undefined || !graph?.nodes.some(({ id }) => id === wanted)) return;
  store.set({ wanted: undefined });
  actions.goTo(wanted);
}

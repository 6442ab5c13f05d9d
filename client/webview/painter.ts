/** Paints the state: the frame around the chart by templates, the chart itself by its layers, each only where it differs. */
import { html, nothing, render, type TemplateResult } from "lit-html";
import type { ChartNode } from "../../server/src/core/chart/graph.ts";
import { visible } from "../../server/src/core/chart/layout/visible.ts";
import type { Scene } from "../../server/src/core/chart/scene.ts";
import type { Actions } from "./actions.ts";
import type { Canvas } from "./canvas/canvas.ts";
import type { Marks } from "./canvas/marks.ts";
import { cameraOf, setCamera, startCamera } from "./canvas/stage.ts";
import { createDrawing } from "./drawing.ts";
import { createMinimap, MINIMAP_ABOVE, type Minimap } from "./minimap.ts";
import { emptiness, stripes } from "./parts/notices.ts";
import { sidePanel } from "./parts/sidePanel.ts";
import { problemsIn, statusLine } from "./parts/statusLine.ts";
import { table } from "./parts/table.ts";
import { toolbar } from "./parts/toolbar.ts";
import { type Road, roadOn } from "./road.ts";
import { search } from "./search.ts";
import type { Camera, ChartState } from "./state.ts";
import type { Store } from "./store.ts";

export interface Painter {
  readonly paint: () => void;
  /** After the editor's colours or type may have changed. */
  readonly restyle: () => void;
}

export interface Painting {
  readonly root: HTMLElement;
  readonly store: Store;
  readonly canvas: Canvas;
  readonly actions: Actions;
  readonly cameras: Cameras;
}

/** Where a person was in each unit; at first, what a reload has kept. */
export interface Cameras {
  readonly known: Map<string, Camera>;
  /** Whose plane is drawn. */
  unit: string | undefined;
}

export function createPainter(painting: Painting): Painter {
  const { root, store, canvas, actions } = painting;
  const drawing = createDrawing();
  const minimap = createMinimap(canvas.stage);
  const find = remembered((query: string, nodes: readonly ChartNode[]) =>
    query.trim() === "" ? undefined : search(query, nodes),
  );
  const road = remembered(roadOn);
  let last: Painted | undefined;
  const paint = () => {
    const state = store.get();
    const scene = state.graph && drawing.sceneOf(state.graph, state.view);
    const found = find(state.query, state.graph?.nodes ?? NONE);
    const now = { state, scene, zoom: canvas.stage.look.zoom };
    const isSame = last?.state === state && last.scene === scene;
    if (!isSame || last?.zoom !== now.zoom)
      render(frame(state, { scene, found, canvas, minimap }, actions), root);
    last = now;
    if (scene) paintChart(painting, scene, state.graph?.unit.id);
    const isNew = canvas.refresh(state.selected);
    if (isNew || !isSame) canvas.mark(marksOf(state, scene, found, road(state.graph, state.selected)));
    if (scene) minimap.draw(state.selected);
  };
  const restyle = () => {
    drawing.restyle();
    minimap.restyle();
    paint();
  };
  return { paint, restyle };
}

const NONE: readonly never[] = [];

/** What the page shows: looking around changes none of it but the zoom. */
interface Painted {
  readonly state: ChartState;
  readonly scene: Scene | undefined;
  readonly zoom: number;
}

/** The last answer, as long as the same is asked. */
function remembered<A, B, T>(answer: (a: A, b: B) => T): (a: A, b: B) => T {
  let last: { readonly a: A; readonly b: B; readonly answer: T } | undefined;
  return (a, b) => {
    if (!last || last.a !== a || last.b !== b) last = { a, b, answer: answer(a, b) };
    return last.answer;
  };
}

/** What is drawn once it is in the document, where it can be measured. */
function paintChart({ store, canvas, cameras }: Painting, scene: Scene, unit: string | undefined): void {
  const { stage } = canvas;
  const last = stage.look.scene;
  const { anchor, reveal, focus } = store.takeAfter();
  if (scene !== last) {
    if (last && unit !== cameras.unit) cameras.known.set(cameras.unit ?? "", cameraOf(stage));
    canvas.draw(scene, { anchor, preferred: store.get().selected });
    // Another unit is another plane: it is looked at from where it was the last time, or from its beginning.
    const known = cameras.known.get(unit ?? "");
    if (!last || unit !== cameras.unit) {
      setCamera(stage, known ?? startCamera(stage));
      stage.look.isChosen = known !== undefined;
    }
    cameras.unit = unit;
  }
  if (reveal !== undefined) canvas.reveal(reveal);
  if (focus !== undefined) canvas.focusNode(focus);
}

interface Shown {
  readonly scene: Scene | undefined;
  readonly found: readonly string[] | undefined;
  readonly canvas: Canvas;
  readonly minimap: Minimap;
}

function frame(state: ChartState, shown: Shown, actions: Actions): TemplateResult {
  const { scene, found, canvas, minimap } = shown;
  const { graph, mode } = state;
  const { stage } = canvas;
  const drawn = scene ? scene.cards.length + scene.bands.length : 0;
  const numbers = { found, zoom: stage.look.zoom, problems: graph ? problemsIn(graph) : 0 };
  const isChart = mode === "chart" && drawn > 0;
  stage.scroller.hidden = !isChart;
  minimap.element.hidden = !isChart || !scene || scene.cards.length <= MINIMAP_ABOVE;
  return html`${toolbar(state, numbers, actions)} ${stripes(state, actions)}
    <div class="middle">
      <main class="view">
        <h1 class="unseen">Traffic chart</h1>
        ${stage.scroller} ${minimap.element} ${emptiness(state, drawn, actions)}
        ${graph && mode === "table" && drawn > 0 ? table(state, visible(graph, unfolded(state)), actions) : nothing}
      </main>
      ${sidePanel(state, actions)}
    </div>
    ${statusLine(state)}`;
}

/** A table has no need to fold. */
function unfolded({ view }: ChartState): ChartState["view"] {
  return { ...view, folded: new Set() };
}

function marksOf(
  state: ChartState,
  scene: Scene | undefined,
  found: readonly string[] | undefined,
  road: Road,
): Marks {
  const { selected, cursor, graph } = state;
  const nodes = graph?.nodes ?? [];
  const sought = found && found.length > 0 ? new Set(found) : undefined;
  const isDrawn = scene?.cards.some(({ id }) => id === selected) === true;
  return {
    selected,
    cursor,
    cursorBand: nodes.find(({ id }) => id === cursor)?.namespace,
    road,
    found: sought,
    foundBands: new Set(nodes.flatMap(({ id, namespace }) => (sought?.has(id) ? (namespace ?? []) : []))),
    entry: isDrawn ? selected : undefined,
  };
}

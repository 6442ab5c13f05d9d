/** The page: one state, painted once a frame at most, in the parts that differ. */
import type { Actions } from "./actions.ts";
import { type Canvas, createCanvas } from "./canvas/canvas.ts";
import { cameraOf } from "./canvas/stage.ts";
import { actionsOf } from "./doing.ts";
import { exportChart } from "./exports.ts";
import { hear } from "./hearing.ts";
import { pressKey } from "./keys.ts";
import { type ChartRequest, type ExportFormat, isHostMessage } from "./messages.ts";
import { createPainter, type Painter } from "./painter.ts";
import { type Camera, initialState, type Saved, savedData, savedOf } from "./state.ts";
import { createStore, type Store } from "./store.ts";

/** The editor, as a page in it knows it. */
export interface Editor {
  readonly post: (request: ChartRequest) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** How long nothing must change before it is kept for a reload, in milliseconds. */
const REST = 200;

export function startApp(root: HTMLElement, editor: Editor): void {
  const saved = savedOf(editor.getState());
  const schedule = oncePerFrame(() => {
    painter.paint();
    keep();
  });
  const store = createStore(initialState(saved), schedule);
  const canvas = createCanvas({
    select: (node) => actions.select(node),
    open: (node, row) => actions.open(node, row),
    fold: (namespace) => actions.toggleBand(namespace),
    moved: schedule,
  });
  const { post } = editor;
  const exportAs = (format: ExportFormat) => exportChart(format, store.get(), post);
  const actions = actionsOf({ store, canvas, post, exportAs });
  const cameras = { known: camerasOf(saved), unit: saved.unit };
  const painter = createPainter({ root, store, canvas, actions, cameras });
  const keep = afterRest(() => {
    const { camera } = saved;
    const seen = canvas.stage.look.scene ? cameraOf(canvas.stage) : camera;
    editor.setState(savedData({ ...store.get(), camera: seen }));
  });
  listen({ store, actions, canvas, painter }, editor);
  schedule();
  post({ type: "ready", follow: saved.follow });
}

function camerasOf({ unit, camera }: Saved): Map<string, Camera> {
  return new Map(camera ? [[unit ?? "", camera]] : []);
}

interface Parts {
  readonly store: Store;
  readonly actions: Actions;
  readonly canvas: Canvas;
  readonly painter: Painter;
}

function listen({ store, actions, canvas, painter }: Parts, { post }: Editor): void {
  window.addEventListener("message", ({ data }) => {
    if (isHostMessage(data)) hear(data, { store, actions, post });
  });
  window.addEventListener("keydown", (event) => {
    const { selected, mode } = store.get();
    const { scene } = canvas.stage.look;
    const { focusBand } = canvas;
    if (pressKey(event, { actions, scene, selected, mode, focusSearch, focusBand })) event.preventDefault();
  });
  // A menu is left by a click anywhere else.
  window.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (target instanceof Node && !menu.contains(target)) menu.removeAttribute("open");
  });
  window.addEventListener("resize", () => {
    canvas.settle();
    painter.paint();
  });
  // The editor changes colours and type by variables of the document.
  new MutationObserver(painter.restyle).observe(document.documentElement, {
    attributeFilter: ["style", "class"],
  });
  new MutationObserver(painter.restyle).observe(document.body, { attributeFilter: ["class"] });
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>(".search input");
  field?.focus();
  field?.select();
}

function oncePerFrame(act: () => void): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      act();
    });
  };
}

function afterRest(act: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, REST);
  };
}

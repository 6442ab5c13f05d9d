/**
 * The chart on the screen: a scene drawn as elements that are known again in the next scene, so that what a person looks at
 * stays where it is, and moves are seen as moves.
 */
import { BAND } from "../../../server/src/core/chart/metrics.ts";
import type { Scene } from "../../../server/src/core/chart/scene.ts";
import { STEP, zoomToFit } from "../camera.ts";
import { type Anchor, anchorIn, placeOf } from "./anchor.ts";
import { createLayers, type Layers } from "./layers.ts";
import { type Marks, showMarks } from "./marks.ts";
import { listenToPointer } from "./pointer.ts";
import {
  createStage,
  middleOf,
  resize,
  reveal,
  type Stage,
  screenOf,
  seen,
  settle,
  zoomAbout,
} from "./stage.ts";
import { targetAt } from "./target.ts";
import { createWindow, type SceneWindow } from "./window.ts";

export interface Canvas {
  readonly stage: Stage;
  readonly draw: (scene: Scene, stays: Stays) => void;
  /** Makes what has come into sight, and a card that stays wherever it is; whether anything had to be made. */
  readonly refresh: (kept: string | undefined) => boolean;
  readonly mark: (marks: Marks) => void;
  /** About the middle of what is seen. */
  readonly zoomBy: (steps: number) => void;
  readonly zoomTo: (zoom: number) => void;
  /** After the page has become wider or narrower. */
  readonly settle: () => void;
  /** Brings the whole into sight. */
  readonly fit: () => void;
  /** Scrolls so far that a node is in sight; not at all when it is. */
  readonly reveal: (node: string) => void;
  readonly focusNode: (node: string) => void;
  readonly focusBand: (namespace: string) => void;
}

/** What is to stay where it is on the screen: without either, what is in the middle. */
export interface Stays {
  readonly anchor: Anchor | undefined;
  /** Unless there is an anchor, and if it is in sight. */
  readonly preferred: string | undefined;
}

export interface CanvasEvents {
  /** Nothing, for a click beside everything. */
  readonly select: (node: string | undefined) => void;
  readonly open: (node: string, row: string | undefined) => void;
  readonly fold: (namespace: string) => void;
  /** What is seen has changed, by scrolling, zooming or drawing. */
  readonly moved: () => void;
}

export function createCanvas(events: CanvasEvents): Canvas {
  const stage = createStage();
  const layers = createLayers(stage);
  const window = createWindow(stage, layers);
  const { scroller } = stage;
  const zoomTo = (zoom: number, at = middleOf(stage)) => {
    stage.look.isChosen = true;
    zoomAbout(stage, zoom, at);
    events.moved();
  };
  listenToPointer(scroller, {
    click: (event) => clicked(targetAt(stage, event), events),
    doubleClick: (event) => {
      const target = targetAt(stage, event);
      if (target?.kind === "node") events.open(target.node, target.row);
    },
    zoom: (factor, at) => zoomTo(stage.look.zoom * factor, at),
  });
  scroller.addEventListener("scroll", events.moved, { passive: true });
  return {
    stage,
    draw: (scene, stays) => {
      drawAround(stage, scene, stays);
      events.moved();
    },
    mark: (marks) => showMarks(stage.chart, marks),
    zoomBy: (steps) => zoomTo(stage.look.zoom * STEP ** steps),
    zoomTo,
    settle: () => settle(stage),
    fit: () => {
      const { scene } = stage.look;
      if (scene) zoomTo(zoomToFit(scene, screenOf(stage)));
    },
    ...finding(stage, layers, window),
  };
}

type Finding = "refresh" | "reveal" | "focusNode" | "focusBand";

function finding(stage: Stage, layers: Layers, window: SceneWindow): Pick<Canvas, Finding> {
  return {
    refresh: (kept) => {
      window.keep(kept);
      return window.refresh();
    },
    reveal: (node) => {
      const card = stage.look.scene?.cards.find(({ id }) => id === node);
      if (card) reveal(stage, card);
    },
    focusNode: (node) => {
      window.keep(node);
      window.refresh();
      layers.cards.get(node)?.focus({ preventScroll: true });
    },
    focusBand: (namespace) => {
      const band = stage.look.scene?.bands.find((each) => each.namespace === namespace);
      if (band) reveal(stage, { ...band, height: BAND.header });
      window.keepBand(namespace);
      window.refresh();
      layers.bands.get(namespace)?.focus({ preventScroll: true });
    },
  };
}

function drawAround(stage: Stage, scene: Scene, stays: Stays): void {
  const { look, chart, scroller } = stage;
  const last = look.scene;
  const anchor = stays.anchor ?? (last && anchorIn(last, scene, seen(stage), stays.preferred));
  const before = last && anchor && placeOf(last, anchor);
  const after = anchor && placeOf(scene, anchor);
  const [x, y] = before && after ? [after.x - before.x, after.y - before.y] : [0, 0];
  // What moves together with the page must not be seen to fly back to where it is.
  chart.classList.toggle("is-still", !last || x !== 0 || y !== 0);
  look.scene = scene;
  resize(stage);
  if (x !== 0 || y !== 0) scroller.scrollBy({ left: x * look.zoom, top: y * look.zoom, behavior: "instant" });
}

function clicked(target: ReturnType<typeof targetAt>, { select, fold }: CanvasEvents): void {
  if (target?.kind === "band") fold(target.namespace);
  else select(target?.node);
}

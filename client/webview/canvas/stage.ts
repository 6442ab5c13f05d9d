/**
 * The plane in an element that scrolls: the browser pans, we zoom. The headings of the columns stay at the top. Places of the
 * plane are given in its own measure, those of the screen in CSS pixels.
 */
import { ROOT } from "../../../server/src/core/chart/draw/classes.ts";
import type { Box, Scene } from "../../../server/src/core/chart/scene.ts";
import { clampZoom, type Size, scrollInto } from "../camera.ts";
import type { Camera } from "../state.ts";
import { setAttributes, svg } from "./svg.ts";

export interface Stage {
  readonly scroller: HTMLElement;
  readonly columns: SVGSVGElement;
  readonly chart: SVGSVGElement;
  readonly plane: HTMLElement;
  /** What changes as one looks around; everything else is in the document. */
  readonly look: Looking;
}

interface Looking {
  zoom: number;
  scene: Scene | undefined;
  /** Free on the left of the plane. */
  left: number;
  /** Whether a person has chosen the zoom; until then it goes by the room there is. */
  isChosen: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Around the plane, in pixels of the screen; the style sheet says the same. */
export const MARGIN = 16;
/** Around what is revealed. */
const ROOM = 32;
/** Smaller than so, nobody reads with ease; larger, a card is a poster. */
const SMALLEST_AT_START = 0.7;
const LARGEST_AT_START = 1.3;

export function createStage(): Stage {
  const columns = svg("svg", { class: `columns ${ROOT}`, "aria-hidden": "true" });
  const chart = svg("svg", { class: `chart ${ROOT}`, role: "group", "aria-label": "Traffic chart" });
  const scroller = document.createElement("div");
  scroller.className = "scroller";
  const plane = document.createElement("div");
  plane.className = "plane";
  plane.append(columns, chart);
  scroller.append(plane);
  return { scroller, columns, chart, plane, look: { zoom: 1, scene: undefined, left: 0, isChosen: false } };
}

/**
 * Makes the plane as large as the scene is at this zoom. It stays where it is as far as there is room: what a person looks at
 * must not move because something beside it has changed, such as the panel that a click opens.
 */
export function resize(stage: Stage): void {
  const { columns, chart, look } = stage;
  const { scene, zoom } = look;
  if (!scene) return;
  const head = headOf(scene);
  const { width, height } = scene;
  setAttributes(chart, { width: width * zoom, height: height * zoom, viewBox: `0 0 ${width} ${height}` });
  setAttributes(columns, { width: width * zoom, height: head * zoom, viewBox: `0 0 ${width} ${head}` });
  columns.style.marginBottom = `${-head * zoom}px`;
  moveTo(stage, Math.min(look.left, freeOf(stage)));
}

/** A plane that is narrower than the screen stands in its middle. */
export function centre(stage: Stage): void {
  moveTo(stage, freeOf(stage) / 2);
}

function freeOf(stage: Stage): number {
  const { scene, zoom } = stage.look;
  return Math.max(0, screenOf(stage).width - (scene?.width ?? 0) * zoom);
}

function moveTo({ plane, look }: Stage, left: number): void {
  look.left = left;
  plane.style.paddingInlineStart = `${MARGIN + left}px`;
}

/** How high the stripe is in which the columns are named. */
function headOf({ columns }: Scene): number {
  return Math.max(0, ...columns.map(({ title }) => title.y)) + 8;
}

/** After the page has become wider or narrower. */
export function settle(stage: Stage): void {
  const { scroller, look } = stage;
  const { left, top } = scroller.getBoundingClientRect();
  const zoom = look.isChosen || !look.scene ? look.zoom : startCamera(stage).zoom;
  zoomAbout(stage, zoom, { x: left, y: top });
}

/** Sets the zoom; what is at a point of the screen stays there. */
export function zoomAbout(stage: Stage, zoom: number, at: Point): void {
  const { scroller, chart, look } = stage;
  const before = chart.getBoundingClientRect();
  const [x, y] = [(at.x - before.left) / look.zoom, (at.y - before.top) / look.zoom];
  look.zoom = clampZoom(zoom);
  resize(stage);
  centre(stage);
  const after = chart.getBoundingClientRect();
  scroller.scrollBy(after.left + x * look.zoom - at.x, after.top + y * look.zoom - at.y);
}

export function middleOf({ scroller }: Stage): Point {
  const { left, top, width, height } = scroller.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** What a person has to look through, in pixels of the screen. */
export function screenOf({ scroller }: Stage): Size {
  return { width: scroller.clientWidth - 2 * MARGIN, height: scroller.clientHeight - 2 * MARGIN };
}

/** What is seen of the plane. */
export function seen({ scroller, chart, look }: Stage): Box {
  const [frame, plane] = [scroller.getBoundingClientRect(), chart.getBoundingClientRect()];
  return {
    x: (frame.left - plane.left) / look.zoom,
    y: (frame.top - plane.top) / look.zoom,
    width: scroller.clientWidth / look.zoom,
    height: scroller.clientHeight / look.zoom,
  };
}

/** Scrolls so far that a box is in sight; not at all when it is. What is far away is there at once: a glide would be a blur. */
export function reveal({ scroller, look }: Stage, box: Box): void {
  const { zoom } = look;
  const [left, top] = [box.x * zoom + MARGIN + look.left - ROOM, box.y * zoom + MARGIN - 2 * ROOM];
  const [width, height] = [box.width * zoom + 2 * ROOM, box.height * zoom + 3 * ROOM];
  const to = {
    left: scrollInto(left, width, scroller.scrollLeft, scroller.clientWidth),
    top: scrollInto(top, height, scroller.scrollTop, scroller.clientHeight),
  };
  const isFar =
    Math.abs(to.left - scroller.scrollLeft) > scroller.clientWidth ||
    Math.abs(to.top - scroller.scrollTop) > scroller.clientHeight;
  scroller.scrollTo({ ...to, behavior: isFar || isCalm() ? "instant" : "smooth" });
}

/** Whether a person wants nothing to move by itself. */
export function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function cameraOf({ scroller, look }: Stage): Camera {
  return { zoom: look.zoom, left: scroller.scrollLeft, top: scroller.scrollTop };
}

/**
 * At full size from the top left corner, or somewhat smaller where that shows the whole width; a chart of a few cards somewhat
 * larger, as far as all of it is in sight.
 */
export function startCamera(stage: Stage): Camera {
  const { width, height } = screenOf(stage);
  const { scene } = stage.look;
  const plane = scene ?? { width, height };
  // What is folded is about to be opened, and will need the room.
  const most = scene?.bands.some(({ folded }) => folded) ? 1 : LARGEST_AT_START;
  const whole = Math.min(width / plane.width, height / plane.height, most);
  const zoom = Math.max(whole, Math.min(1, width / plane.width), SMALLEST_AT_START);
  return { zoom, left: 0, top: 0 };
}

export function setCamera(stage: Stage, { zoom, left, top }: Camera): void {
  stage.look.zoom = clampZoom(zoom);
  resize(stage);
  centre(stage);
  stage.scroller.scrollTo({ left, top, behavior: "instant" });
}

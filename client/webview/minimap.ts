/** The whole chart in a corner, when it is too large to be found one's way in: a click or a drag looks there. */
import { toneOf } from "../../server/src/core/chart/draw/classes.ts";
import type { Box, Scene } from "../../server/src/core/chart/scene.ts";
import { type Stage, seen } from "./canvas/stage.ts";

export interface Minimap {
  readonly element: HTMLCanvasElement;
  readonly draw: (selected: string | undefined) => void;
}

/** From so many nodes on. */
export const MINIMAP_ABOVE = 200;

const WIDTH = 144;
const MOST = 240;

export function createMinimap(stage: Stage): Minimap {
  const element = document.createElement("canvas");
  element.className = "minimap";
  element.setAttribute("aria-hidden", "true");
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    look(stage, element, event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) look(stage, element, event);
  });
  return { element, draw: (selected) => draw(stage, element, selected) };
}

function draw(stage: Stage, element: HTMLCanvasElement, selected: string | undefined): void {
  const { scene } = stage.look;
  const context = element.getContext("2d");
  if (!scene || !context) return;
  const density = devicePixelRatio;
  const height = heightOf(scene);
  element.width = WIDTH * density;
  element.height = height * density;
  element.style.width = `${WIDTH}px`;
  element.style.height = `${height}px`;
  context.scale(density, density);
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--chart-${name}`);
  const fill = (box: Box, name: string) => {
    context.fillStyle = colour(name);
    const place = inMap(scene, height, box);
    context.fillRect(place.x, place.y, Math.max(1, place.width), Math.max(1, place.height));
  };
  for (const band of scene.bands) fill(band, "band-line");
  for (const card of scene.cards) {
    const tone = card.state === "missing" ? "error" : toneOf(card.problems);
    fill(card, card.id === selected ? "accent" : (tone ?? "edge"));
  }
  const view = inMap(scene, height, seen(stage));
  context.strokeStyle = colour("accent");
  context.lineWidth = 1.5;
  context.strokeRect(view.x, view.y, view.width, view.height);
}

/** Tall charts are squeezed: the map keeps an eye on where one is, not on proportions. */
function heightOf({ width, height }: Scene): number {
  return Math.min(MOST, Math.max(48, (height / width) * WIDTH));
}

function inMap(scene: Scene, height: number, { x, y, width, height: boxHeight }: Box): Box {
  const [across, down] = [WIDTH / scene.width, height / scene.height];
  return { x: x * across, y: y * down, width: width * across, height: boxHeight * down };
}

function look({ scroller, look: { scene, zoom } }: Stage, element: HTMLElement, event: PointerEvent): void {
  if (!scene) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  scroller.scrollTo({
    left: ((event.clientX - left) / width) * scene.width * zoom - scroller.clientWidth / 2,
    top: ((event.clientY - top) / height) * scene.height * zoom - scroller.clientHeight / 2,
    behavior: "instant",
  });
}

/** The whole chart in a corner, when it is too large to be found one's way in: a click or a drag looks there. */
import { toneOf } from "../../server/src/core/chart/draw/classes.ts";
import type { Box, Scene, SceneCard } from "../../server/src/core/chart/scene.ts";
import { holds } from "./canvas/boxes.ts";
import { type Stage, seen } from "./canvas/stage.ts";
import { groupBy } from "./grouping.ts";

export interface Minimap {
  readonly element: HTMLCanvasElement;
  readonly draw: (selected: string | undefined) => void;
  /** After the editor's colours may have changed. */
  readonly restyle: () => void;
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
  // As one looks around, only the frame moves over what is there.
  const ground = document.createElement("canvas");
  let drawn: Ground | undefined;
  return {
    element,
    restyle: () => {
      drawn = undefined;
    },
    draw: (selected) => {
      const { scene } = stage.look;
      if (!scene || element.hidden) return;
      if (drawn?.scene !== scene || drawn.selected !== selected || drawn.density !== devicePixelRatio) {
        drawn = { scene, selected, density: devicePixelRatio, accent: colourOf(element, "accent") };
        drawGround(ground, element, drawn);
      }
      const view = seen(stage);
      // A map of what is seen whole would show nothing new.
      element.style.visibility = holds(view, { x: 0, y: 0, ...sizeOf(scene) }) ? "hidden" : "visible";
      drawFrame(view, element, ground, drawn);
    },
  };
}

interface Ground {
  readonly scene: Scene;
  readonly selected: string | undefined;
  /** Pixels of the device for one of the page. */
  readonly density: number;
  readonly accent: string;
}

function colourOf(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(`--chart-${name}`);
}

function drawGround(ground: HTMLCanvasElement, element: HTMLCanvasElement, drawn: Ground): void {
  const { scene, selected, density, accent } = drawn;
  const height = heightOf(scene);
  for (const canvas of [ground, element]) {
    canvas.width = WIDTH * density;
    canvas.height = height * density;
  }
  element.style.width = `${WIDTH}px`;
  element.style.height = `${height}px`;
  const context = ground.getContext("2d");
  if (!context) return;
  context.scale(density, density);
  const [band, line] = [colourOf(element, "band"), colourOf(element, "band-line")];
  const card = colourOf(element, "edge");
  const tones = { error: colourOf(element, "error"), warning: colourOf(element, "warning") };
  const place = (box: Box) => inMap(scene, height, box);
  // Ground and line as on the chart: with high contrast, the line alone says where a namespace is.
  context.strokeStyle = line;
  fill(context, band, scene.bands.map(place));
  for (const { x, y, width, height: tall } of scene.bands.map(place))
    context.strokeRect(x, y, width, Math.max(1, tall));
  const colourFor = (each: SceneCard) => {
    if (each.id === selected) return accent;
    const tone = each.state === "missing" ? "error" : toneOf(each.problems);
    return tone === "error" || tone === "warning" ? tones[tone] : card;
  };
  for (const [colour, cards] of groupBy(scene.cards, colourFor)) fill(context, colour, cards.map(place));
}

/** All of one colour at once: a canvas reads the name of a colour each time it is told. */
function fill(context: CanvasRenderingContext2D, colour: string, places: readonly Box[]): void {
  context.fillStyle = colour;
  for (const { x, y, width, height } of places)
    context.fillRect(x, y, Math.max(1, width), Math.max(1, height));
}

function sizeOf({ width, height }: Scene): Pick<Box, "width" | "height"> {
  return { width, height };
}

function drawFrame(
  sight: Box,
  element: HTMLCanvasElement,
  ground: HTMLCanvasElement,
  { scene, density, accent }: Ground,
): void {
  const context = element.getContext("2d");
  if (!context) return;
  const view = inMap(scene, heightOf(scene), sight);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, element.width, element.height);
  context.drawImage(ground, 0, 0);
  context.setTransform(density, 0, 0, density, 0, 0);
  const left = Math.max(1, view.x);
  const top = Math.max(1, view.y);
  const right = Math.min(WIDTH - 1, view.x + view.width);
  const bottom = Math.min(heightOf(scene) - 1, view.y + view.height);
  context.strokeStyle = accent;
  context.fillStyle = accent;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.15;
  context.fillRect(left, top, right - left, bottom - top);
  context.globalAlpha = 1;
  context.strokeRect(left, top, right - left, bottom - top);
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

/** The numbers of a small picture of the whole. */

import { type Tone, toneOf } from "./draw/classes.ts";
import type { Box, Scene } from "./scene.ts";

/** From so many cards on a small picture helps. */
export const MINIMAP_ABOVE = 200;

export interface Minimap {
  /** Pixels of the small picture for one of the plane. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Box[];
  readonly cards: readonly (Box & { readonly tone: Tone | undefined })[];
}

/** As large as fits into `room`. */
export function minimapOf(scene: Scene, room: { readonly width: number; readonly height: number }): Minimap {
  const scale = Math.min(room.width / Math.max(1, scene.width), room.height / Math.max(1, scene.height));
  return {
    scale,
    width: scene.width * scale,
    height: scene.height * scale,
    bands: scene.bands.map((band) => scaled(band, scale)),
    cards: scene.cards.map((card) => ({ ...scaled(card, scale), tone: toneOf(card.problems) })),
  };
}

/** The part of the plane that is on screen, in the small picture; never outside of it. */
export function viewportIn({ scale, width, height }: Minimap, viewport: Box): Box {
  const x = clamp(viewport.x * scale, width);
  const y = clamp(viewport.y * scale, height);
  return {
    x,
    y,
    width: clamp((viewport.x + viewport.width) * scale, width) - x,
    height: clamp((viewport.y + viewport.height) * scale, height) - y,
  };
}

/** The place on the plane that a place in the small picture stands for. */
export function planeAt(
  { scale }: Minimap,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } {
  return { x: x / scale, y: y / scale };
}

function scaled({ x, y, width, height }: Box, scale: number): Box {
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

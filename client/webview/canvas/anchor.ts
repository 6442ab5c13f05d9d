/** What stays where it is on the screen while the chart around it changes. */
import type { Box, Scene } from "../../../server/src/core/chart/scene.ts";
import { overlap } from "./boxes.ts";
import type { Point } from "./stage.ts";

export type Anchor = { readonly node: string } | { readonly band: string };

/** Where an anchor is on the plane; undefined if it is not. */
export function placeOf({ bands, cards }: Scene, anchor: Anchor): Point | undefined {
  return "node" in anchor
    ? cards.find(({ id }) => id === anchor.node)
    : bands.find(({ namespace }) => namespace === anchor.band);
}

/** Of what is in sight, the preferred node or else the one nearest to the middle that the next scene has, too. */
export function anchorIn(
  scene: Scene,
  next: Scene,
  seen: Box,
  preferred: string | undefined,
): Anchor | undefined {
  const stays = new Set(next.cards.map(({ id }) => id));
  const inSight = scene.cards.filter((card) => stays.has(card.id) && overlap(card, seen));
  if (inSight.some(({ id }) => id === preferred) && preferred !== undefined) return { node: preferred };
  const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
  const [first, ...rest] = inSight.map((card) => ({ node: card.id, away: distance(card, middle) }));
  return first && rest.reduce((best, each) => (each.away < best.away ? each : best), first);
}

function distance({ x, y, width, height }: Box, to: Point): number {
  return Math.hypot(x + width / 2 - to.x, y + height / 2 - to.y);
}

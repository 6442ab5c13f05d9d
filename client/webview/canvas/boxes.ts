/** Boxes on the plane: plain arithmetic. */
import type { Box } from "../../../server/src/core/chart/scene.ts";

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Larger on each side by a share of its size. */
export function grown({ x, y, width, height }: Box, share: number): Box {
  const [across, down] = [width * share, height * share];
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}

/** Sizes and places of the plane on the screen: plain arithmetic, in CSS pixels. */
export const SMALLEST = 0.05;
export const LARGEST = 3;
/** Of a press on + or −. */
export const STEP = 1.2;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function clampZoom(zoom: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom));
}

/** The zoom at which a plane is seen whole; never larger than life. */
export function zoomToFit(plane: Size, screen: Size): number {
  if (plane.width === 0 || plane.height === 0) return 1;
  return clampZoom(Math.min(1, screen.width / plane.width, screen.height / plane.height));
}

/** How far to scroll on one axis so that a stretch is in sight, in the middle if it was not; the same when it is already. */
export function scrollInto(at: number, length: number, scroll: number, screen: number): number {
  const inSight = at >= scroll && at + length <= scroll + screen;
  return inSight ? scroll : Math.max(0, at + length / 2 - screen / 2);
}

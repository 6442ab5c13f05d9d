/**
 * Drawings of one sort in a group of their own, known by a key: a new scene changes what differs from the last one and leaves
 * the rest of the document alone, so that the focus stays and what moves can be seen to move.
 */
import type { Shape } from "../../../server/src/core/chart/draw/shape.ts";
import type { Point } from "./stage.ts";
import { elementOf, setAttributes, svg } from "./svg.ts";

export interface Layer<T> {
  readonly element: SVGGElement;
  readonly draw: (items: readonly T[]) => void;
  readonly get: (key: string) => SVGGElement | undefined;
}

export interface LayerOptions<T> {
  readonly name: string;
  readonly key: (item: T) => string;
  /** Drawn about the origin where `place` says to what it is moved. */
  readonly shape: (item: T) => Shape;
  readonly place?: (item: T) => Point;
  /** What the drawing bears besides: how it is found, and read aloud. */
  readonly attributes: (item: T) => Readonly<Record<string, string | number | undefined>>;
}

interface Drawn {
  readonly group: SVGGElement;
  readonly content: string;
}

export function createLayer<T>(options: LayerOptions<T>): Layer<T> {
  const element = svg("g", { class: options.name });
  const drawn = new Map<string, Drawn>();
  const draw = (items: readonly T[]) => {
    const keys = new Set(items.map(options.key));
    for (const [key, { group }] of drawn) {
      if (keys.has(key)) continue;
      group.remove();
      drawn.delete(key);
    }
    let expected = element.firstElementChild;
    for (const item of items) {
      const key = options.key(item);
      const now = drawItem(drawn.get(key), item, options);
      drawn.set(key, now);
      if (now.group === expected) expected = expected.nextElementSibling;
      else element.insertBefore(now.group, expected);
    }
  };
  return { element, draw, get: (key) => drawn.get(key)?.group };
}

/** Equal drawings are not made again. What marks a drawing (marks.ts) is put on anew after each. */
function drawItem<T>(last: Drawn | undefined, item: T, options: LayerOptions<T>): Drawn {
  const group = last?.group ?? svg("g", {});
  const shape = options.shape(item);
  const attributes = { ...shape.attributes, ...options.attributes(item) };
  const content = JSON.stringify([shape, attributes]);
  if (last?.content !== content) {
    // Spaces are not drawn; without them the words of two lines would be one.
    group.replaceChildren(...(shape.children ?? []).flatMap((child) => [unheard(child), " "]));
    setAttributes(group, attributes);
  }
  const place = options.place?.(item);
  if (place) group.style.transform = `translate(${place.x}px, ${place.y}px)`;
  return { group, content };
}

/** What a drawing says to those who listen stands on its group, in one piece. */
function unheard(shape: Shape): SVGElement {
  const element = elementOf(shape);
  element.setAttribute("aria-hidden", "true");
  return element;
}

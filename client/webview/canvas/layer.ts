/**
 * Drawings of one sort in a group of their own, known by a key: a new scene changes what differs from the last one and leaves
 * the rest of the document alone, so that the focus stays and what moves can be seen to move. Only what a window holds is in
 * the document, and what has the keyboard.
 */
import type { Shape } from "../../../server/src/core/chart/draw/shape.ts";
import { type Detail, inDetail } from "./detail.ts";
import type { Point } from "./stage.ts";
import { elementOf, setAttributes, svg } from "./svg.ts";

export interface Layer<T> {
  readonly element: SVGGElement;
  readonly draw: (items: readonly T[], shown: Shown<T>) => void;
  readonly get: (key: string) => SVGGElement | undefined;
}

export interface Shown<T> {
  readonly detail: Detail;
  readonly isIn: (item: T) => boolean;
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

interface Drawn<T> {
  readonly group: SVGGElement;
  readonly item: T;
  readonly detail: Detail;
  readonly content: string;
}

export function createLayer<T>(options: LayerOptions<T>): Layer<T> {
  const element = svg("g", { class: options.name });
  const drawn = new Map<string, Drawn<T>>();
  const draw = (items: readonly T[], { detail, isIn }: Shown<T>) => {
    const { activeElement } = document;
    const hasKeyboard = (key: string) => activeElement !== null && drawn.get(key)?.group === activeElement;
    const inside = items.filter((item) => isIn(item) || hasKeyboard(options.key(item)));
    const keys = new Set(inside.map(options.key));
    for (const [key, { group }] of drawn) {
      if (keys.has(key)) continue;
      group.remove();
      drawn.delete(key);
    }
    let expected = element.firstElementChild;
    for (const item of inside) {
      const key = options.key(item);
      const now = drawItem(drawn.get(key), item, detail, options);
      drawn.set(key, now);
      if (now.group === expected) expected = expected.nextElementSibling;
      else element.insertBefore(now.group, expected);
    }
  };
  return { element, draw, get: (key) => drawn.get(key)?.group };
}

/** Equal drawings are not made again. What marks a drawing (marks.ts) is put on anew after each. */
function drawItem<T>(
  last: Drawn<T> | undefined,
  item: T,
  detail: Detail,
  options: LayerOptions<T>,
): Drawn<T> {
  if (last?.item === item && last.detail === detail) return last;
  const group = last?.group ?? svg("g", {});
  const shape = inDetail(options.shape(item), detail);
  const attributes = { ...shape.attributes, ...options.attributes(item) };
  const content = JSON.stringify([shape, attributes]);
  if (last?.content !== content) {
    // Spaces are not drawn; without them the words of two lines would be one.
    group.replaceChildren(...(shape.children ?? []).flatMap((child) => [unheard(child), " "]));
    setAttributes(group, attributes);
  }
  const place = options.place?.(item);
  if (place) group.style.transform = `translate(${place.x}px, ${place.y}px)`;
  return { group, item, detail, content };
}

/** What a drawing says to those who listen stands on its group, in one piece. */
function unheard(shape: Shape): SVGElement {
  const element = elementOf(shape);
  element.setAttribute("aria-hidden", "true");
  return element;
}

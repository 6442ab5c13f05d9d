/** Makes elements of drawings. Names and texts of manifests enter as attributes and text nodes, never as markup. */
import type { Shape } from "../../../server/src/core/chart/draw/shape.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";

type Attributes = Readonly<Record<string, string | number | undefined>>;

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...children: readonly Element[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NAMESPACE, name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An attribute that is undefined is removed. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}

export function elementOf({ tag, attributes, text, children }: Shape): SVGElement {
  const element = svg(tag, attributes, ...(children ?? []).map(elementOf));
  if (text !== undefined) element.prepend(text);
  return element;
}

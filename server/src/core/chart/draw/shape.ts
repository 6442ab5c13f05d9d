/**
 * A drawing as a tree of SVG elements in plain data: the file printer writes it as text, the webview makes elements of it, so
 * that both show the same picture. Strings in it are as users wrote them; whoever prints escapes them.
 */
import type { Line } from "../scene.ts";

export interface Shape {
  readonly tag: "g" | "rect" | "path" | "circle" | "text" | "title";
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly text?: string;
  readonly children?: readonly Shape[];
}

export function group(className: string, children: readonly Shape[]): Shape {
  return { tag: "g", attributes: { class: className }, children };
}

export function path(className: string, d: string, transform?: string): Shape {
  return {
    tag: "path",
    attributes: transform ? { class: className, d, transform } : { class: className, d },
  };
}

export function circle(className: string, cx: number, cy: number, r: number): Shape {
  return { tag: "circle", attributes: { class: className, cx, cy, r } };
}

export function title(text: string): Shape {
  return { tag: "title", attributes: {}, text };
}

export function line(className: string, { x, y, text, anchor }: Line): Shape {
  return { tag: "text", attributes: { class: className, x, y, "text-anchor": anchor }, text };
}

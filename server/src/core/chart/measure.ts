/** How wide a text is drawn, in CSS pixels: a canvas measures in the webview, a table elsewhere. */
export type TextStyle = "title" | "subtitle" | "row" | "label" | "band" | "column";

export type Measure = (text: string, style: TextStyle) => number;

export interface TextLook {
  /** In CSS pixels. */
  readonly size: number;
  readonly weight: 400 | 600;
  readonly face: "sans" | "mono";
}

/** The type scale: stylesheets, canvas and table all go by it, or texts run out of their cards. */
export const TEXT: Readonly<Record<TextStyle, TextLook>> = {
  title: { size: 13, weight: 600, face: "sans" },
  subtitle: { size: 11, weight: 400, face: "sans" },
  row: { size: 11, weight: 400, face: "mono" },
  label: { size: 11, weight: 400, face: "mono" },
  band: { size: 12, weight: 600, face: "sans" },
  column: { size: 11, weight: 600, face: "sans" },
};

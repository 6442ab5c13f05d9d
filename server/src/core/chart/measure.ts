/** How wide a text is drawn, in CSS pixels: a canvas measures in the webview, a table elsewhere. */
export type TextStyle = "title" | "subtitle" | "row" | "label" | "band" | "column";

export type Measure = (text: string, style: TextStyle) => number;

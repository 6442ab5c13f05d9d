/** Our own small line icons, on the grid of 16 × 16 that the chart's glyphs keep. */
import { html, type TemplateResult } from "lit-html";

const PATHS = {
  close: "M4 4L12 12M12 4L4 12",
  plus: "M8 3V13M3 8H13",
  minus: "M3 8H13",
  fit: "M2.5 6V2.5H6M10 2.5H13.5V6M13.5 10V13.5H10M6 13.5H2.5V10",
  table: "M2.5 3H13.5V13H2.5ZM2.5 6.5H13.5M6.5 6.5V13",
  follow: "M8 2V5M8 11V14M2 8H5M11 8H14M10.5 8A2.5 2.5 0 1 1 5.5 8A2.5 2.5 0 1 1 10.5 8Z",
  export: "M8 10V2.5M5 5.5L8 2.5L11 5.5M3 9.5V13.5H13V9.5",
  copy: "M5.5 5.5V2.5H13.5V10.5H10.5M2.5 5.5H10.5V13.5H2.5Z",
  source: "M6 4L2 8L6 12M10 4L14 8L10 12",
  focus: "M14 8A6 6 0 1 1 2 8A6 6 0 1 1 14 8ZM10 8A2 2 0 1 1 6 8A2 2 0 1 1 10 8Z",
  up: "M4 10L8 6L12 10",
  down: "M4 6L8 10L12 6",
  problem: "M8 2L14.5 13.5H1.5ZM8 6.5V9.5M8 11.25V11.75",
  layers: "M8 2L14 5L8 8L2 5ZM2 8L8 11L14 8M2 11L8 14L14 11",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}

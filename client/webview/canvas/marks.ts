/** What a person's doing adds to the drawing: the selection and its road, what a search found, where the cursor is. */
import { ACTIVE } from "../../../server/src/core/chart/draw/classes.ts";
import type { Road } from "../road.ts";

export interface Marks {
  readonly selected: string | undefined;
  readonly cursor: string | undefined;
  /** The namespace of that node, which alone is seen while it is folded. */
  readonly cursorBand: string | undefined;
  readonly road: Road;
  /** What a search has found; undefined while nothing is sought. */
  readonly found: ReadonlySet<string> | undefined;
  /** Where the keyboard enters the chart. */
  readonly entry: string | undefined;
}

export function showMarks(chart: Element, marks: Marks): void {
  const { selected, cursor, cursorBand, road, found, entry } = marks;
  for (const card of chart.querySelectorAll("[data-node]")) {
    const node = card.getAttribute("data-node") ?? "";
    const onRoad = road.nodes.has(node);
    card.classList.toggle(ACTIVE.selected, node === selected);
    card.classList.toggle(ACTIVE.cursor, node === cursor);
    card.classList.toggle(ACTIVE.road, onRoad);
    card.classList.toggle(ACTIVE.found, found?.has(node) === true);
    card.classList.toggle(ACTIVE.dimmed, found !== undefined && !found.has(node) && node !== selected);
    card.setAttribute("aria-pressed", String(node === selected));
    card.setAttribute("tabindex", node === entry ? "0" : "-1");
  }
  const bands = [...chart.querySelectorAll("[data-band]")];
  const focusedBand = bands.find((band) => band === document.activeElement) ?? bands[0];
  for (const band of bands) {
    const isFolded = band.getAttribute("aria-expanded") === "false";
    band.classList.toggle(ACTIVE.cursor, isFolded && band.getAttribute("data-band") === cursorBand);
    band.setAttribute("tabindex", band === focusedBand ? "0" : "-1");
  }
  for (const edge of chart.querySelectorAll("[data-edge]")) {
    const onRoad = road.edges.has(edge.getAttribute("data-edge") ?? "");
    edge.classList.toggle(ACTIVE.road, onRoad);
    edge.classList.toggle(ACTIVE.dimmed, found !== undefined && !onRoad);
  }
}

/** What a person's doing adds to the drawing: the selection and its road, what a search found, where the cursor is. */
import { ACTIVE } from "../../../server/src/core/chart/draw/classes.ts";
import type { Road } from "../road.ts";

export interface Marks {
  readonly selected: string | undefined;
  readonly cursor: string | undefined;
  /** The namespace of that node, which alone is seen while it is folded. */
  readonly cursorBand: string | undefined;
  readonly road: Road;
  /** What a search has found; undefined while nothing is sought, or nothing found: then there is nothing to set off. */
  readonly found: ReadonlySet<string> | undefined;
  /** Namespaces that hold something of it. */
  readonly foundBands: ReadonlySet<string>;
  /** Where the keyboard enters the chart; the first card that is in sight without it. */
  readonly entry: string | undefined;
}

export function showMarks(chart: Element, marks: Marks): void {
  const { selected, cursor, road, found } = marks;
  const cards = chart.querySelectorAll("[data-node]");
  const entry = marks.entry ?? cards[0]?.getAttribute("data-node");
  for (const card of cards) {
    const node = card.getAttribute("data-node") ?? "";
    const onRoad = road.nodes.has(node);
    card.classList.toggle(ACTIVE.selected, node === selected);
    card.classList.toggle(ACTIVE.cursor, node === cursor);
    card.classList.toggle(ACTIVE.road, onRoad);
    card.classList.toggle(ACTIVE.found, found?.has(node) === true);
    card.classList.toggle(
      ACTIVE.dimmed,
      found !== undefined && !found.has(node) && !onRoad && node !== selected,
    );
    card.setAttribute("aria-pressed", String(node === selected));
    card.setAttribute("tabindex", node === entry ? "0" : "-1");
  }
  showBandMarks(chart, marks);
  for (const edge of chart.querySelectorAll("[data-edge]")) {
    const onRoad = road.edges.has(edge.getAttribute("data-edge") ?? "");
    edge.classList.toggle(ACTIVE.road, onRoad);
    edge.classList.toggle(ACTIVE.dimmed, found !== undefined && !onRoad);
  }
}

/** Of a folded namespace is said what would be said of the cards in it. */
function showBandMarks(chart: Element, { cursorBand, found, foundBands }: Marks): void {
  const bands = [...chart.querySelectorAll("[data-band]")];
  const entry = bands.find((band) => band === document.activeElement) ?? bands[0];
  for (const band of bands) {
    const namespace = band.getAttribute("data-band") ?? "";
    const isFolded = band.getAttribute("aria-expanded") === "false";
    const isFound = isFolded && foundBands.has(namespace);
    band.classList.toggle(ACTIVE.cursor, isFolded && namespace === cursorBand);
    band.classList.toggle(ACTIVE.found, isFound);
    band.classList.toggle(ACTIVE.dimmed, isFolded && found !== undefined && !isFound);
    band.setAttribute("tabindex", band === entry ? "0" : "-1");
  }
}

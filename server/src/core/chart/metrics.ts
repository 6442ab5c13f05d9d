/** The sizes that everything is laid out by, in CSS pixels. Multiples of 8, so that docks meet and edges run straight. */
import type { ChartNode, Column } from "./graph.ts";

export const GRID = 8;

/** A card is a header (name and second line) and one row a port. */
export const CARD = { header: 44, row: 24, foot: 4, dock: 24, pad: 12, glyph: 16, text: 36, bar: 3 } as const;

export const PILL = { height: 32, dock: 16, text: 24, pad: 12 } as const;

export const CLOUD = { height: 72, dock: 24, width: 72, title: 62, subtitle: 77 } as const;

/** An edge that passes a column: a line, or a line with words under it. */
export const PASSAGE = { height: 0, worded: 24, gap: 8 } as const;

/** `least`: of its width; `alone`: where all are folded and nothing else says how wide. */
export const BAND = { header: 40, folded: 32, pad: 16, gap: 16, close: 8, least: 480, alone: 720 } as const;

/** The ground of workloads that no Service leads to: the line of words at its top, its distance from the band's sides. */
export const SHELF = { title: 32, base: 20, inset: 8 } as const;

/** Between two cards of a column, two pills, two groups of cards that nothing joins. */
export const GAP = { card: 16, pill: 8, group: 24 } as const;

/** Between columns: the least width, what lanes keep free beside cards, how near they run, how wide all of them get, how long words on edges. */
export const GUTTER = { width: 40, margin: 12, lane: 8, lanes: 120, words: 168 } as const;

/** Where edges climb further than this they run in a lane; below, as a curve. */
export const STEEP = 56;

/** Around the whole, and the line of column titles. */
export const PLANE = { pad: 16, titles: 32 } as const;

/** Height of a line of 11 px type with air around it. */
export const LABEL = { height: 16, pad: 4, mark: 16 } as const;

/** How wide the cards of a column may be. */
export const WIDTHS: Readonly<Record<Column, { readonly least: number; readonly most: number }>> = {
  outside: { least: CLOUD.width, most: 144 },
  entry: { least: 144, most: 264 },
  route: { least: 160, most: 264 },
  service: { least: 168, most: 264 },
  endpoint: { least: 112, most: 208 },
  workload: { least: 176, most: 296 },
  external: { least: 144, most: 264 },
};

export type CardShape = "card" | "pill" | "cloud";

export function shapeOf(node: ChartNode): CardShape {
  if (node.column === "outside" && node.rows.length === 0 && node.glyph === "internet") return "cloud";
  return node.column === "endpoint" && node.rows.length === 0 ? "pill" : "card";
}

export function heightOf(node: ChartNode): number {
  const shape = shapeOf(node);
  if (shape === "pill") return PILL.height;
  if (shape === "cloud") return CLOUD.height;
  return CARD.header + CARD.foot + node.rows.length * CARD.row;
}

/** From the card's top to where an edge meets it: at a row, or at the title where it has no such row. */
export function dockOf(node: ChartNode, row: string | undefined): number {
  const shape = shapeOf(node);
  if (shape === "pill") return PILL.dock;
  if (shape === "cloud") return CLOUD.dock;
  const index = row === undefined ? -1 : node.rows.findIndex(({ id }) => id === row);
  return index < 0 ? CARD.dock : CARD.header + index * CARD.row + CARD.row / 2;
}

/** Up to the next line of the grid. */
export function snapUp(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}

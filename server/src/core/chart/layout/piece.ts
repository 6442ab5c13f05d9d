/**
 * What is laid out: cards, and the passages of edges that go by a column. An edge is a chain of hops between neighbouring
 * columns; since a passage takes its place in a column like a card, no edge ever crosses one.
 */
import type { ChartEdge, ChartNode, Column } from "../graph.ts";
import { COLUMNS } from "../graph.ts";
import { BAND, dockOf, GAP, heightOf, PASSAGE, shapeOf } from "../metrics.ts";
import { namespaceOfFold } from "./entering.ts";
import type { LayoutMemory } from "./memory.ts";
import { shelved } from "./shelf.ts";
import { columnOf, sideOf, type Visible } from "./visible.ts";

export interface Piece {
  /** The node's id, or the edge's with the column that it passes. */
  readonly key: string;
  /** Which of the columns that hold something, from the left. */
  readonly slot: number;
  /** The namespace; undefined on the sides. */
  readonly band: string | undefined;
  readonly height: number;
  /** Undefined for a passage. */
  readonly node: ChartNode | undefined;
  readonly edge: ChartEdge | undefined;
  /** A folded namespace, for the edges that lead to it. */
  readonly fold: boolean;
  /** The row of the shelf that it stands in (layout/shelf.ts); undefined for what stands in its own column. */
  readonly shelf: number | undefined;
}

/** One step of an edge, from left to right, from one column into the next. */
export interface Hop {
  readonly edge: ChartEdge;
  readonly from: Piece;
  /** From the piece's top. */
  readonly fromDock: number;
  readonly to: Piece;
  readonly toDock: number;
}

/** How an edge runs: `hops` from left to right; `back` when its traffic goes the other way; `loop` within one column. */
export interface Run {
  readonly edge: ChartEdge;
  readonly direction: "forth" | "back" | "loop";
  /** What is written on it: why nothing flows, else what flows. */
  readonly words: string;
  readonly hops: readonly Hop[];
}

export interface Pieces {
  /** The columns that hold something. */
  readonly columns: readonly Column[];
  readonly pieces: readonly Piece[];
  readonly runs: readonly Run[];
}

export function piecesOf(seen: Visible, memory: LayoutMemory): Pieces {
  const columns = columnsHeld(seen.nodes, seen.bands.length > 0);
  const made = piecesIn(seen, columns, memory);
  const slot = columns.indexOf("workload");
  // All that would have stood there stands on shelves.
  const isEmpty = slot >= 0 && made.pieces.every((piece) => piece.slot !== slot);
  return isEmpty ? piecesIn(seen, columns.toSpliced(slot, 1), memory) : made;
}

function piecesIn(
  { nodes, edges, entering, leaving }: Visible,
  columns: readonly Column[],
  memory: LayoutMemory,
): Pieces {
  const slots = new Map(columns.map((column, slot) => [column, slot]));
  const cards = new Map(
    nodes.map((node) => {
      const slot = slots.get(columnOf(node)) ?? 0;
      return [node.id, memory.piece(node, [slot], () => card(node, slot))];
    }),
  );
  const folds = new Map<string, Piece>();
  const foldFor = (id: string, other: Piece, side: "before" | "behind"): Piece => {
    const made = fold(id, other, side, columns);
    const known = folds.get(made.key) ?? made;
    folds.set(made.key, known);
    return known;
  };
  const within = [...edges, ...entering].flatMap((edge) => {
    const from = cards.get(edge.from.node);
    const to = from && (cards.get(edge.to.node) ?? foldFor(edge.to.node, from, "behind"));
    return from && to ? [memory.run(edge, [from, to], () => runOf(edge, from, to))] : [];
  });
  // Before the first of all columns there is no room to come from.
  const out = leaving.flatMap((edge) => {
    const to = cards.get(edge.to.node);
    return to && to.slot > 0 ? [runOf(edge, foldFor(edge.from.node, to, "before"), to)] : [];
  });
  const runs = [...within, ...out];
  const passages = new Set(
    runs.flatMap(({ hops }) => hops.map(({ to }) => to).filter((piece) => piece.edge !== undefined)),
  );
  return {
    columns,
    pieces: [...shelved([...cards.values()], runs, columns, memory), ...folds.values(), ...passages],
    runs,
  };
}

/** Namespaces that are all folded still take the room of one column. */
function columnsHeld(nodes: readonly ChartNode[], hasBands: boolean): readonly Column[] {
  const held = new Set(nodes.map(columnOf));
  const isEmpty = nodes.every((node) => sideOf(node) !== "band");
  if (hasBands && isEmpty) held.add("service");
  return COLUMNS.filter((column) => held.has(column));
}

/**
 * For what is outside, in the first column of the bands, of which it may be the only one; for what is inside, behind or before
 * the column that it stands in.
 */
function fold(id: string, other: Piece, side: "before" | "behind", columns: readonly Column[]): Piece {
  const isInside = other.band !== undefined;
  const first = columns.filter((column) => column === "outside").length;
  const slot = isInside ? other.slot + (side === "behind" ? 1 : -1) : first;
  return {
    key: isInside ? `${id} ${side} ${other.slot}` : id,
    slot,
    band: namespaceOfFold(id),
    height: BAND.folded,
    node: undefined,
    edge: undefined,
    fold: true,
    shelf: undefined,
  };
}

/** From an open namespace into a folded one: it ends at the band from above or below, or from its side. */
export function isDrop({ from, to }: Hop): boolean {
  return to.fold && from.band !== undefined;
}

/** From a folded namespace into an open one. */
export function isRise({ from, to }: Hop): boolean {
  return from.fold && to.band !== undefined;
}

function card(node: ChartNode, slot: number): Piece {
  const band = sideOf(node) === "band" ? node.namespace : undefined;
  return {
    key: node.id,
    slot,
    band,
    height: heightOf(node),
    node,
    edge: undefined,
    fold: false,
    shelf: undefined,
  };
}

/** What is written on an edge; nothing where one of its ends says the same, as a ghost does of all that leads to it. */
function wordsOn({ label, reason }: ChartEdge, ends: readonly (ChartNode | undefined)[]): string {
  const said = ends.some((node) => node !== undefined && (node.state === "missing" || says(node, reason)));
  return reason === "" ? label : said ? "" : reason;
}

/** In so many words, or nearly: `its ports cannot be read`, `ports cannot be read`. */
function says({ title, subtitle }: ChartNode, reason: string): boolean {
  return (
    title.includes(reason) || subtitle.includes(reason) || (subtitle !== "" && reason.includes(subtitle))
  );
}

function runOf(edge: ChartEdge, source: Piece, target: Piece): Run {
  const [first, last] = source.slot <= target.slot ? [edge.from, edge.to] : [edge.to, edge.from];
  const [left, right] = source.slot <= target.slot ? [source, target] : [target, source];
  const direction = source.slot === target.slot ? "loop" : left === source ? "forth" : "back";
  const words = wordsOn(edge, [source.node, target.node]);
  const chain = [left, ...passagesOf(edge, left, right, words), right];
  const hops = chain.slice(1).map((to, index): Hop => {
    const from = chain[index] ?? left;
    return { edge, from, fromDock: dockIn(from, first.row), to, toDock: dockIn(to, last.row) };
  });
  return { edge, direction, words, hops };
}

/** One a column between the two, the last with room for words under its line, in the band of the right one: so what leads into a namespace turns before it enters. */
function passagesOf(edge: ChartEdge, left: Piece, right: Piece, words: string): readonly Piece[] {
  const band = right.band ?? left.band;
  const between = Math.max(0, right.slot - left.slot - 1);
  return Array.from({ length: between }, (_, index): Piece => {
    const slot = left.slot + 1 + index;
    const worded = index === between - 1 && words !== "";
    const height = worded ? PASSAGE.worded : PASSAGE.height;
    return {
      key: `${edge.id} @ ${slot}`,
      slot,
      band,
      height,
      node: undefined,
      edge,
      fold: false,
      shelf: undefined,
    };
  });
}

function dockIn(piece: Piece, row: string | undefined): number {
  if (piece.fold) return BAND.folded / 2;
  return piece.node ? dockOf(piece.node, row) : 0;
}

/** Pills stand closer than cards, passages as close. */
export function gapBetween(a: Piece, b: Piece): number {
  return Math.max(gapOf(a), gapOf(b));
}

function gapOf({ node }: Piece): number {
  if (node === undefined) return PASSAGE.gap;
  return shapeOf(node) === "pill" ? GAP.pill : GAP.card;
}

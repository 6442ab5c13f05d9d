/**
 * A graph, seen in a certain way, as a scene. Layers are known (columns), namespaces are rows; only order and heights are found.
 * The same graph gives the same scene, and what a change does not touch keeps its place beside its neighbours. Deliberately
 * absent: any state but what a caller lets it remember (layout/memory.ts), and any search that does not end (every sweep has
 * its number).
 */
import { fitText } from "./fit.ts";
import type { ChartGraph, Column } from "./graph.ts";
import { cardOf, type Docks } from "./layout/cards.ts";
import { type Columns, columnsOf, groundOf } from "./layout/columns.ts";
import { edgesOf } from "./layout/edges.ts";
import { guttersOf } from "./layout/lanes.ts";
import { type LayoutMemory, NO_MEMORY } from "./layout/memory.ts";
import { neighboursOf } from "./layout/neighbours.ts";
import { type Piece, piecesOf, type Run } from "./layout/piece.ts";
import { type PlacedBand, type Rows, rowsOf } from "./layout/rows.ts";
import { visible } from "./layout/visible.ts";
import { wordsOf } from "./layout/words.ts";
import type { Measure } from "./measure.ts";
import { BAND, PLANE, SHELF } from "./metrics.ts";
import type { Line, Scene, SceneBand, SceneCard, SceneColumn, SceneEdge } from "./scene.ts";
import type { ChartView } from "./view.ts";

const TITLES: Readonly<Record<Column, string>> = {
  outside: "OUTSIDE",
  entry: "ENTRY",
  route: "ROUTES",
  service: "SERVICES",
  endpoint: "ENDPOINTS",
  workload: "WORKLOADS",
  external: "BEYOND",
};

export function sceneOf(
  graph: ChartGraph,
  view: ChartView,
  measure: Measure,
  memory: LayoutMemory = NO_MEMORY,
): Scene {
  const seen = visible(graph, view);
  const found = piecesOf(seen, memory);
  const { pieces, runs } = found;
  const rows = rowsOf(seen, found, memory);
  const gutters = guttersOf(runs, rows.tops, memory);
  const words = wordsOf(runs, measure);
  const placed = columnsOf(found.columns, pieces, gutters, words, measure);
  const columns = memory.columns("columns", groundOf(placed), () => placed);
  const filled = new Set(pieces.flatMap(({ slot, node }) => (node ? [slot] : [])));
  return {
    width: columns.width,
    height: rows.height,
    columns: columns.columns
      .filter((_, slot) => filled.has(slot))
      .map(({ column, x }) => headingOf(column, x)),
    bands: rows.bands.map((band) => bandOf(band, columns, measure)),
    cards: cardsOf(pieces, runs, rows, columns, measure, memory),
    edges: inPaintingOrder(edgesOf(runs, gutters, columns, words, measure, memory)),
  };
}

/** Later ones lie over earlier ones: marks over plain lines, words over all. */
function inPaintingOrder(edges: readonly SceneEdge[]): readonly SceneEdge[] {
  const rank = ({ label, reason, mark }: SceneEdge) => (label || reason ? 2 : mark ? 1 : 0);
  return edges.toSorted((a, b) => rank(a) - rank(b));
}

function headingOf(column: Column, x: number): SceneColumn {
  const text = TITLES[column];
  return { column, title: { x, y: PLANE.pad + 12, text, whole: text, anchor: "start" } };
}

function bandOf({ band, y, height, shelf }: PlacedBand, { band: box }: Columns, measure: Measure): SceneBand {
  const { namespace, assumed, folded, problems } = band;
  const title = assumed ? `${namespace} (assumed)` : namespace;
  const room = box.width - 3 * BAND.pad - 12;
  const base = y + (folded ? 20 : 24);
  return {
    x: box.x,
    y,
    width: box.width,
    height,
    namespace,
    folded,
    problems,
    title: { ...fitText(title, room * 0.6, "band", measure), x: box.x + 28, y: base, anchor: "start" },
    summary: {
      ...fitText(band.summary, room * 0.4, "subtitle", measure),
      x: box.x + box.width - BAND.pad,
      y: base,
      anchor: "end",
    },
    shelf: shelf === undefined ? undefined : shelfOf(box, shelf, y + height),
  };
}

/** From side to side, down to the end of its band: its cards stand below each other's columns and in none. */
function shelfOf(box: Columns["band"], y: number, bottom: number): NonNullable<SceneBand["shelf"]> {
  const text = "No Service leads to these";
  const title: Line = { x: box.x + BAND.pad, y: y + SHELF.base, text, whole: text, anchor: "start" };
  const { inset } = SHELF;
  return { x: box.x + inset, y, width: box.width - 2 * inset, height: bottom - inset - y, title };
}

function cardsOf(
  pieces: readonly Piece[],
  runs: readonly Run[],
  { tops }: Rows,
  { columns }: Columns,
  measure: Measure,
  memory: LayoutMemory,
): readonly SceneCard[] {
  const docks = docksOf(runs);
  const neighbours = neighboursOf(pieces, runs, tops);
  return pieces.flatMap((piece) => {
    const column = columns[piece.slot];
    const { node, height } = piece;
    if (!node || !column) return [];
    const box = { x: column.x, y: tops.get(piece) ?? 0, width: column.width, height };
    const own = docks.get(node.id) ?? { left: new Set(), right: new Set() };
    const next = neighbours.get(piece) ?? {};
    const { left, right, up, down } = next;
    const ground = [
      measure,
      box.x,
      box.y,
      box.width,
      left,
      right,
      up,
      down,
      own.left.size,
      ...own.left,
      ...own.right,
    ];
    return [memory.card(node, ground, () => cardOf(node, box, own, next, measure))];
  });
}

function docksOf(runs: readonly Run[]): ReadonlyMap<string, Docks> {
  const docks = new Map<string, { left: Set<string | undefined>; right: Set<string | undefined> }>();
  const dock = (side: "left" | "right", node: string, row: string | undefined) => {
    const own = docks.get(node) ?? { left: new Set(), right: new Set() };
    own[side].add(row);
    docks.set(node, own);
  };
  for (const { edge, direction } of runs) {
    dock(direction === "back" ? "left" : "right", edge.from.node, edge.from.row);
    dock(direction === "forth" ? "left" : "right", edge.to.node, edge.to.row);
  }
  return docks;
}

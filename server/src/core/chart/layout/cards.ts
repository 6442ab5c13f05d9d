/** Cards with their texts cut to fit, and the handles that edges meet. */
import { type Fitted, fitText } from "../fit.ts";
import type { ChartNode } from "../graph.ts";
import type { Measure } from "../measure.ts";
import { CARD, CLOUD, dockOf, PILL, shapeOf } from "../metrics.ts";
import type { Box, Line, SceneCard, SceneRow } from "../scene.ts";
import { rowMark } from "./columns.ts";
import { columnOf } from "./visible.ts";

/** On which side of its title or of a row (by the row's id, the title by undefined) edges meet a node. */
export interface Docks {
  readonly left: ReadonlySet<string | undefined>;
  readonly right: ReadonlySet<string | undefined>;
}

export function cardOf(
  node: ChartNode,
  box: Box,
  docks: Docks,
  next: SceneCard["next"],
  measure: Measure,
): SceneCard {
  const shape = shapeOf(node);
  const { title, subtitle } = linesOf(node, box, measure);
  const rows = new Set(node.rows.map(({ id }) => id));
  const meetsTitle = (side: ReadonlySet<string | undefined>) =>
    [...side].some((row) => row === undefined || !rows.has(row));
  return {
    ...box,
    id: node.id,
    column: columnOf(node),
    namespace: node.namespace,
    shape,
    glyph: node.glyph,
    kind: node.kind,
    state: node.state,
    readiness: node.readiness,
    title,
    subtitle,
    rows: shape === "card" ? node.rows.map((row, index) => rowOf(row, index, box, docks, measure)) : [],
    problems: node.problems,
    dock: {
      y: box.y + dockOf(node, undefined),
      left: meetsTitle(docks.left),
      right: meetsTitle(docks.right),
    },
    next,
  };
}

function linesOf(
  node: ChartNode,
  box: Box,
  measure: Measure,
): { readonly title: Line; readonly subtitle: Line } {
  const shape = shapeOf(node);
  const start = shape === "pill" ? PILL.text : shape === "cloud" ? 0 : CARD.text;
  const pad = shape === "pill" ? PILL.pad : shape === "cloud" ? 0 : CARD.pad;
  const room = box.width - start - pad;
  const middle = shape === "cloud" ? ("middle" as const) : ("start" as const);
  const x = shape === "cloud" ? box.x + box.width / 2 : box.x + start;
  const [upper, lower] =
    shape === "pill" ? [13, 26] : shape === "cloud" ? [CLOUD.title, CLOUD.subtitle] : [19, 35];
  const alone = node.subtitle === "" && shape !== "cloud";
  const line = (fitted: Fitted, y: number): Line => ({ ...fitted, x, y, anchor: middle });
  const centre = shape === "pill" ? 20 : 27;
  return {
    title: line(fitText(node.title, room, "title", measure), box.y + (alone ? centre : upper)),
    subtitle: line(fitText(node.subtitle, room, "subtitle", measure), box.y + lower),
  };
}

function rowOf(
  { id, text, problems }: ChartNode["rows"][number],
  index: number,
  box: Box,
  docks: Docks,
  measure: Measure,
): SceneRow {
  const y = box.y + CARD.header + index * CARD.row;
  const room = box.width - 2 * CARD.pad - rowMark(problems);
  return {
    id,
    y,
    height: CARD.row,
    text: { ...fitText(text, room, "row", measure), x: box.x + CARD.pad, y: y + 16, anchor: "start" },
    problems,
    left: docks.left.has(id),
    right: docks.right.has(id),
  };
}

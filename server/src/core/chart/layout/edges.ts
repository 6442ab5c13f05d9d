/** Every edge as a line through gutters and passages, with its mark and its words. */

import type { Fitted } from "../fit.ts";
import { fitText } from "../fit.ts";
import type { Measure } from "../measure.ts";
import { CARD, LABEL } from "../metrics.ts";
import type { Box, SceneEdge, SceneLabel } from "../scene.ts";
import { type Columns, markOf, type PlacedColumn } from "./columns.ts";
import { grouped } from "./grouped.ts";
import type { Gutter } from "./lanes.ts";
import { type Line, lineOf, rightOf } from "./lines.ts";
import type { LayoutMemory } from "./memory.ts";
import { isDrop, type Run } from "./piece.ts";
import { extentOf, type Point, pathOf, type Route, reversed, straight } from "./route.ts";
import type { Words } from "./words.ts";

export function edgesOf(
  runs: readonly Run[],
  gutters: ReadonlyMap<number, Gutter>,
  placed: Columns,
  words: ReadonlyMap<Run, Words>,
  measure: Measure,
  memory: LayoutMemory,
): readonly SceneEdge[] {
  const { columns } = placed;
  const climbs = grouped(
    [...gutters.values()].flatMap((gutter) => gutter.climbs),
    ({ run }) => run,
  );
  const asked = new Set<string>();
  return runs.map((run) => {
    const said = words.get(run)?.at === "shared" || isAskedAgain(run, asked);
    const marking = markOf(run) > 0 && !said ? "marked" : "bare";
    const own = (climbs.get(run) ?? []).toSorted((a, b) => a.hop.from.slot - b.hop.from.slot);
    const written = words.get(run);
    const heights = own.flatMap(({ y1, y2, lane }) => [y1, y2, lane]);
    const ground = [placed, measure, marking, written?.at, written?.text, written?.width, ...heights];
    return memory.edge(run, ground, () =>
      edgeOf(run, lineOf(run, own, placed), written, marking, columns, measure),
    );
  });
}

/** One `?` for all the dotted lines of a port: a sheaf of them says no more. */
function isAskedAgain({ edge, hops }: Run, asked: Set<string>): boolean {
  if (edge.state !== "unknown") return false;
  const [first, last] = [hops[0], hops.at(-1)];
  const start = `from ${first?.from.key} ${first?.fromDock}`;
  const end = `to ${last?.to.key} ${last?.toDock}`;
  const again = asked.has(start) || asked.has(end);
  asked.add(start).add(end);
  return again;
}

function edgeOf(
  run: Run,
  line: Line,
  words: Words | undefined,
  marking: "marked" | "bare",
  columns: readonly PlacedColumn[],
  measure: Measure,
): SceneEdge {
  const { edge, direction, hops } = run;
  const label = words ? labelOf(run, line, words, columns, measure) : undefined;
  const mark = marking === "marked" || (label && markOf(run) > 0) ? (label?.mark ?? line.mark) : undefined;
  const { path, beyond } = drawn(run, line, label?.mark);
  const isReason = run.words === edge.reason;
  const isEntering = hops.some(isDrop);
  const sign = isEntering ? tip(line.route) : direction === "forth" ? "" : arrow(run, line.route);
  return {
    id: edge.id,
    from: edge.from.node,
    to: edge.to.node,
    state: edge.state,
    extent: withWords(extentOf(line.route), label?.label.box),
    path: path + sign,
    beyond,
    mark,
    label: isReason ? undefined : label?.label,
    reason: isReason ? label?.label : undefined,
  };
}

/** Room for marks, arrows and the width of the line on all sides, and for the words. */
function withWords({ x, y, width, height }: Box, words: Box | undefined): Box {
  const [left, top] = [Math.min(x, words?.x ?? x) - LABEL.mark, Math.min(y, words?.y ?? y) - LABEL.mark];
  const right = Math.max(x + width, words ? words.x + words.width : 0) + LABEL.mark;
  const bottom = Math.max(y + height, words ? words.y + words.height : 0) + LABEL.mark;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A broken edge to something that is there ends at its mark, and goes on as a faint line. */
function drawn(
  { edge, direction, hops }: Run,
  { route, mark, steps }: Line,
  moved: Point | undefined,
): { readonly path: string; readonly beyond: string | undefined } {
  const whole = direction === "back" ? reversed(route) : route;
  const isGhost = hops.some(
    ({ from, to }) => (from.node?.state ?? to.node?.state) === "missing" || to.node?.state === "missing",
  );
  if (edge.state !== "broken" || direction !== "forth" || isGhost)
    return { path: pathOf(whole), beyond: undefined };
  const cut = cutAt(route, moved ?? mark, steps);
  return { path: pathOf(cut.before), beyond: pathOf(cut.after) };
}

/** At the end of a step; or on the level stretch that holds the point. */
function cutAt(route: Route, at: Point, steps: number): { readonly before: Route; readonly after: Route } {
  const ends = [route.start, ...route.steps.map(({ end }) => end)];
  const index = ends.findIndex(({ x, y }) => x === at.x && y === at.y);
  if (index > 0) return split(route, index, at);
  const within = route.steps.findIndex(({ end, bend }, step) => {
    const start = ends[step];
    return (
      bend === undefined &&
      start !== undefined &&
      start.y === at.y &&
      end.y === at.y &&
      start.x < at.x &&
      at.x < end.x
    );
  });
  if (within < 0) return split(route, steps, ends[steps] ?? at);
  const before = [...route.steps.slice(0, within), straight(at)];
  return {
    before: { start: route.start, steps: before },
    after: { start: at, steps: route.steps.slice(within) },
  };
}

function split(
  { start, steps }: Route,
  index: number,
  at: Point,
): { readonly before: Route; readonly after: Route } {
  return { before: { start, steps: steps.slice(0, index) }, after: { start: at, steps: steps.slice(index) } };
}

/** Traffic that does not run to the right says so by an arrow; it enters its target from the right. */
function arrow({ direction }: Run, { start, steps }: Route): string {
  const { x, y } = direction === "loop" ? (steps.at(-1)?.end ?? start) : start;
  return `M${x + 8} ${y - 4}L${x + 3} ${y}L${x + 8} ${y + 4}`;
}

/** What ends at a band and at no handle ends in an arrow, in the direction that it came. */
function tip({ start, steps }: Route): string {
  const { x, y } = steps.at(-1)?.end ?? start;
  const last = steps.at(-2)?.end ?? start;
  if (last.y === y) return `M${x + 6} ${y - 4}L${x + 1} ${y}L${x + 6} ${y + 4}`;
  const away = last.y < y ? -1 : 1;
  return `M${x - 4} ${y + away * 6}L${x} ${y + away}L${x + 4} ${y + away * 6}`;
}

interface Placed {
  readonly label: SceneLabel;
  readonly mark: Point;
}

function labelOf(
  run: Run,
  line: Line,
  words: Words,
  columns: readonly PlacedColumn[],
  measure: Measure,
): Placed | undefined {
  const whole = [run.edge.label, run.edge.reason].filter((text) => text !== "").join(" · ");
  if (words.at === "nowhere" || words.at === "shared" || words.text === "") return undefined;
  if (words.at === "passage") return underPassage(run, line, columns, whole, measure);
  const slot = run.hops[0]?.from.slot ?? 0;
  const column = columns[slot];
  if (!column) return undefined;
  const start = words.at === "start" ? line.route.start : line.route.steps.at(-1)?.end;
  const y = start?.y ?? 0;
  const room = markOf(run);
  const x = words.at === "end" ? column.gutter.to + room / 2 : rightOf(column) + CARD.pad / 2 + room / 2;
  const box = { x: x + room / 2, y: y - LABEL.height / 2, width: words.width, height: LABEL.height };
  return { label: labelIn(box, { text: words.text, whole }), mark: { x, y } };
}

/** In the last column that it goes by, under the line. */
function underPassage(
  run: Run,
  { mark }: Line,
  columns: readonly PlacedColumn[],
  whole: string,
  measure: Measure,
): Placed | undefined {
  const column = columns[run.hops.at(-2)?.to.slot ?? 0];
  if (!column) return undefined;
  const fitted = fitText(run.words, column.width - 2 * LABEL.pad, "label", measure);
  const width = measure(fitted.text, "label") + 2 * LABEL.pad;
  const box = {
    x: column.x + (column.width - width) / 2,
    y: mark.y + LABEL.mark / 2,
    width,
    height: LABEL.height,
  };
  return { label: labelIn(box, { text: fitted.text, whole }), mark };
}

function labelIn(box: SceneLabel["box"], { text, whole }: Fitted): SceneLabel {
  return { box, x: box.x + box.width / 2, y: box.y + 12, text, whole, anchor: "middle" };
}

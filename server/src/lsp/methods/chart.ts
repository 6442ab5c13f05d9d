/** What the chart's panel asks: units to choose, a graph, a node's details, its place in a file, a fix. */
import type { Location } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import type { ChartDetails } from "../../core/chart/details.ts";
import type { ChartGraph } from "../../core/chart/graph.ts";
import type {
  ChartAnswer,
  ChartAtAnswer,
  ChartAtParams,
  ChartFixParams,
  ChartNodeParams,
  ChartParams,
  ExposeAnswer,
} from "../messages.ts";
import { type EditOptions, workspaceEdit } from "../workspaceEdits.ts";

/** Numbers the graphs that were answered, so that an equal one need not be sent again. */
export type Revisions = (graph: ChartGraph) => number;

export function createRevisions(): Revisions {
  const known = new WeakMap<ChartGraph, number>();
  let last = 0;
  return (graph) => {
    const revision = known.get(graph) ?? last + 1;
    last = Math.max(last, revision);
    known.set(graph, revision);
    return revision;
  };
}

export function chart(
  analysis: Analysis,
  { unit, drawn }: ChartParams,
  file: FileId | undefined,
  revisionOf: Revisions,
): ChartAnswer | null {
  const units = analysis.charts();
  const graph = units.length > 0 ? analysis.chart({ unit, file }) : undefined;
  if (!graph) return null;
  const revision = revisionOf(graph);
  return { revision, units, unit: graph.unit.id, ...(revision === drawn ? {} : { graph }) };
}

export function chartDetails(analysis: Analysis, { unit, node }: ChartNodeParams): ChartDetails | null {
  return analysis.chartDetails(unit, node) ?? null;
}

export function chartSource(
  analysis: Analysis,
  { unit, node, row }: ChartNodeParams,
  uriOf: (file: FileId) => string,
): Location | null {
  const place = analysis.chartSource(unit, node, row);
  return place ? { uri: uriOf(place.file), range: place.range } : null;
}

export function chartAt(
  analysis: Analysis,
  file: FileId,
  { position, unit }: ChartAtParams,
): ChartAtAnswer | null {
  return analysis.chartAt(file, position, unit) ?? null;
}

export function chartFix(
  analysis: Analysis,
  { unit, node, finding, fix }: ChartFixParams,
  options: EditOptions,
): ExposeAnswer | null {
  const action = analysis.chartFix(unit, { node, finding, fix });
  const [first] = action?.edits ?? [];
  if (!action || !first) return null;
  return { title: action.title, edit: workspaceEdit(action.edits, first.file, action.title, options) };
}

/** Which unit is drawn. */
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import type { ChartGraph, ChartUnit } from "../../core/chart/graph.ts";
import { mainUnitFirst } from "../../core/chart/mainUnit.ts";
import { Fault } from "../faults.ts";
import { didYouMean } from "../nearest.ts";

export interface Choice {
  readonly graph: ChartGraph;
  /** The names of the others that could be meant, sorted. */
  readonly others: readonly string[];
}

export function chooseChart(analysis: Analysis, files: readonly FileId[], name: string | undefined): Choice {
  const all = analysis.charts();
  if (name !== undefined) return { graph: drawn(analysis, named(all, name)), others: [] };
  const own = new Set(files.flatMap((file) => analysis.chartUnits(file)));
  const units = all.filter(({ id }) => own.has(id));
  const [first, ...others] = mainUnitFirst(units);
  if (!first) throw new Fault("Nothing to draw: no Service, route or workload here.");
  return { graph: drawn(analysis, first), others: others.map((unit) => unit.name).toSorted() };
}

/** The unit of one name in both; the main one of the new that the old one has, too. */
export function chooseTwo(
  before: Analysis,
  after: Analysis,
  name: string | undefined,
): readonly [ChartGraph, ChartGraph] {
  const old = before.charts();
  const now = after.charts();
  if (name !== undefined) return [drawn(before, named(old, name)), drawn(after, named(now, name))];
  for (const unit of mainUnitFirst(now)) {
    const was = old.find((each) => each.name === unit.name && each.kind === unit.kind);
    if (was) return [drawn(before, was), drawn(after, unit)];
  }
  throw new Fault("The two folders have no unit of one name; --unit names one of each.");
}

function drawn(analysis: Analysis, { id }: ChartUnit): ChartGraph {
  const graph = analysis.chart({ unit: id });
  if (!graph) throw new Fault("Nothing to draw: no Service, route or workload here.");
  return graph;
}

function named(units: readonly ChartUnit[], name: string): ChartUnit {
  const found = units.find((unit) => unit.name === name);
  if (found) return found;
  const names = units.map((unit) => unit.name);
  const known = names.length === 0 ? "There is none to draw." : `There are: ${names.join(", ")}.`;
  throw new Fault(`There is no unit \`${name}\`.${didYouMean(name, names)} ${known}`);
}

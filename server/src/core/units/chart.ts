/**
 * Helm charts: a folder with Chart.yaml is a unit of its own. Its templates are rendered by Helm alone, so it is never
 * complete; its values and other files are no manifests.
 */
import { baseName, type FileId, folderOf, pathOf } from "../value/file.ts";

/** The folders of the outermost charts, each with its files. Charts in a chart's `charts/` are part of it. */
export function chartsAmong(files: readonly FileId[]): ReadonlyMap<string, readonly FileId[]> {
  const folders = new Set(
    files.map(pathOf).flatMap((path) => (baseName(path) === "Chart.yaml" ? [folderOf(path)] : [])),
  );
  const charts = new Map<string, FileId[]>();
  if (folders.size === 0) return charts;
  for (const file of files) {
    const chart = chartOf(folders, pathOf(file));
    if (chart === undefined) continue;
    const before = charts.get(chart);
    if (before) before.push(file);
    else charts.set(chart, [file]);
  }
  return charts;
}

function chartOf(charts: ReadonlySet<string>, path: string): string | undefined {
  for (let folder = path; folder !== ""; ) {
    folder = folderOf(folder);
    if (charts.has(folder) && owns(folder, path)) return outermost(charts, folder);
  }
  return undefined;
}

/** A chart in the workspace folder itself does not own all that lies there, only what Helm reads. */
function owns(chart: string, path: string): boolean {
  return chart !== "" || !path.includes("/") || /^(templates|crds|charts|files|ci)\//.test(path);
}

/** `shop` for `shop/charts/cart`, if both are charts. */
function outermost(charts: ReadonlySet<string>, chart: string): string {
  const parent = /^(?:(.*)\/)?charts\/[^/]+$/.exec(chart);
  const outer = parent && (parent[1] ?? "");
  return outer !== null && charts.has(outer) ? outermost(charts, outer) : chart;
}

/** Whether a chart's file holds objects, as opposed to values, tests and documentation. */
export function isTemplate(chart: string, path: string): boolean {
  return /(^|\/)(templates|crds)\//.test(chart === "" ? path : path.slice(chart.length + 1));
}

/** A world → what is to be said of it. */
import { setImmediate as pause } from "node:timers/promises";
import type { CodeAction, Diagnostic, FileId } from "../core/answers.ts";
import { pathOf } from "../host/uris.ts";
import { answers } from "./answering.ts";
import { Fault } from "./faults.ts";
import { didYouMean } from "./nearest.ts";
import type { Progress } from "./progress.ts";
import type { Report, Skipped } from "./report/report.ts";
import { isReported, type Scope } from "./scope.ts";
import type { World } from "./world.ts";

/** Reads every file in small steps, so that somebody who watches sees how far it is. */
export async function prepare({ analysis }: World, progress: Progress): Promise<void> {
  const files = analysis.files();
  for (const [index, file] of files.entries()) {
    analysis.prepare(file);
    progress.tell(`Checking ${index + 1} of ${files.length} files`);
    if (index % 100 === 0) await pause();
  }
}

export function reportedFiles({ analysis }: World, scope: Scope): readonly FileId[] {
  return analysis.files().filter((file) => isReported(scope, pathOf(file)));
}

/** `unit` is the one whose findings are wanted. */
export function judge(world: World, scope: Scope, unit: string | undefined): Report {
  const { analysis, texts, shown } = world;
  const summary = analysis.summary();
  if (unit !== undefined) refuseUnknownUnit(unit, summary.units);
  const files = reportedFiles(world, scope);
  const judged = files.map((file) => analysis.diagnostics(file));
  const all = judged.flatMap((each) => each.shown);
  return {
    findings: unit === undefined ? all : all.filter(({ units }) => units.includes(unit)),
    files,
    suppressed: judged.reduce((sum, each) => sum + each.suppressed, 0),
    summary,
    skipped: skippedOf(world),
    unread: world.unread
      .filter(({ path }) => isReported(scope, path))
      .map(({ path, reason }) => ({ file: shown(path), reason })),
    pathOf: (file) => shown(pathOf(file)),
    textOf: (file) => texts.get(file) ?? "",
    fixesOf: fixesIn(world),
  };
}

/** The fixes of a file are asked for once. */
function fixesIn({ analysis }: World): Report["fixesOf"] {
  const known = new Map<FileId, readonly CodeAction[]>();
  return (finding: Diagnostic) => {
    if (finding.fixes.length === 0) return [];
    const actions = known.get(finding.file) ?? analysis.fixes(finding.file);
    known.set(finding.file, actions);
    const titles = new Set(finding.fixes.map(({ title }) => title));
    return actions.filter((action) => titles.has(action.title) && answers(action, finding));
  };
}

function refuseUnknownUnit(unit: string, units: readonly string[]): void {
  if (units.includes(unit)) return;
  const known = units.length === 0 ? "There is none." : `There are: ${units.join(", ")}.`;
  throw new Fault(`There is no unit \`${unit}\`.${didYouMean(unit, units)} ${known}`);
}

function skippedOf({ analysis, unread, binary, shown }: World): readonly Skipped[] {
  const told = [...unread, ...binary].map(({ path, reason }) => ({ file: path, reason }));
  const known = new Set(told.map(({ file }) => file));
  const more = analysis.summary().skipped.map(({ file, reason }) => ({ file: pathOf(file), reason }));
  return [...told, ...more.filter(({ file }) => !known.has(file))]
    .map(({ file, reason }) => ({ file: shown(file), reason }))
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

/** Applies every fix of a workspace on its own and looks whether it mends what it was offered for. */
import type { Analysis } from "../../server/src/core/analysis.ts";
import type { CodeAction, Diagnostic } from "../../server/src/core/answers.ts";
import type { FixtureFile } from "./fixture.ts";
import { afterAction, analysisOf, diagnosticsOf } from "./workspace.ts";

/** What went wrong with each fix that did not mend; empty when all is well. */
export function brokenFixes(files: readonly FixtureFile[]): readonly string[] {
  const analysis = analysisOf(files);
  return diagnosticsOf(analysis).flatMap((diagnostic) => {
    const actions = actionsFor(analysis, diagnostic);
    const offered = diagnostic.fixes.filter((fix) => !actions.some((action) => action.title === fix.title));
    return [
      ...offered.map((fix) => `${diagnostic.code}: "${fix.title}" is no code action`),
      ...actions.flatMap((action) => problemWith(files, analysis, diagnostic, action)),
    ];
  });
}

function actionsFor(analysis: Analysis, diagnostic: Diagnostic): readonly CodeAction[] {
  const titles = new Set(diagnostic.fixes.map((fix) => fix.title));
  return analysis
    .codeActions(diagnostic.file, diagnostic.range)
    .filter((action) => action.kind === "quickfix" && titles.has(action.title));
}

function problemWith(
  files: readonly FixtureFile[],
  before: Analysis,
  diagnostic: Diagnostic,
  action: CodeAction,
): readonly string[] {
  const after = analysisOf(afterAction(files, action));
  const shown = diagnosticsOf(after);
  const complaint = (text: string) => [`${diagnostic.code} "${action.title}": ${text}`];
  const isSame = (each: Diagnostic) =>
    each.code === diagnostic.code && each.file === diagnostic.file && each.message === diagnostic.message;
  if (unreadable(after) > unreadable(before)) return complaint("the file does not parse any more");
  const count = diagnosticsOf(before).filter(isSame).length;
  if (shown.filter(isSame).length >= count) return complaint("the finding stays");
  const worse = shown.filter((each) => each.severity === "error").length - errors(before);
  return worse > 0 ? complaint("there are more errors than before") : [];
}

function unreadable(analysis: Analysis): number {
  return analysis.summary().skipped.length;
}

function errors(analysis: Analysis): number {
  return diagnosticsOf(analysis).filter((each) => each.severity === "error").length;
}

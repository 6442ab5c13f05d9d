/** A workspace in memory: files in, the analysis of them out. */
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import type { CodeAction, Diagnostic } from "../../server/src/core/answers.ts";
import { book } from "../../server/src/core/features/cards/fields/book.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { lineStarts, offsetAt } from "../../server/src/core/text/lines.ts";
import { type FileId, fileId, pathOf } from "../../server/src/core/value/file.ts";
import type { FixtureFile, FixtureFinding } from "./fixture.ts";

const ROOT = "workspace";

export function fileAt(path: string): FileId {
  return fileId(ROOT, path);
}

export function analysisOf(files: readonly FixtureFile[]): Analysis {
  const analysis = createAnalysis();
  analysis.setFieldBook(book);
  analysis.setRoots([ROOT]);
  analysis.setFiles(
    ROOT,
    files.map((file) => fileAt(file.path)),
  );
  for (const { path, text } of files) analysis.setText(fileAt(path), text);
  return analysis;
}

/** What is shown in any file, hints among it. */
export function diagnosticsOf(analysis: Analysis): readonly Diagnostic[] {
  return analysis.files().flatMap((file) => analysis.diagnostics(file).shown);
}

export function findingsOf(files: readonly FixtureFile[]): readonly FixtureFinding[] {
  return diagnosticsOf(analysisOf(files)).map(({ file, range, code, severity, message }) => ({
    path: pathOf(file),
    range,
    code,
    severity,
    message,
  }));
}

/** The files after an action's edits. */
export function afterAction(
  files: readonly FixtureFile[],
  action: Pick<CodeAction, "edits">,
): readonly FixtureFile[] {
  return files.map(({ path, text }) => {
    const starts = lineStarts(text);
    const edits = action.edits
      .filter((each) => each.file === fileAt(path))
      .flatMap((each) => each.edits)
      .map((edit) => ({
        span: {
          start: offsetAt(text, starts, edit.range.start),
          end: offsetAt(text, starts, edit.range.end),
        },
        text: edit.text,
      }));
    return { path, text: applyEdits(text, edits) };
  });
}

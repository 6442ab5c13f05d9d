/** Asks an analysis about the place that `$0` marks in a fixture. */
import type { Analysis } from "../../server/src/core/analysis.ts";
import type { CodeAction } from "../../server/src/core/answers.ts";
import type { Position } from "../../server/src/core/text/lines.ts";
import type { FileId } from "../../server/src/core/value/file.ts";
import { type Fixture, readFixture } from "./fixture.ts";
import { afterAction, analysisOf, fileAt } from "./workspace.ts";

export interface Marked {
  readonly fixture: Fixture;
  readonly analysis: Analysis;
  readonly file: FileId;
  readonly position: Position;
}

export function marked(source: string): Marked {
  const fixture = readFixture(source);
  const { cursor } = fixture;
  if (!cursor) throw new Error("the fixture has no cursor");
  return { fixture, analysis: analysisOf(fixture.files), file: fileAt(cursor.path), position: cursor };
}

/** The Markdown under the cursor; undefined when there is none. */
export function hovered(source: string): string | undefined {
  const { analysis, file, position } = marked(source);
  return analysis.hover(file, position)?.markdown;
}

/** The titles of the lenses of a file, without the one that is the same above every Service. */
export function lensTitles(source: string, path = "manifest.yaml"): readonly string[] {
  return analysisOf(readFixture(source).files)
    .lenses(fileAt(path))
    .filter(({ action }) => action !== "names")
    .map((lens) => lens.title);
}

/** The code actions at the cursor. */
export function offered(source: string): readonly CodeAction[] {
  const { analysis, file, position } = marked(source);
  return analysis.codeActions(file, { start: position, end: position });
}

/** The text of the file under the cursor after the action of this title. */
export function applied(source: string, title: string): string | undefined {
  const { fixture } = marked(source);
  const action = offered(source).find((each) => each.title === title);
  if (!action) throw new Error(`offered: ${offered(source).map((each) => each.title)}`);
  return afterAction(fixture.files, action).find((file) => file.path === fixture.cursor?.path)?.text;
}

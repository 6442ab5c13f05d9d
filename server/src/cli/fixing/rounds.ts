/**
 * Applies safe fixes in memory, file by file and round by round, since one fix may uncover the next; each is made in the
 * world that the ones before it left. Deliberately absent: any writing.
 */
import type { Analysis } from "../../core/analysis.ts";
import type { CodeAction, FileId } from "../../core/answers.ts";
import { isAbout } from "../answering.ts";

export interface FixedFile {
  readonly file: FileId;
  readonly before: string;
  readonly after: string;
  /** What was done, for people: `PTL101 Change …`. */
  readonly done: readonly string[];
}

export interface Outcome {
  readonly fixed: readonly FixedFile[];
  /** Whether nothing was left to fix when the rounds ended. */
  readonly isSettled: boolean;
}

const ROUNDS = 10;

export interface FixOptions {
  readonly files: readonly FileId[];
  readonly textOf: (file: FileId) => string;
  /** Asked once of each file that has something to fix. */
  readonly mayFix: (file: FileId) => Promise<boolean>;
}

/** The part of the analysis that takes fixes. */
export type Fixable = Pick<Analysis, "fixAll" | "textAfter" | "setText" | "diagnostics">;

export async function fixInRounds(
  analysis: Fixable,
  { files, textOf, mayFix }: FixOptions,
): Promise<Outcome> {
  const fixed = new Map<FileId, FixedFile>();
  const refused = new Set<FileId>();
  let isSettled = false;
  for (let round = 0; round < ROUNDS && !isSettled; round += 1) {
    isSettled = true;
    for (const file of files) {
      const action = refused.has(file) ? undefined : analysis.fixAll(file);
      if (!action) continue;
      if (!fixed.has(file) && !(await mayFix(file))) {
        refused.add(file);
        continue;
      }
      const so = fixed.get(file) ?? { file, before: textOf(file), after: textOf(file), done: [] };
      const next = { ...so, ...applied(analysis, so, action) };
      if (next.after === so.after) continue;
      fixed.set(file, next);
      analysis.setText(file, next.after);
      isSettled = false;
    }
  }
  return { fixed: [...fixed.values()].filter(({ before, after }) => before !== after), isSettled };
}

function applied(analysis: Fixable, { file, after, done }: FixedFile, action: CodeAction) {
  // A fix of all needs no other file.
  const edits = action.edits.find((each) => each.file === file);
  return {
    after: edits ? analysis.textAfter(edits) : after,
    done: [...done, ...titlesOf(analysis, file, action)],
  };
}

function titlesOf(analysis: Fixable, file: FileId, action: CodeAction): readonly string[] {
  const { shown } = analysis.diagnostics(file);
  return action.answers.map((answer) => {
    const finding = shown.find((each) => isAbout(answer, each));
    const title = finding?.fixes.find(({ safe }) => safe)?.title;
    return title === undefined ? answer.code : `${answer.code} ${title}`;
  });
}

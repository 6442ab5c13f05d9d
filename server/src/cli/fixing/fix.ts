/** `--fix` and `--fix-dry-run`: the safe fixes of the files that are reported on, written in place or shown as a diff. */
import type { FileId } from "../../core/answers.ts";
import { lookAt, type Rewriting, rewrite } from "../../host/rewriting.ts";
import { pathOf, pathOnDisk, uriOf } from "../../host/uris.ts";
import { countOf } from "../report/report.ts";
import { harmless, painter, type Terminal } from "../terminal.ts";
import type { World } from "../world.ts";
import { paintedDiff, unifiedDiff } from "./diff.ts";
import { type FixedFile, fixInRounds, type Outcome } from "./rounds.ts";

export interface FixOptions {
  readonly world: World;
  /** The folder that is analysed, as the host names it. */
  readonly root: string;
  readonly files: readonly FileId[];
  readonly terminal: Terminal;
  readonly isQuiet: boolean;
  /** The file whose text came through a pipe. */
  readonly stdinFile: string | undefined;
}

export interface Fixed {
  /** The world after the fixes. */
  readonly world: World;
  /** Whether everything that could be fixed was. */
  readonly isDone: boolean;
}

/** Writes what it fixes, and tells of it on stderr. */
export async function fix(options: FixOptions): Promise<Fixed> {
  const { world, terminal } = options;
  const { fixed, isDone } = await fixInMemory(options);
  const written: FixedFile[] = [];
  for (const each of fixed) {
    const complaint = await rewrite(rewritingOf(options, each.file, each.before), each.after);
    if (complaint === undefined) written.push(each);
    else {
      world.analysis.setText(each.file, each.before);
      refuse(options, each.file, complaint);
    }
  }
  if (!options.isQuiet) terminal.err(accountOf(written));
  const texts = new Map([...world.texts, ...written.map(({ file, after }) => [file, after] as const)]);
  return { world: { ...world, texts }, isDone: isDone && written.length === fixed.length };
}

/** Prints what would be fixed. The world's analysis is of no use afterwards. */
export async function showFixes(options: FixOptions): Promise<Pick<Fixed, "isDone">> {
  const { terminal, isQuiet } = options;
  const marks = new Map<FileId, string>();
  const { fixed, isDone } = await fixInMemory(options, marks);
  for (const { file, before, after } of fixed) {
    const mark = marks.get(file) ?? "";
    const diff = unifiedDiff({ path: pathOf(file), before: mark + before, after: mark + after });
    terminal.out(terminal.isScreen ? paintedDiff(diff, painter(terminal.hasColors)) : diff);
  }
  const count = fixed.reduce((sum, { done }) => sum + done.length, 0);
  if (!isQuiet) terminal.err(`${summaryOf(count, fixed.length, "would be fixed")}\n`);
  return { isDone };
}

async function fixInMemory(
  options: FixOptions,
  marks: Map<FileId, string> = new Map(),
): Promise<{ readonly fixed: readonly FixedFile[]; readonly isDone: boolean }> {
  const { world, files, terminal } = options;
  let isDone = true;
  const textOf = (file: FileId) => world.texts.get(file) ?? "";
  const { fixed, isSettled }: Outcome = await fixInRounds(world.analysis, {
    files,
    textOf,
    async mayFix(file) {
      if (pathOf(file) === options.stdinFile) return true;
      const found = await lookAt(rewritingOf(options, file, textOf(file)));
      if (typeof found !== "string") marks.set(file, found.mark);
      else {
        isDone = false;
        refuse(options, file, found);
      }
      return typeof found !== "string";
    },
  });
  if (!isSettled) terminal.err("portolan: the fixes do not come to rest; there are more to make.\n");
  return { fixed, isDone };
}

function rewritingOf({ root }: FixOptions, file: FileId, before: string): Rewriting {
  return { path: pathOnDisk(uriOf(file)), root: pathOnDisk(root), before };
}

function refuse({ terminal }: FixOptions, file: FileId, reason: string): void {
  terminal.err(`portolan: ${harmless(pathOf(file))}: not fixed: ${reason}\n`);
}

function accountOf(fixed: readonly FixedFile[]): string {
  const blocks = fixed.map(({ file, done }) =>
    [`Fixed ${harmless(pathOf(file))}`, ...done.map((each) => `  ${harmless(each)}`)].join("\n"),
  );
  const count = fixed.reduce((sum, { done }) => sum + done.length, 0);
  return `${[...blocks, summaryOf(count, fixed.length, "fixed")].join("\n")}\n`;
}

function summaryOf(count: number, files: number, verb: string): string {
  return count === 0 ? "Nothing to fix" : `${countOf(count, "finding")} ${verb} in ${countOf(files, "file")}`;
}

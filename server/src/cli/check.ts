/** `portolan check`: every finding of what was named, in a world that is analysed whole. */
import type { Diagnostic, Severity } from "../core/answers.ts";
import { nodeDisk } from "../host/node.ts";
import { accept } from "./baseline/use.ts";
import { type CheckOptions, checkFlags, readCheckOptions } from "./checkOptions.ts";
import type { Command } from "./command.ts";
import { exitCodes } from "./faults.ts";
import { fix, showFixes } from "./fixing/fix.ts";
import type { Arguments } from "./flags.ts";
import { judge, prepare, reportedFiles } from "./judge.ts";
import { createProgress } from "./progress.ts";
import { print } from "./report/print.ts";
import { isAtLeast, type Report } from "./report/report.ts";
import { findScope, type Scope } from "./scope.ts";
import { painter, type Terminal } from "./terminal.ts";
import { readWorld, type World } from "./world.ts";

export const check: Command = {
  name: "check",
  operands: "[PATH…]",
  summary: "every finding in manifests",
  details: [
    "Reports what is wrong with the Kubernetes Service networking in manifests.",
    "",
    "The folder above PATH that is a repository, or holds a .portolan.yaml, is analysed whole; PATH, by default the",
    "current folder, chooses what is reported, fixed or accepted. Exit codes: 0 nothing at or above --fail-on, 1 findings,",
    "2 could not run.",
  ].join("\n"),
  flags: checkFlags,
  examples: [
    ["portolan check deploy", "what is wrong in a folder"],
    ["portolan check --fix-dry-run", "what --fix would change"],
    ["portolan check --write-baseline known.json", "accept what is there today"],
    ["portolan check --baseline known.json", "from then on, only what is new"],
    ["portolan check --root . -o sarif > portolan.sarif", "for code scanning"],
  ],
  run: runCheck,
};

async function runCheck(args: Arguments, terminal: Terminal): Promise<number> {
  const options = readCheckOptions(args);
  const { root, stdinFile, config, state, isQuiet } = options;
  const scope = await findScope({ paths: args.positionals, root, stdinFile, cwd: terminal.cwd });
  for (const fault of scope.faults) terminal.err(`portolan: ${fault}\n`);
  if (scope.targets.length === 0) return exitCodes.fault;
  const progress = createProgress(terminal, !isQuiet);
  const world = await readWorld({ scope, disk: nodeDisk(), terminal, config, state, progress });
  await prepare(world, progress);
  progress.end();
  const { report, isDone } = await answer(world, scope, options, terminal);
  for (const { file, reason } of report.unread) terminal.err(`portolan: ${file}: ${reason}\n`);
  if (report.unread.length > 0 || scope.faults.length > 0 || !isDone) return exitCodes.fault;
  return fails(report.findings, options.failOn) ? exitCodes.findings : exitCodes.clean;
}

interface Answer {
  /** What decides on the exit code. */
  readonly report: Report;
  /** Whether all was done that was asked for. */
  readonly isDone: boolean;
}

async function answer(
  world: World,
  scope: Scope,
  options: CheckOptions,
  terminal: Terminal,
): Promise<Answer> {
  const { fixing, isQuiet } = options;
  const files = reportedFiles(world, scope);
  const toFix = { world, root: scope.root, files, terminal, isQuiet, stdinFile: scope.stdinFile };
  const after = fixing === "write" ? await fix(toFix) : { world, isDone: true };
  const judged = judge(after.world, scope, options.unit);
  const { report, notes } = await accept(judged, scope, { ...options, cwd: terminal.cwd });
  if (fixing === "show") return { report, ...(await showFixes(toFix)) };
  const findings = report.findings.filter(({ severity }) => isAtLeast(severity, options.level));
  const { width } = terminal;
  terminal.out(print({ ...report, findings }, { ...options, paint: painter(terminal.hasColors), width }));
  if (!isQuiet) for (const note of notes) terminal.err(`portolan: ${note}`);
  return { report, isDone: after.isDone };
}

function fails(findings: readonly Diagnostic[], level: Severity): boolean {
  return findings.some(({ severity }) => isAtLeast(severity, level));
}

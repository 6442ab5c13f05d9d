/** `portolan check`: every finding of what was named, in a world that is analysed whole. */
import { setImmediate as pause } from "node:timers/promises";
import type { Diagnostic, FileId, Severity } from "../core/answers.ts";
import { nodeDisk } from "../host/node.ts";
import { pathOf } from "../host/uris.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { didYouMean } from "./nearest.ts";
import { createProgress, type Progress } from "./progress.ts";
import { reportAsJson } from "./report/json.ts";
import { isAtLeast, type Report, severities } from "./report/report.ts";
import { reportAsText } from "./report/text.ts";
import { findScope, isReported, type Scope } from "./scope.ts";
import { painter, type Terminal } from "./terminal.ts";
import { readWorld, type World } from "./world.ts";

const LEVELS = "error, warning, information or hint";

export const check: Command = {
  name: "check",
  operands: "[PATH…]",
  summary: "every finding in manifests",
  details: [
    "Reports what is wrong with the Kubernetes Service networking in manifests.",
    "",
    "The folder above PATH that is a repository, or holds a .portolan.yaml, is analysed whole; PATH, by default the",
    "current folder, chooses what is reported. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.",
  ].join("\n"),
  flags: [
    { name: "output", short: "o", value: "FORMAT", help: "text (default) or json" },
    {
      name: "severity",
      value: "LEVEL",
      help: `report this and above: ${LEVELS}; text begins at information`,
    },
    { name: "fail-on", value: "LEVEL", help: "exit with 1 for this and above; error by default" },
    { name: "root", value: "DIR", help: "the folder to analyse" },
    { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
    { name: "unit", value: "NAME", help: "only findings of one unit or environment" },
    { name: "stdin-file", value: "NAME", help: "read the text of this file from stdin" },
    { name: "quiet", short: "q", help: "findings only: no summary, no progress" },
    colorFlag,
    helpFlag,
  ],
  run: runCheck,
};

async function runCheck(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.choice("output", ["text", "json"]);
  const failOn = args.choice("fail-on", severities);
  const severity = args.optionalChoice("severity", severities);
  const scope = await findScope({
    paths: args.positionals,
    root: args.text("root"),
    stdinFile: args.text("stdin-file"),
    cwd: terminal.cwd,
  });
  for (const fault of scope.faults) terminal.err(`portolan: ${fault}\n`);
  if (scope.targets.length === 0) return exitCodes.fault;
  const progress = createProgress(terminal, !args.isOn("quiet"));
  const config = args.text("config");
  const world = await readWorld({ scope, disk: nodeDisk(), terminal, config, progress });
  const report = await judge(world, scope, progress, args.text("unit"));
  progress.end();
  // What fails a build is always shown.
  const level = severity ?? (output === "json" || failOn === "hint" ? "hint" : "information");
  const findings = report.findings.filter((finding) => isAtLeast(finding.severity, level));
  const shown = { ...report, findings };
  const paint = painter(terminal.hasColors);
  const text = { paint, width: terminal.width, isQuiet: args.isOn("quiet") };
  terminal.out(output === "json" ? reportAsJson(shown) : reportAsText(shown, text));
  const unread = world.unread.filter(({ path }) => isReported(scope, path));
  for (const { path, reason } of unread) terminal.err(`portolan: ${path}: ${reason}\n`);
  if (unread.length > 0 || scope.faults.length > 0) return exitCodes.fault;
  return fails(report.findings, failOn) ? exitCodes.findings : exitCodes.clean;
}

function fails(findings: readonly Diagnostic[], level: Severity): boolean {
  return findings.some(({ severity }) => isAtLeast(severity, level));
}

async function judge(
  world: World,
  scope: Scope,
  progress: Progress,
  unit: string | undefined,
): Promise<Report> {
  const { analysis, texts, shown } = world;
  const files = analysis.files();
  for (const [index, file] of files.entries()) {
    analysis.prepare(file);
    progress.tell(`Checking ${index + 1} of ${files.length} files`);
    if (index % 100 === 0) await pause();
  }
  const summary = analysis.summary();
  if (unit !== undefined) refuseUnknownUnit(unit, summary.units);
  const judged = files
    .filter((file) => isReported(scope, pathOf(file)))
    .map((file) => analysis.diagnostics(file));
  const all = judged.flatMap((each) => each.shown);
  return {
    findings: unit === undefined ? all : all.filter(({ units }) => units.includes(unit)),
    reported: judged.length,
    suppressed: judged.reduce((sum, each) => sum + each.suppressed, 0),
    summary,
    skipped: skippedOf(world),
    pathOf: (file) => shown(pathOf(file)),
    textOf: (file: FileId) => texts.get(file) ?? "",
  };
}

function refuseUnknownUnit(unit: string, units: readonly string[]): void {
  if (units.includes(unit)) return;
  const known = units.length === 0 ? "There is none." : `There are: ${units.join(", ")}.`;
  throw new Fault(`There is no unit \`${unit}\`.${didYouMean(unit, units)} ${known}`);
}

function skippedOf({ analysis, unread, binary, shown }: World): Report["skipped"] {
  const told = [...unread, ...binary].map(({ path, reason }) => ({ file: path, reason }));
  const known = new Set(told.map(({ file }) => file));
  const more = analysis.summary().skipped.map(({ file, reason }) => ({ file: pathOf(file), reason }));
  return [...told, ...more.filter(({ file }) => !known.has(file))]
    .map(({ file, reason }) => ({ file: shown(file), reason }))
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

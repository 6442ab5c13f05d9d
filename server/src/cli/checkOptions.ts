/** What `check` was asked to do: its flags, read, and refused where two of them contradict each other. */
import type { Severity } from "../core/answers.ts";
import { colorFlag, helpFlag } from "./command.ts";
import { Fault } from "./faults.ts";
import type { Arguments, Flag } from "./flags.ts";
import { type Format, formats } from "./report/print.ts";
import { severities } from "./report/report.ts";
import { stateFlag } from "./state.ts";

const LEVELS = "error, warning, information or hint";

export const checkFlags: readonly Flag[] = [
  { name: "output", short: "o", value: "FORMAT", help: "text (default), json, sarif, github or junit" },
  {
    name: "severity",
    value: "LEVEL",
    help: `report this and above: ${LEVELS}; json begins at hint, all others at information`,
  },
  { name: "fail-on", value: "LEVEL", help: "exit with 1 for this and above; error by default" },
  { name: "fix", help: "first make the safe fixes in the files themselves, then report what is left" },
  { name: "fix-dry-run", help: "print the safe fixes as a diff, and change nothing" },
  { name: "baseline", value: "FILE", help: "report only findings that are not in this file" },
  { name: "write-baseline", value: "FILE", help: "accept all findings, and write them to this file" },
  { name: "root", value: "DIR", help: "the folder to analyse" },
  { name: "config", value: "FILE", help: "this configuration instead of every .portolan.yaml" },
  stateFlag,
  { name: "unit", value: "NAME", help: "only findings of one unit or environment" },
  { name: "stdin-file", value: "NAME", help: "read the text of this file from stdin" },
  { name: "quiet", short: "q", help: "findings only: no summary, no progress, no notes" },
  colorFlag,
  helpFlag,
];

export interface CheckOptions {
  readonly format: Format;
  readonly failOn: Severity;
  /** What is shown at least, in this format. */
  readonly level: Severity;
  /** What is accepted at least by a new baseline, whatever the format. */
  readonly baselineLevel: Severity;
  readonly fixing: "no" | "write" | "show";
  readonly baseline: string | undefined;
  readonly newBaseline: string | undefined;
  readonly root: string | undefined;
  readonly config: string | undefined;
  readonly state: string | undefined;
  readonly unit: string | undefined;
  readonly stdinFile: string | undefined;
  readonly isQuiet: boolean;
}

export function readCheckOptions(args: Arguments): CheckOptions {
  refuseContradictions(args);
  const format = args.choice("output", formats);
  const failOn = args.choice("fail-on", severities);
  // What fails a build is always shown.
  const usual = args.optionalChoice("severity", severities) ?? (failOn === "hint" ? "hint" : "information");
  return {
    format,
    failOn,
    level: format === "json" && args.text("severity") === undefined ? "hint" : usual,
    baselineLevel: usual,
    fixing: args.isOn("fix") ? "write" : args.isOn("fix-dry-run") ? "show" : "no",
    baseline: args.text("baseline"),
    newBaseline: args.text("write-baseline"),
    root: args.text("root"),
    config: args.text("config"),
    state: args.text("state"),
    unit: args.text("unit"),
    stdinFile: args.text("stdin-file"),
    isQuiet: args.isOn("quiet"),
  };
}

function refuseContradictions(args: Arguments): void {
  const has = (name: string) => args.isOn(name) || args.text(name) !== undefined;
  const refusals: readonly (readonly [string, string, string])[] = [
    ["fix", "fix-dry-run", "--fix writes, --fix-dry-run writes nothing: choose one."],
    [
      "fix",
      "stdin-file",
      "--fix changes files, and stdin is none; --fix-dry-run shows what it would change.",
    ],
    ["fix", "unit", "--fix takes files, not a unit: name the files."],
    ["fix-dry-run", "unit", "--fix-dry-run takes files, not a unit: name the files."],
    ["fix-dry-run", "output", "--fix-dry-run prints a diff, and no other format."],
    ["fix-dry-run", "write-baseline", "--fix-dry-run writes nothing, so no baseline either."],
    ["write-baseline", "unit", "A baseline is of all units: leave out --unit."],
  ];
  const refusal = refusals.find(([one, other]) => has(one) && has(other));
  if (refusal) throw new Fault(refusal[2]);
  if (args.text("state") === "-" && has("stdin-file")) {
    throw new Fault("stdin is either a manifest (--stdin-file) or what a cluster has (-f -): choose one.");
  }
}

/** `--baseline` and `--write-baseline`: takes what is accepted out of a report. */
import type { Severity } from "../../core/answers.ts";
import { Fault } from "../faults.ts";
import type { FindingIdentity } from "../findingIdentity.ts";
import { countOf, isAtLeast, type Report } from "../report/report.ts";
import { isReported, type Scope } from "../scope.ts";
import { harmless } from "../terminal.ts";
import { type Baseline, baselineOf, divide, renewed } from "./baseline.ts";
import { baselineIfAny, readBaseline, writeBaseline } from "./file.ts";

export interface BaselineOptions {
  readonly baseline: string | undefined;
  readonly newBaseline: string | undefined;
  readonly baselineLevel: Severity;
  readonly unit: string | undefined;
  readonly cwd: string;
}

export interface Accepted {
  readonly report: Report;
  /** For people, each with its line end. */
  readonly notes: readonly string[];
}

/** The report without what is accepted. A baseline that was just written accepts what it holds. */
export async function accept(report: Report, scope: Scope, options: BaselineOptions): Promise<Accepted> {
  const { baseline, newBaseline, cwd } = options;
  const known = baseline === undefined ? undefined : await readBaseline(baseline, cwd);
  if (newBaseline !== undefined) {
    const written = await renew(newBaseline, report, scope, options);
    return { report: divided(report, written).report, notes: [noteOfWritten(written, newBaseline)] };
  }
  if (!known) return { report, notes: [] };
  const { report: left, stale } = divided(report, known);
  const gone = stale.filter((entry) => isJudged(entry, report, scope, options.unit));
  return { report: left, notes: gone.length === 0 ? [] : [noteOfStale(gone, baseline ?? "")] };
}

function divided(report: Report, baseline: Baseline) {
  const { fresh, accepted, stale } = divide(report.findings, baseline, report.pathOf);
  return { report: { ...report, findings: fresh, accepted }, stale };
}

async function renew(
  name: string,
  report: Report,
  scope: Scope,
  { baselineLevel, unit, cwd }: BaselineOptions,
): Promise<Baseline> {
  const [unread] = report.unread;
  if (unread) throw new Fault(`No baseline is made of half a world: ${unread.file}: ${unread.reason}.`);
  const before = (await baselineIfAny(name, cwd)) ?? { accepted: [] };
  const findings = report.findings.filter(({ severity }) => isAtLeast(severity, baselineLevel));
  const now = baselineOf(findings, report.pathOf);
  const written = renewed(before, now, (entry) => isJudged(entry, report, scope, unit));
  await writeBaseline(name, cwd, written);
  return written;
}

/** Whether a run would have found it if it were still there: what cannot be read changes what is said of the rest. */
function isJudged({ file }: FindingIdentity, { unread }: Report, scope: Scope, unit: string | undefined) {
  return unit === undefined && unread.length === 0 && isReported(scope, file);
}

function noteOfWritten({ accepted }: Baseline, name: string): string {
  return `${countOf(accepted.length, "finding")} accepted in ${name}\n`;
}

const MOST = 10;

function noteOfStale(stale: readonly FindingIdentity[], name: string): string {
  const shown = stale
    .slice(0, MOST)
    .map(({ code, file, resource, path }) => `  ${code} ${file} ${resource} ${path}`);
  const more = stale.length > MOST ? [`  and ${stale.length - MOST} more`] : [];
  const head = `${countOf(stale.length, "finding")} accepted in ${name} and no longer found; --write-baseline ${name} forgets:`;
  return `${[head, ...[...shown, ...more].map(harmless)].join("\n")}\n`;
}

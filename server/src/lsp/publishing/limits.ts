/** No editor shows tens of thousands of problems well. What is left out is said. */
import type { Diagnostic, FileId, Severity } from "../../core/answers.ts";

export const MOST_IN_FILE = 1_000;
export const MOST_IN_ALL = 5_000;

export interface Limits {
  readonly inFile: number;
  readonly inAll: number;
}

export interface Chosen {
  /** In the order of the text. */
  readonly findings: readonly Diagnostic[];
  /** What a reader must be told of those left out. */
  readonly notice: string | undefined;
}

const ORDER: readonly Severity[] = ["error", "warning", "information"];

/** Of one file: errors first, then warnings, as many as may be shown. */
export function withinFile(findings: readonly Diagnostic[], { inFile }: Limits): Chosen {
  if (findings.length <= inFile) return { findings, notice: undefined };
  const left = findings.length - inFile;
  return {
    findings: worst(findings, inFile),
    notice: `${left} more findings in this file are not shown: ${inFile} is the most. \`portolan check\` prints them all.`,
  };
}

/** Of all files, in the order given: errors everywhere before the first warning. One file tells of it, for all. */
export function withinAll(
  files: ReadonlyMap<FileId, readonly Diagnostic[]>,
  limits: Limits,
): ReadonlyMap<FileId, Chosen> {
  const chosen = new Map([...files].map(([file, findings]) => [file, withinFile(findings, limits)]));
  const total = sum([...chosen.values()].map(({ findings }) => findings.length));
  if (total <= limits.inAll) return chosen;
  let left = limits.inAll;
  const shares = new Map<FileId, number>();
  for (const severity of ORDER) {
    for (const [file, { findings }] of chosen) {
      const share = Math.min(left, findings.filter((each) => each.severity === severity).length);
      shares.set(file, (shares.get(file) ?? 0) + share);
      left -= share;
    }
  }
  let notice: string | undefined =
    `${total - limits.inAll} more findings in the workspace are not shown: ${limits.inAll} is the most. \`portolan check\` prints them all.`;
  for (const [file, { findings, notice: own }] of chosen) {
    const share = shares.get(file) ?? 0;
    if (share === findings.length) continue;
    chosen.set(file, { findings: worst(findings, share), notice: notice ?? own });
    notice = undefined;
  }
  return chosen;
}

function worst(findings: readonly Diagnostic[], count: number): readonly Diagnostic[] {
  const ranked = ORDER.flatMap((severity) => findings.filter((each) => each.severity === severity));
  const kept = new Set(ranked.slice(0, count));
  return findings.filter((each) => kept.has(each));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

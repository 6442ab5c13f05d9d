/** What a check found, before it is printed. */
import type { Diagnostic, FileId, Severity, Summary } from "../../core/answers.ts";

export interface Report {
  /** Sorted by file, then position, then code. */
  readonly findings: readonly Diagnostic[];
  readonly suppressed: number;
  /** How many files of the world were reported on. */
  readonly reported: number;
  readonly summary: Summary;
  /** Paths that were left out whole or in part, with the reason; sorted. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly pathOf: (file: FileId) => string;
  readonly textOf: (file: FileId) => string;
}

/** Loudest first. */
export const severities = ["error", "warning", "information", "hint"] as const satisfies readonly Severity[];

export function isAtLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(level);
}

export function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** What a check found, before it is printed. */
import type { CodeAction, Diagnostic, FileId, Severity, Summary } from "../../core/answers.ts";

export interface Report {
  /** Sorted by file, then position, then code. */
  readonly findings: readonly Diagnostic[];
  /** Silenced by comments or configuration. */
  readonly suppressed: number;
  /** Known findings that a baseline accepts; undefined without one. */
  readonly accepted?: number;
  /** The files of the world that were reported on. */
  readonly files: readonly FileId[];
  readonly summary: Summary;
  /** Paths that were left out whole or in part, with the reason; sorted. */
  readonly skipped: readonly Skipped[];
  /** Those that should have been reported on and could not be read at all. */
  readonly unread: readonly Skipped[];
  readonly pathOf: (file: FileId) => string;
  readonly textOf: (file: FileId) => string;
  /** The quick fixes that answer a finding, with their edits. */
  readonly fixesOf: (finding: Diagnostic) => readonly CodeAction[];
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** Loudest first. */
export const severities = ["error", "warning", "information", "hint"] as const satisfies readonly Severity[];

export function isAtLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(level);
}

export function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** Findings for people: where, what, the line at fault, the other side of it, and what would mend it. */
import type { Diagnostic, FileId, Range, Severity } from "../../core/answers.ts";
import { harmless, type Paint, type Style } from "../terminal.ts";
import { excerpt } from "./excerpt.ts";
import { countOf, type Report, severities } from "./report.ts";

export interface TextOptions {
  readonly paint: Paint;
  readonly width: number;
  /** Findings and nothing else. */
  readonly isQuiet: boolean;
}

export const severityStyles: Readonly<Record<Severity, Style>> = {
  error: ["red", "bold"],
  warning: ["yellow", "bold"],
  information: ["cyan", "bold"],
  hint: ["dim"],
};

export function reportAsText(report: Report, options: TextOptions): string {
  const blocks = report.findings.map((finding) => findingAsText(finding, report, options));
  if (!options.isQuiet) blocks.push(summaryAsText(report, options.paint));
  return blocks.map((block) => `${block}\n`).join("\n");
}

function findingAsText(finding: Diagnostic, report: Report, { paint, width }: TextOptions): string {
  const { file, range, severity, code, message, related, fixes } = finding;
  const style = severityStyles[severity];
  const place = placeOf(report, file, range);
  // Under the bar that stands after the line numbers.
  const indent = " ".repeat(String(range.start.line + 1).length + 3);
  const aside = (sign: string, text: string) => `${indent}${paint("dim", sign)} ${text}`;
  return [
    `${paint("bold", place)} ${paint(style, severity)} ${paint("dim", code)} ${harmless(message)}`,
    ...excerpt(report.textOf(file), range, { paint, style, width }),
    ...related.map((each) =>
      aside("→", `${placeOf(report, each.file, each.range)} ${harmless(each.message)}`),
    ),
    ...fixes.map(({ title, safe }) =>
      aside("✓", `${paint("green", safe ? "fix" : "try")} ${harmless(title)}`),
    ),
  ].join("\n");
}

function placeOf({ pathOf }: Report, file: FileId, { start }: Range): string {
  return `${harmless(pathOf(file))}:${start.line + 1}:${start.character + 1}`;
}

/** One line on what was found, and in what; and which files were not read, where they are few. */
export function summaryAsText(report: Report, paint: Paint): string {
  const { findings, suppressed, accepted = 0, skipped, summary } = report;
  const reported = report.files.length;
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const noun = severity === "information" ? `${count} information` : countOf(count, severity);
    return count === 0 ? [] : [paint(severityStyles[severity], noun)];
  });
  const said = counts.length === 0 ? paint("green", "Nothing found") : counts.join(", ");
  const { files, resources, units } = summary;
  const read = reported === files ? countOf(files, "file") : `${reported} of ${countOf(files, "file")}`;
  const looked = [read, countOf(resources, "resource"), countOf(units.length, "unit")].join(", ");
  const asides = [
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(skipped.length > 0 ? [`${countOf(skipped.length, "file")} not read in full`] : []),
  ];
  const line = [said, paint("dim", [`in ${looked}`, ...asides].join("; "))].join(" ");
  return [line, ...skippedLines(report, paint)].join("\n");
}

/** More than these are a chart's templates, and no slip of anybody's hand. */
const MOST_NAMED = 3;

function skippedLines({ skipped }: Report, paint: Paint): readonly string[] {
  if (skipped.length > MOST_NAMED) return [];
  return skipped.map(({ file, reason }) =>
    paint("dim", `  not read in full: ${harmless(file)}: ${harmless(reason)}`),
  );
}

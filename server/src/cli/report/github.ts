/**
 * Workflow commands, which GitHub Actions shows as annotations on the changed files: `::error file=…,line=…,col=…::message`.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Diagnostic, Severity } from "../../core/answers.ts";
import { harmless } from "../terminal.ts";
import type { Report } from "./report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

export function reportAsGithub(report: Report): string {
  return report.findings.map((finding) => `${commandOf(finding, report)}\n`).join("");
}

function commandOf(finding: Diagnostic, { pathOf }: Report): string {
  const { code, name, severity, message, file, range, related, fixes } = finding;
  const { start, end } = range;
  // GitHub takes columns only together with a single line.
  const place =
    start.line === end.line
      ? { line: start.line + 1, col: start.character + 1, endColumn: end.character + 1 }
      : { line: start.line + 1, endLine: end.line + 1 };
  const properties = Object.entries({ file: pathOf(file), ...place, title: `${code} ${name}` })
    .map(([key, value]) => `${key}=${escapeProperty(harmless(String(value)))}`)
    .join(",");
  const lines = [
    message,
    ...related.map((each) => `→ ${pathOf(each.file)}:${each.range.start.line + 1} ${each.message}`),
    ...fixes.map(({ title }) => `✓ ${title}`),
  ];
  return `::${COMMANDS[severity]} ${properties}::${escapeData(lines.map(harmless).join("\n"))}`;
}

/** A message of its own lines could hold a command of somebody else's. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A finding as the protocol writes it. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver";
import type { FileId, Diagnostic as Finding, Severity } from "../../core/answers.ts";
import type { Abilities } from "../abilities.ts";

export const SOURCE = "portolan";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export type Showing = Pick<Abilities, "relatedInformation" | "fadesUnnecessary" | "linksCodes">;

export function toProtocol(finding: Finding, uriOf: (file: FileId) => string, showing: Showing): Diagnostic {
  const { range, code, message } = finding;
  const related = showing.relatedInformation ? relatedInformation(finding, uriOf) : [];
  return {
    range,
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code,
    ...(showing.linksCodes ? { codeDescription: { href: `portolan-rule:/${code}.md` } } : {}),
    message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(showing.fadesUnnecessary && finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

function relatedInformation(
  { related }: Finding,
  uriOf: (file: FileId) => string,
): DiagnosticRelatedInformation[] {
  return related.map(({ file, range, message }) => ({ location: { uri: uriOf(file), range }, message }));
}

/** Says at the head of a file what is not shown. */
export function notice(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: SOURCE, message };
}

/** `check -o json`, version 1: a public interface. Sorted; no clock time; paths below the root. */
import type { Diagnostic, ResourceName } from "../../core/answers.ts";
import { jsonText } from "../jsonText.ts";
import type { Report } from "./report.ts";

export function reportAsJson(report: Report): string {
  const { files, documents, resources, units } = report.summary;
  const { skipped, suppressed, accepted } = report;
  const answer = {
    version: 1,
    findings: report.findings.map((finding) => findingAsJson(finding, report)),
    suppressed,
    accepted,
    summary: { files, documents, resources, units, skipped },
  };
  return jsonText(answer);
}

/** A key whose value is undefined is left out. */
function findingAsJson(finding: Diagnostic, { pathOf }: Report) {
  const { code, name, severity, message, file, range, resource, path, apiError, units, related, fixes } =
    finding;
  return {
    code,
    name,
    severity,
    message,
    file: pathOf(file),
    range,
    resource: resourceAsJson(resource),
    path,
    apiError,
    units,
    related: related.map((each) => ({
      file: pathOf(each.file),
      range: each.range,
      message: each.message,
      resource: resourceAsJson(each.resource),
      path: each.path,
    })),
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
  };
}

function resourceAsJson(resource: ResourceName | undefined) {
  if (!resource) return undefined;
  const { apiVersion, kind, namespace, name } = resource;
  return { apiVersion, kind, namespace, name };
}

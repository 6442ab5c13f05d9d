/**
 * SARIF 2.1.0, for code scanning. Paths are relative to `%SRCROOT%`, the analysed folder, whose address is left out: the
 * same manifests give the same bytes on every machine. What comments, configuration or a baseline keep silent is counted
 * in the run's properties. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Fix, Invocation, Log, Result, Run } from "sarif";
import type { AnyRule, CodeAction, Diagnostic } from "../../core/answers.ts";
import { findingIdentity, hashOf, identityKey, resourceName } from "../findingIdentity.ts";
import { jsonText } from "../jsonText.ts";
import type { Report } from "./report.ts";
import { artifactOf, locationIn, regionOf, SOURCE_ROOT } from "./sarifPlaces.ts";
import { descriptorOf, levelOf } from "./sarifRules.ts";

export interface SarifOptions {
  readonly rules: readonly AnyRule[];
  readonly pageOf: (rule: AnyRule) => string;
  /** The product's. */
  readonly version: string;
}

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

export function reportAsSarif(report: Report, options: SarifOptions): string {
  const log: Log = { $schema: SCHEMA, version: "2.1.0", runs: [runOf(report, options)] };
  return jsonText(log);
}

function runOf(report: Report, { rules, pageOf, version }: SarifOptions): Run {
  const said = new Set(report.findings.map(({ code }) => code));
  const used = rules.filter(({ code }) => said.has(code));
  const { suppressed, accepted } = report;
  return {
    tool: {
      driver: {
        name: "Portolan",
        version,
        semanticVersion: version,
        rules: used.map((rule) => descriptorOf(rule, pageOf(rule))),
      },
    },
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The folder that was analysed." } } },
    columnKind: "utf16CodeUnits",
    invocations: [invocationOf(report)],
    results: resultsOf(report, used),
    properties: { suppressed, ...(accepted === undefined ? {} : { accepted }) },
  };
}

/** What was not read may hold findings, or the answer to one. */
function invocationOf({ skipped, unread }: Report): Invocation {
  const notifications = skipped.map(({ file, reason }) => ({
    level: "warning" as const,
    message: { text: `Not read in full: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }],
  }));
  return {
    executionSuccessful: unread.length === 0,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function resultsOf(report: Report, rules: readonly AnyRule[]): Result[] {
  const seen = new Map<string, number>();
  return report.findings.map((finding) => {
    const key = identityKey(findingIdentity(finding, report.pathOf(finding.file)));
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const ruleIndex = rules.findIndex(({ code }) => code === finding.code);
    return resultOf(finding, report, { ruleIndex, fingerprint: `${hashOf(key)}:${nth}` });
  });
}

interface Numbering {
  readonly ruleIndex: number;
  readonly fingerprint: string;
}

function resultOf(finding: Diagnostic, report: Report, { ruleIndex, fingerprint }: Numbering): Result {
  const { code, severity, message, resource, path, apiError, units, related } = finding;
  const fixes = report.fixesOf(finding);
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(severity),
    message: { text: message },
    locations: [locationIn(finding, report)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            message: { text: each.message },
            ...locationIn(each, report),
          })),
        }),
    partialFingerprints: { "portolanFinding/v1": fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, report)) }),
    properties: {
      severity,
      ...(resource === undefined ? {} : { resource: resourceName(resource) }),
      path,
      ...(apiError === undefined ? {} : { apiError }),
      units,
    },
  };
}

function fixOf({ title, edits }: CodeAction, { pathOf }: Report): Fix {
  return {
    description: { text: title },
    artifactChanges: edits.map(({ file, edits: inFile }) => ({
      artifactLocation: artifactOf(pathOf(file)),
      replacements: inFile.map(({ range, text }) => ({
        deletedRegion: regionOf(range),
        ...(text === "" ? {} : { insertedContent: { text } }),
      })),
    })),
  };
}

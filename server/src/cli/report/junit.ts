/**
 * JUnit's XML, for systems that show tests: a suite for every file, a case for every finding. What fails the build is a
 * failure; what is milder is a skipped case, whose message is still shown; a file without findings is one case that passes.
 */
import type { Diagnostic, FileId, Severity } from "../../core/answers.ts";
import { resourceName } from "../findingIdentity.ts";
import { isAtLeast, type Report } from "./report.ts";

export function reportAsJunit(report: Report, failOn: Severity): string {
  const unread = new Set(report.unread.map(({ file }) => file));
  const read = report.files.filter((file) => !unread.has(report.pathOf(file)));
  const suites = [
    ...read.map((file) => suiteOf(file, report, failOn)),
    ...report.unread.map(({ file, reason }) => unreadSuite(file, reason)),
  ];
  const attributes = { name: "portolan", ...totalOf(suites) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    open("testsuites", attributes),
    ...suites.flatMap(({ name, counts, cases }) => [
      `  ${open("testsuite", { name, ...counts })}`,
      ...cases.map((each) => `    ${each}`),
      "  </testsuite>",
    ]),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite {
  readonly name: string;
  readonly counts: Counts;
  readonly cases: readonly string[];
}

function suiteOf(file: FileId, report: Report, failOn: Severity): Suite {
  const findings = report.findings.filter((finding) => finding.file === file);
  const name = report.pathOf(file);
  const failures = findings.filter(({ severity }) => isAtLeast(severity, failOn)).length;
  const passed = `${open("testcase", { name: "no findings", classname: name, file: name })}</testcase>`;
  return {
    name,
    counts: {
      tests: Math.max(1, findings.length),
      failures,
      errors: 0,
      skipped: findings.length - failures,
    },
    cases: findings.length === 0 ? [passed] : findings.map((each) => caseOf(each, report, failOn)),
  };
}

function caseOf(finding: Diagnostic, { pathOf }: Report, failOn: Severity): string {
  const { code, name, severity, message, path, range, resource, related, fixes } = finding;
  const file = pathOf(finding.file);
  const title = [code, name, resourceName(resource), path].filter((part) => part !== "").join(" ");
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const body = [
    `${place} ${severity} ${message}`,
    ...related.map((each) => `→ ${pathOf(each.file)}:${each.range.start.line + 1} ${each.message}`),
    ...fixes.map((fix) => `✓ ${fix.title}`),
  ].join("\n");
  const outcome = isAtLeast(severity, failOn)
    ? `${open("failure", { type: severity, message })}${escapeText(body)}</failure>`
    : `${open("skipped", { message: `${severity}: ${message}` })}</skipped>`;
  return `${open("testcase", { name: title, classname: file, file })}${outcome}</testcase>`;
}

function unreadSuite(name: string, reason: string): Suite {
  const error = `${open("error", { type: "unreadable", message: reason })}</error>`;
  return {
    name,
    counts: { tests: 1, failures: 0, errors: 1, skipped: 0 },
    cases: [`${open("testcase", { name: "can be read", classname: name, file: name })}${error}</testcase>`],
  };
}

function totalOf(suites: readonly Suite[]): Counts {
  const sum = (key: keyof Counts) => suites.reduce((total, { counts }) => total + counts[key], 0);
  return {
    tests: sum("tests"),
    failures: sum("failures"),
    errors: sum("errors"),
    skipped: sum("skipped"),
  };
}

function open(name: string, attributes: object): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeValue(String(value))}"`);
  return `<${name}${written.join("")}>`;
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What a terminal would obey on which the file is shown. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function escapeText(text: string): string {
  return text
    .replace(UNWRITABLE, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;")
    .replaceAll(OBEYED, (character) => `&#${character.charCodeAt(0)};`);
}

function escapeValue(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}

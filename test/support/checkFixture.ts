/** Compares what a fixture expects with what an analysis finds; `UPDATE=1` writes the findings into the fixture instead. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import {
  type Expectation,
  type Fixture,
  type FixtureFinding,
  meets,
  readFixture,
  rewriteFixture,
} from "./fixture.ts";

export function checkFixture(path: string, analyse: (fixture: Fixture) => readonly FixtureFinding[]): void {
  const source = readFileSync(path, "utf8");
  const fixture = readFixture(source);
  const findings = analyse(fixture);
  const rewritten = rewriteFixture(fixture, findings);
  const { expectations } = readFixture(rewritten);
  const homeless = findings.filter((finding) => !expectations.some((each) => meets(finding, each)));
  assert.deepEqual(homeless.map(said), [], `${path}: findings where the fixture has no line`);
  if (rewritten === source) return;
  if (process.env["UPDATE"] === "1") writeFileSync(path, rewritten);
  else assert.fail(difference(path, fixture, findings));
}

function difference(path: string, fixture: Fixture, findings: readonly FixtureFinding[]): string {
  const unforetold = findings.filter((finding) => !fixture.expectations.some((each) => meets(finding, each)));
  const unmet = fixture.expectations.filter((each) => !findings.some((finding) => meets(finding, each)));
  const place = (file: string, line: number) => {
    const text = fixture.files.find((each) => each.path === file)?.text.split("\n")[line] ?? "";
    return `${file}:${line + 1}  ${text.trim()}`;
  };
  return [
    `${path} (UPDATE=1 writes what is found)`,
    ...unmet.map(
      (each) => `  expected  ${place(each.path, each.line)}\n            ${columns(each)} ${said(each)}`,
    ),
    ...unforetold.map(
      (each) =>
        `  found     ${place(each.path, each.range.start.line)}\n            ${columnsOf(each)} ${said(each)}`,
    ),
  ].join("\n");
}

function columns({ start, end, open }: Expectation): string {
  return `${start}–${open ? "" : end}`;
}

function columnsOf({ range }: FixtureFinding): string {
  return `${range.start.character}–${range.end.line > range.start.line ? "" : range.end.character}`;
}

function said(each: { code: string; severity: string | undefined; message: string }): string {
  return `${each.code}${each.severity === undefined ? "" : ` ${each.severity}`}: ${each.message}`;
}

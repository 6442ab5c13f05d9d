/** What holds for every rule, whatever it is about. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { rules } from "../../server/src/core/rules/index.ts";
import type { AnyRule, Example } from "../../server/src/core/rules/rule.ts";
import { brokenFixes } from "../support/fixes.ts";
import { analysisOf, diagnosticsOf } from "../support/workspace.ts";

const ORDER = ["error", "warning", "information", "hint"];

test("codes are unique and sorted, and belong to a topic", () => {
  const codes = rules.map((rule) => rule.code);
  assert.deepEqual(codes, [...new Set(codes)].toSorted());
  for (const code of codes) assert.match(code, /^PTL[1-9]\d\d$/);
});

for (const rule of rules) {
  suite(`${rule.code} ${rule.name}`, () => {
    test("bears the name of its file", () => {
      assert.match(rule.name, /^[a-z]+(-[a-z]+)*$/);
      const file = join(import.meta.dirname, "../../server/src/core/rules", `${rule.name}.ts`);
      assert.ok(existsSync(file), file);
    });

    test("is explained", () => {
      assert.match(rule.summary, /^[A-Z].*\.$/);
      assert.ok(rule.summary.length <= 110, "the summary fits a table");
      assert.match(rule.why, /\]\(https:\/\/|YAML/, "cites its source");
      assert.notEqual(rule.remedy, "");
    });

    test("its severity is the harshest of its levels, which stand in order", () => {
      const levels = rule.levels.map((level) => level.severity).filter((level) => level !== "silent");
      assert.equal(levels[0], rule.severity);
      assert.deepEqual(
        levels,
        levels.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
      );
    });

    for (const example of rule.examples.bad) {
      test(`wrong: ${example.note}`, () => checkBad(rule, example));
    }

    for (const example of rule.examples.good) {
      test(`right: ${example.note}`, () => assert.deepEqual(said(rule, example), []));
    }
  });
}

/** Only the rule's own code, never harsher than the rule says, and mended by each of its fixes. */
function checkBad(rule: AnyRule, example: Example): void {
  const shown = diagnosticsOf(analysisOf(filesOf(rule, example)));
  assert.deepEqual([...new Set(shown.map(({ code }) => code))], [rule.code], said(rule, example).join("\n"));
  for (const { severity } of shown) assert.ok(ORDER.indexOf(severity) >= ORDER.indexOf(rule.severity));
  assert.deepEqual(brokenFixes(filesOf(rule, example)), []);
}

/** Advice is asked for. */
function filesOf({ code, severity, offByDefault }: AnyRule, example: Example) {
  const asked = { path: ".portolan.yaml", text: `version: 1\nrules:\n  ${code}: ${severity}\n` };
  const { beside } = example;
  return [
    { path: example.file ?? "example.yaml", text: example.yaml },
    ...(beside ? [{ path: beside.file, text: beside.yaml }] : []),
    ...(offByDefault ? [asked] : []),
  ];
}

function said(rule: AnyRule, example: Example): readonly string[] {
  return diagnosticsOf(analysisOf(filesOf(rule, example))).map(
    (each) => `${each.code} ${each.severity}: ${each.message}`,
  );
}

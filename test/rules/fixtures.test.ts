/** Every fixture: what is found stands in it, a silent case stands beside it, and every fix mends what it is offered for. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { rules } from "../../server/src/core/rules/index.ts";
import { checkFixture } from "../support/checkFixture.ts";
import { brokenFixes } from "../support/fixes.ts";
import { type Fixture, readFixture } from "../support/fixture.ts";
import { findingsOf } from "../support/workspace.ts";

const folder = join(import.meta.dirname, "fixtures");

function fixturesOf(rule: string): readonly string[] {
  return readdirSync(join(folder, rule))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, rule, name));
}

for (const rule of rules) {
  suite(rule.name, () => {
    const paths = fixturesOf(rule.name);

    for (const path of paths) {
      const source = readFileSync(path, "utf8");
      const name = path.slice(folder.length + 1);

      test(name, () => checkFixture(path, (fixture) => findingsOf(fixture.files)));

      test(`${name} holds a silent case`, () => {
        const silent = documents(readFixture(source)).filter(({ text }) => /^ *# silent: \S/m.test(text));
        assert.ok(silent.length > 0, "no document bears `# silent: reason`");
        for (const document of silent) assert.equal(document.findings, 0, document.text);
      });

      test(`${name}: fixes mend`, () => assert.deepEqual(brokenFixes(readFixture(source).files), []));
    }

    test("the fixtures show every level", () => {
      const said = paths.flatMap((path) => findingsOf(readFixture(readFileSync(path, "utf8")).files));
      const levels = new Set(said.filter(({ code }) => code === rule.code).map(({ severity }) => severity));
      for (const { severity } of rule.levels)
        assert.ok(severity === "silent" || levels.has(severity), severity);
      for (const severity of levels)
        assert.ok(
          rule.levels.some((level) => level.severity === severity),
          severity,
        );
    });
  });
}

test("every folder of fixtures belongs to a rule", () => {
  const names = rules.map((rule) => rule.name);
  assert.deepEqual(readdirSync(folder), names.toSorted());
});

/** The documents of a fixture, and how many findings are expected in each. */
function documents({ lines }: Fixture): readonly { text: string; findings: number }[] {
  const found: { text: string; findings: number }[] = [];
  let begins = true;
  for (const line of lines) {
    // A list's items are documents of their own for this.
    const item = line.kind === "text" && /^ *# silent: /.test(line.raw);
    begins ||= line.kind === "file" || line.raw.trim() === "---" || item;
    if (line.kind !== "text" && line.kind !== "expectation") continue;
    if (begins) found.push({ text: "", findings: 0 });
    begins = false;
    const last = found.at(-1);
    if (last && line.kind === "expectation") last.findings += 1;
    else if (last) last.text += `${line.raw}\n`;
  }
  return found;
}

/** The samples show exactly the faults that their README lists. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { rules } from "../../server/src/core/rules/index.ts";
import { brokenFixes } from "../support/fixes.ts";
import type { FixtureFile } from "../support/fixture.ts";
import { findingsOf } from "../support/workspace.ts";

const folder = join(import.meta.dirname, "../../samples");

function samples(): readonly FixtureFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".yaml"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** `shop/web.yaml PTL301`, from the table's rows. */
function listed(): readonly string[] {
  const rows = readFileSync(join(folder, "README.md"), "utf8").matchAll(
    /^\| ([^|]+\.yaml) \|.*\| (PTL\d+) \|$/gm,
  );
  return [...rows].flatMap(([, files = "", code]) => files.split(", ").map((file) => `${file} ${code}`));
}

test("what is found is what the README lists", () => {
  const found = findingsOf(samples()).map(({ path, code }) => `${path} ${code}`);
  assert.deepEqual(found.toSorted(), listed().toSorted());
});

test("every family of rules has its fault", () => {
  const family = (code: string | undefined) => code?.slice(0, "PTL1".length);
  const shown = new Set(listed().map((entry) => family(entry.split(" ")[1])));
  // Advice speaks only where it is asked for.
  const families = new Set(rules.filter((rule) => !rule.offByDefault).map(({ code }) => family(code)));
  assert.deepEqual(
    [...families].filter((each) => !shown.has(each)),
    [],
  );
});

test("every quick fix mends", () => {
  assert.deepEqual(brokenFixes(samples()), []);
});

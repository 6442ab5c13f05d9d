import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { checkFixture } from "./checkFixture.ts";
import type { FixtureFinding } from "./fixture.ts";

const source = "kind: Pod\n#     ^^^ PTL101 error: expected\n";

const found: FixtureFinding = {
  path: "manifest.yaml",
  range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } },
  code: "PTL101",
  severity: "warning",
  message: "found",
};

function inFile(check: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "portolan-fixture-"));
  const path = join(folder, "fixture.yaml");
  writeFileSync(path, source);
  try {
    check(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** With `UPDATE` as given, whatever it is for the run. */
function updating(value: string, body: () => void): void {
  const before = process.env["UPDATE"];
  process.env["UPDATE"] = value;
  try {
    body();
  } finally {
    if (before === undefined) delete process.env["UPDATE"];
    else process.env["UPDATE"] = before;
  }
}

test("a fixture that holds is silent", () => {
  inFile((path) => checkFixture(path, () => [{ ...found, severity: "error", message: "expected" }]));
});

test("what was expected and what was found stand side by side", () => {
  const both =
    /expected {2}manifest\.yaml:1 {2}kind: Pod\n.*6–9 PTL101 error: expected\n.*found .*\n.*6–9 PTL101 warning: found/;
  updating("0", () => inFile((path) => assert.throws(() => checkFixture(path, () => [found]), both)));
});

test("UPDATE=1 writes what is found", () => {
  updating("1", () =>
    inFile((path) => {
      checkFixture(path, () => [found]);
      assert.equal(readFileSync(path, "utf8"), "kind: Pod\n#     ^^^ PTL101 warning: found\n");
    }),
  );
});

test("a finding where the fixture has no line is never lost", () => {
  const elsewhere = { ...found, path: "other.yaml" };
  updating("1", () =>
    inFile((path) => assert.throws(() => checkFixture(path, () => [elsewhere]), /no line/)),
  );
});

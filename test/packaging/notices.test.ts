// What is owed to the authors of the packages of which code is in the bundles.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/project.mjs";

const PERMISSIVE = new Set(["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"]);

const text = readFileSync(join(root, "THIRD-PARTY-NOTICES"), "utf8");
const packages = new Map<string, string>();
for (const [, name = "", licence = ""] of text.matchAll(/^-{80}\n\n(\S+) \(([^)]+)\)$/gm))
  packages.set(name, licence);

test("the packages that the bundles cannot do without are named", () => {
  for (const name of ["vscode-languageclient", "vscode-languageserver", "vscode-jsonrpc", "yaml"]) {
    assert.ok(packages.has(name), name);
  }
});

test("every licence lets its code be passed on", () => {
  for (const [name, licence] of packages) assert.ok(PERMISSIVE.has(licence), `${name}: ${licence}`);
});

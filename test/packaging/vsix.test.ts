// The extension as it would be published: what is in the package, what is not, and how much it weighs.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { packVsix } from "../../scripts/bundle/vsix.mjs";
import { root, tool } from "../../scripts/project.mjs";
import { runProgram } from "./program.ts";

const MOST_KB = 1024;

const folder = mkdtempSync(join(tmpdir(), "portolan-package-"));
after(() => rmSync(folder, { recursive: true }));

test("the VSIX holds what ships and nothing else", async () => {
  const { output } = runProgram(process.execPath, [tool.vsce, "ls", "--no-dependencies"], root);
  const listed = output.split("\n").filter((line) => line !== "");
  const pages = ["docs/rules", "docs/guides"].flatMap((from) =>
    readdirSync(join(root, from)).map((name) => `${from}/${name}`),
  );
  const schemas = readdirSync(join(root, "schemas")).map((name) => `schemas/${name}`);
  const syntaxes = readdirSync(join(root, "syntaxes")).map((name) => `syntaxes/${name}`);
  const single = [
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "THIRD-PARTY-NOTICES",
    "dist/book.cjs",
    "dist/chart.js",
    "dist/client.cjs",
    "dist/server.cjs",
    "media/chart.css",
    "media/icon.png",
    "package.json",
    "package.nls.json",
  ];
  assert.deepEqual(listed.sort(), [...single, ...pages, ...schemas, ...syntaxes].sort());
});

test(`the VSIX weighs at most ${MOST_KB} KB`, async (context) => {
  const kb = statSync(await packVsix(folder)).size / 1024;
  context.diagnostic(`${kb.toFixed(0)} KB`);
  assert.ok(kb <= MOST_KB, `${kb.toFixed(0)} KB`);
});

test("every text of package.json that is kept in package.nls.json is there, and no other", () => {
  const used = readFileSync(join(root, "package.json"), "utf8").matchAll(/"%([\w.]+)%"/g);
  const kept = Object.keys(JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")));
  assert.deepEqual([...new Set([...used].map(([, key]) => key))].sort(), kept.sort());
});

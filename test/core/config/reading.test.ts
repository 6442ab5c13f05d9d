import assert from "node:assert/strict";
import test from "node:test";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

test("a configuration counts as soon as its text is known, and until it is gone", () => {
  const analysis = createAnalysis();
  const [file, manifest] = [fileId("/shop", ".portolan.yaml"), fileId("/shop", "app.yaml")];
  analysis.setRoots(["/shop"]);
  analysis.setFiles("/shop", [file, manifest]);
  analysis.setText(file, "# ours\nversion: 1\nrules:\n  PTL101: off # for now\n");
  assert.deepEqual(analysis.settingsOf(manifest).rules, { PTL101: "off" });
  analysis.setText(file, "version: [\n");
  assert.deepEqual(analysis.settingsOf(manifest).rules, {});
  analysis.setText(file, "version: 1\nrules: {PTL101: hint}\n");
  analysis.setFiles("/shop", [manifest]);
  assert.deepEqual(analysis.settingsOf(manifest).rules, {});
});

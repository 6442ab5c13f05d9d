import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ignoresIn } from "../../../server/src/core/syntax/ignores.ts";

describe("ignore comments", () => {
  it("speak for their own line, or for the next one that is no comment", () => {
    const text = [
      "a: 1 # portolan-ignore PTL101: known",
      "# portolan-ignore PTL203, selector-matches-nothing : because",
      "# more about b",
      "b: 2",
    ].join("\n");
    assert.deepEqual(ignoresIn(text), [
      { scope: "line", line: 0, target: 0, rules: ["PTL101"], reason: "known" },
      { scope: "line", line: 1, target: 3, rules: ["PTL203", "selector-matches-nothing"], reason: "because" },
    ]);
  });
  it("speak for the file", () => {
    assert.deepEqual(ignoresIn("a: 1\r\n\t# portolan-ignore-file PTL101\r\n"), [
      { scope: "file", line: 1, target: 2, rules: ["PTL101"], reason: "" },
    ]);
  });
  it("name at least one rule, in a comment", () => {
    for (const text of [
      "# portolan-ignore",
      "a: portolan-ignore PTL101",
      "a: b#portolan-ignore PTL101",
      "# portolan-ignored PTL101",
    ])
      assert.deepEqual(ignoresIn(text), [], text);
  });
});

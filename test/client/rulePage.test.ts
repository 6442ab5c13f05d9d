import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleCode, ruleFile, rulePath } from "../../client/src/rulePage.ts";

test("a code is found in an address of either kind", () => {
  assert.equal(ruleCode(rulePath("PTL101")), "PTL101");
  assert.equal(ruleCode("/rules/PTL203"), "PTL203");
  assert.equal(ruleCode("/rules/"), undefined);
});

test("a page is found by its code, with the rule's name in the file's or without", () => {
  const names = ["PTL1010.md", "PTL101-selector-matches-nothing.md", "PTL201.md", "PTL102.txt"];
  assert.equal(ruleFile("PTL101", names), "PTL101-selector-matches-nothing.md");
  assert.equal(ruleFile("PTL201", names), "PTL201.md");
  assert.equal(ruleFile("PTL102", names), undefined);
});

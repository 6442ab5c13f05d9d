import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleCode, ruleFile, rulePageHead, rulePath } from "../../client/src/rulePage.ts";

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

test("a page is offered by its rule's name and by what it finds", () => {
  const text =
    "# PTL101 selector-matches-nothing\n\nA selector fits no pod template.\n\n## Why it matters\n\nIt does.\n";
  const head = { description: "selector-matches-nothing", detail: "A selector fits no pod template." };
  assert.deepEqual(rulePageHead(text), head);
  assert.deepEqual(rulePageHead(text.replaceAll("\n", "\r\n")), head);
  assert.deepEqual(rulePageHead("something else"), { description: "", detail: "" });
});

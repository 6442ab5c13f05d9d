/** The comma behind an entry in flow style. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commaAfter } from "../../../server/src/core/syntax/change/flow.ts";

test("blanks, line breaks and comments are skipped", () => {
  assert.equal(commaAfter("a # one, two\n  # three\n  , b", 1), 26);
  assert.equal(commaAfter("a b, c", 1), undefined);
});

test("a long line of number signs is a comment like any other", { timeout: 5_000 }, () => {
  assert.equal(commaAfter(`a ${"#".repeat(10_000)}\n]`, 1), undefined);
});

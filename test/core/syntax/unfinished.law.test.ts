/** A line that is being typed may hold anything. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { unfinishedAt } from "../../../server/src/core/syntax/unfinished.ts";

const piece = fc.constantFrom(
  ...[
    "spec:",
    "ports:",
    "- ",
    "-",
    "  ",
    " ",
    "\n",
    "\r\n",
    "type",
    ": ",
    ":",
    "#",
    '"',
    "'",
    "{{",
    "}}",
    "[",
    "|",
  ],
  ...["\t", "a", "é", "🛒", "---\n", "? ", "&a", "*a"],
);
const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

test("wherever the cursor is, the word is around it, on its line, and is what stands there", () => {
  fc.assert(
    fc.property(texts, fc.nat(200), (text, place) => {
      const offset = Math.min(place, text.length);
      const found = unfinishedAt(text, offset);
      if (!found) return;
      const { start, end } = found.span;
      assert.ok(start <= offset && offset <= end, JSON.stringify(text));
      assert.equal(text.slice(start, end), found.word);
      assert.doesNotMatch(text.slice(start, end), /\s/);
    }),
    { numRuns: 3000 },
  );
});

test("the last line of a very long document is as quick as any other", () => {
  const text = `${"a: b\n".repeat(200_000)}${"- ".repeat(2000)}${"x".repeat(100_000)}`;
  assert.equal(unfinishedAt(text, text.length), undefined);
  const keys = `${"a: b\n".repeat(200_000)}ty`;
  assert.deepEqual(unfinishedAt(keys, keys.length)?.owner, []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import stringWidth from "string-width";
import { excerpt } from "../../server/src/cli/report/excerpt.ts";
import { painter } from "../../server/src/cli/terminal.ts";
import type { Range } from "../../server/src/core/answers.ts";

const options = { paint: painter(false), style: "red" as const, width: 40 };

function range(line: number, from: number, to: number, endLine = line): Range {
  return { start: { line, character: from }, end: { line: endLine, character: to } };
}

test("marks the exact characters, with the line above", () => {
  assert.deepEqual(excerpt("a:\r\n  b: crat\r\n", range(1, 5, 9), options), [
    "  1 │ a:",
    "  2 │   b: crat",
    "    │      ^^^^",
  ]);
});

test("an empty range and one of several lines have a mark, too", () => {
  assert.deepEqual(excerpt("abc", range(0, 3, 3), options), ["  1 │ abc", "    │    ^"]);
  assert.deepEqual(excerpt("abc\ndef", range(0, 1, 2, 1), options), ["  1 │ abc", "    │  ^^"]);
});

test("a long line is cut around the fault", () => {
  const text = `{${"x".repeat(500)}FAULT${"y".repeat(500)}}`;
  const [line = "", mark = ""] = excerpt(text, range(0, 501, 506), options);
  assert.ok(line.length <= 40);
  assert.equal(line.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1), "FAULT");
});

test("tabs do not shift the mark", () => {
  assert.deepEqual(excerpt("\tb: crat", range(0, 4, 8), options), ["  1 │  b: crat", "    │     ^^^^"]);
});

test("wide and combining characters do not shift the mark", () => {
  // Each of 購物車 takes two columns; the accent of cafe\u0301 none; 🛒 two.
  assert.deepEqual(excerpt("購物車: crat", range(0, 5, 9), options), [
    "  1 │ 購物車: crat",
    "    │         ^^^^",
  ]);
  assert.deepEqual(excerpt("app: 車庫 # x", range(0, 5, 7), options), [
    "  1 │ app: 車庫 # x",
    "    │      ^^^^",
  ]);
  assert.deepEqual(excerpt("{cafe\u0301: 🛒, b: x}", range(0, 13, 14), options), [
    "  1 │ {cafe\u0301: 🛒, b: x}",
    "    │             ^",
  ]);
});

test("a long line of wide characters is cut by columns", () => {
  const text = `${"車".repeat(500)}FAULT${"車".repeat(500)}`;
  const [line = "", mark = ""] = excerpt(text, range(0, 500, 505), options);
  assert.ok(stringWidth(line) <= 40);
  assert.equal(stringWidth(line.slice(0, line.indexOf("FAULT"))), mark.indexOf("^"));
  assert.equal(mark.trim(), "│ " + " ".repeat(mark.indexOf("^") - 6) + "^^^^^");
});

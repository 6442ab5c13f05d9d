import assert from "node:assert/strict";
import test from "node:test";
import { fitText, legible } from "../../../server/src/core/chart/fit.ts";
import type { Measure } from "../../../server/src/core/chart/measure.ts";
import { measureByTable } from "../../../server/src/core/chart/widths.ts";

/** Ten pixels a character. */
const plain: Measure = (text) => [...text].length * 10;

test("a text that fits stays, one that does not is cut as late as can be", () => {
  assert.deepEqual(fitText("cart", 40, "row", plain), { text: "cart", whole: "cart" });
  assert.deepEqual(fitText("checkout", 50, "row", plain), { text: "chec…", whole: "checkout" });
  assert.deepEqual(fitText("checkout", 10, "row", plain), { text: "…", whole: "checkout" });
  assert.deepEqual(fitText("checkout", 9, "row", plain), { text: "", whole: "checkout" });
  assert.deepEqual(fitText("", 0, "row", plain), { text: "", whole: "" });
});

test("no character is cut in half, no accent left over, no blank before the dots", () => {
  assert.equal(fitText("😀😀😀", 20, "row", plain).text, "😀…");
  assert.equal(fitText("ae\u0301o", 30, "row", plain).text, "ae…");
  assert.equal(fitText("a b c", 30, "row", plain).text, "a…");
});

test("what cannot be seen, or turns what follows, is shown as a mark; blanks of all kinds as one", () => {
  assert.equal(legible("a\u202eb\u200bc\u0000\ud800"), "a\ufffdb\ufffdc\ufffd\ufffd");
  assert.equal(legible(" a \t\n b "), " a b ");
  assert.equal(legible("http :80 → 8080 · 中文 שלום"), "http :80 → 8080 · 中文 שלום");
});

test("a text without end costs no more than a long one", () => {
  const started = performance.now();
  assert.ok(fitText("x".repeat(20_000_000), 100, "row", measureByTable).text.length < 20);
  assert.ok(performance.now() - started < 1000);
});

test("the table is never narrower than the faces that it stands for", () => {
  // DejaVu Sans Bold at 13 px, DejaVu Sans Mono at 11 px, as a browser's canvas measures them.
  assert.ok(measureByTable("recommendation-service", "title") >= 181.8);
  assert.ok(measureByTable("http :80 → http 8080/TCP", "row") >= 158.9);
  assert.ok(measureByTable("Ж中😀", "title") >= 13 * (1.22 + 0.6 + 1.04));
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { split } from "../../../server/src/core/syntax/split.ts";

const texts = (text: string) => split(text).map(({ start, end }) => text.slice(start, end));

describe("split", () => {
  it("gives a bare marker line to no document, and one that says more to the document that it opens", () => {
    assert.deepEqual(texts("a: 1\n---\nb: 2\n"), ["a: 1\n", "b: 2\n"]);
    assert.deepEqual(texts("---\na: 1\n--- # two\nb: 2"), ["a: 1\n", "--- # two\nb: 2"]);
    assert.deepEqual(texts("a: 1\r\n--- \r\nb: 2\r\n---"), ["a: 1\r\n", "b: 2\r\n", ""]);
    assert.deepEqual(texts("a: 1\n---\t{b: 2}"), ["a: 1\n", "---\t{b: 2}"]);
    assert.deepEqual(texts(""), [""]);
  });
  it("sees a marker only at the start of a line, alone", () => {
    assert.deepEqual(texts("a: |\n  ---\n  x\nb: a --- b\n----\n---x\n"), [
      "a: |\n  ---\n  x\nb: a --- b\n----\n---x\n",
    ]);
  });
  it("ends a document at three dots", () => {
    assert.deepEqual(texts("a: 1\n...\nb: 2\n"), ["a: 1\n...\n", "b: 2\n"]);
    assert.deepEqual(texts("a: 1\n...\n\n---\nb: 2\n...\n"), ["a: 1\n...\n\n", "b: 2\n...\n"]);
  });
  it("knows a document by its text, wherever it stands", () => {
    const [first, second, third] = split("a: 1\n---\na: 2\n---\na: 1\n");
    assert.equal(first?.hash, third?.hash);
    assert.notEqual(first?.hash, second?.hash);
  });
  it("loses nothing but bare marker lines, and adds nothing", () => {
    const line = fc.constantFrom("---", "...", "a: 1", "", "--- x", "# c", "----");
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"), (lines, lineEnd) => {
        const text = lines.join(lineEnd);
        const markers = /(?<=^|\r\n|\n|\r(?!\n))---[ \t]*(?:\r\n|\n|\r|$)/g;
        assert.equal(texts(text).join(""), text.replace(markers, ""));
      }),
    );
  });
});

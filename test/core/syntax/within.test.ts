import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { locate } from "../../../server/src/core/syntax/locate.ts";
import { locateWithin } from "../../../server/src/core/syntax/within.ts";
import { resolve } from "../../../server/src/core/value/scalar.ts";
import { treeIn, valueAt, valueIn } from "../../support/reading.ts";

/** Where a word of the value of `url` is found: what the text holds there, and at which offset. */
function found(text: string, word: string, path: readonly (string | number)[] = ["url"]) {
  const scalar = valueAt(valueIn(text), path);
  const value = scalar?.type === "scalar" ? resolve(scalar) : undefined;
  assert.ok(typeof value === "string" && value.includes(word), `${value}`);
  const start = value.indexOf(word);
  const span = locateWithin(treeIn(text), text, path, { start, end: start + word.length });
  return span && { text: text.slice(span.start, span.end), at: span.start };
}

function isExact(text: string, word: string) {
  assert.deepEqual(found(text, word), { text: word, at: text.lastIndexOf(word) });
}

describe("a stretch of a scalar", () => {
  it("is found in scalars of one line", () => {
    isExact("url: http://cart:8080/x # cart\n".replace(" # cart", " # c"), "cart");
    isExact('url: "http://cart:8080"\n', "8080");
    isExact("url: 'http://cart:8080'\n", "cart");
    isExact("url: !!str &a cart\n", "cart");
    isExact('{"url": "http://cart:8080"}', "cart");
  });
  it("is found in a literal block", () => {
    isExact("url: |\n  one\n\n    two\n  http://cart:80\nnext: 1\n", "cart");
    isExact("url: |2-\n    lead\n  cart\n", "cart");
    isExact("url: |+ # note\n\n \n  cart\n\n\n", "cart");
    isExact("url: |\n  one\n  cart", "cart");
  });
  it("is found whatever ends a line", () => {
    isExact("a: 1\r\nurl: cart\r\n", "cart");
    isExact("a: 1\r\nurl: |\r\n  one\r\n\r\n    two\r\n  http://cart:80\r\n", "cart");
    isExact("a: 1\r\nurl: |\r\n  one\r\n\r\n    two\r\n  http://cart:80\r\n", "80");
  });
  it("is found in a list, and behind an alias", () => {
    const text = "a: &u http://cart:80\nurl: *u\nargs: [--to=cart]\n";
    assert.deepEqual(found(text, "cart"), { text: "cart", at: text.indexOf("cart") });
    assert.deepEqual(found(text, "cart", ["args", 0]), { text: "cart", at: text.lastIndexOf("cart") });
  });
  it("is not known where the text as read is not the text as written", () => {
    assert.equal(found('url: "a\\tcart"\n', "cart"), undefined);
    assert.equal(found("url: 'it''s cart'\n", "cart"), undefined);
    assert.equal(found("url: >\n  one\n  cart\n", "cart"), undefined);
    assert.equal(found("url: one\n  cart\n", "cart"), undefined);
    assert.equal(found('url: "one\n  cart"\n', "cart"), undefined);
  });
  it("is nothing of a collection, or of what is not there", () => {
    const tree = treeIn("a: {b: c}\n");
    assert.equal(locateWithin(tree, "a: {b: c}\n", ["a"], { start: 0, end: 1 }), undefined);
    assert.equal(locateWithin(tree, "a: {b: c}\n", ["z"], { start: 0, end: 1 }), undefined);
    assert.ok(locate(tree, ["z"], "value"));
  });
});

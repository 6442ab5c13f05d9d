import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { equal } from "../../../server/src/core/query/equal.ts";

const plain = fc.anything({ withMap: true, withSet: true, withNullPrototype: false, maxDepth: 3 });

test("a copy equals its original", () => {
  fc.assert(fc.property(plain, (value) => equal(value, structuredClone(value))));
});

test("equality is symmetric", () => {
  fc.assert(fc.property(plain, plain, (a, b) => equal(a, b) === equal(b, a)));
});

test("what prints differently is not equal", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      return same || !equal(a, b);
    }),
  );
});

test("order counts in maps, sets and fields", () => {
  assert.equal(
    equal(
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
      new Map([
        ["b", 2],
        ["a", 1],
      ]),
    ),
    false,
  );
  assert.equal(equal(new Set(["a", "b"]), new Set(["b", "a"])), false);
  assert.equal(equal({ a: 1, b: 2 }, { b: 2, a: 1 }), false);
});

test("containers of different kinds differ", () => {
  const empties = [[], {}, new Map(), new Set(), null, "", 0, undefined];
  for (const [i, a] of empties.entries())
    for (const [j, b] of empties.entries()) assert.equal(equal(a, b), i === j);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { textParts } from "../../../../server/src/core/network/cluster/expand.ts";

const expand = (text: string, value: (name: string) => string) =>
  textParts(text)
    .map((part) => (part.kind === "text" ? part.text : value(part.name)))
    .join("");

const shown = (text: string) => expand(text, (name) => `<${name}>`);

describe("references in texts", () => {
  for (const [text, expected] of [
    ["", ""],
    ["plain", "plain"],
    ["$(A)", "<A>"],
    ["a$(A)b$(B)c", "a<A>b<B>c"],
    ["$$(A)", "$(A)"],
    ["$$$(A)", "$<A>"],
    ["$$$$", "$$"],
    ["$(", "$("],
    ["$(A", "$(A"],
    ["$(A$(B)", "<A$(B>"],
    ["$((A))", "<(A>)"],
    ["$A", "$A"],
    ["$", "$"],
    ["a$", "a$"],
    ["$)", "$)"],
    ["$()", "<>"],
  ] as const)
    it(`${text} is ${expected}`, () => assert.equal(shown(text), expected));

  it("are read like this, a character after the other", () => {
    const alphabet = fc.constantFrom("$", "(", ")", "A", " ");
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (text) => {
        assert.equal(shown(text), characterwise(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("cost no more than the text is long", () => {
    const text = "$(".repeat(500_000);
    assert.equal(textParts(text).length, 1);
  });
});

/** The same by another road: at each dollar the next character decides. */
function characterwise(text: string): string {
  const [first = "", ...rest] = text;
  if (first === "") return "";
  const after = rest.join("");
  if (first !== "$" || after === "") return first + characterwise(after);
  if (after.startsWith("$")) return `$${characterwise(after.slice(1))}`;
  const close = after.startsWith("(") ? after.indexOf(")") : -1;
  if (close > 0) return `<${after.slice(1, close)}>${characterwise(after.slice(close + 1))}`;
  return `$${after.charAt(0)}${characterwise(after.slice(1))}`;
}

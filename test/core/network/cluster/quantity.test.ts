import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { billionths, dividedBy } from "../../../../server/src/core/network/cluster/quantity.ts";

describe("amounts of resources", () => {
  for (const [text, expected] of [
    ["1", 10n ** 9n],
    ["0.5", 5n * 10n ** 8n],
    [".5", 5n * 10n ** 8n],
    ["5.", 5n * 10n ** 9n],
    ["500m", 5n * 10n ** 8n],
    ["1.5Gi", 3n * 2n ** 29n * 10n ** 9n],
    ["2k", 2n * 10n ** 12n],
    ["1e3", 10n ** 12n],
    ["12E2", 12n * 10n ** 11n],
    ["1E", 10n ** 27n],
    ["1n", 1n],
    ["0.1n", 1n],
    ["-1", -(10n ** 9n)],
    ["+1", 10n ** 9n],
  ] as const)
    it(`read ${text}`, () => assert.equal(billionths(text), expected));

  for (const text of ["", ".", "m", "1 Gi", "1gi", "1K", "one", "1.2.3", "1mm"])
    it(`are not ${JSON.stringify(text)}`, () => assert.equal(billionths(text), undefined));

  it("come out whole, rounded up", () => {
    assert.equal(dividedBy("1001m", "1"), "2");
    assert.equal(dividedBy("1", "1m"), "1000");
    assert.equal(dividedBy("0", "1"), "0");
    assert.equal(dividedBy("1", "0"), undefined);
    assert.equal(dividedBy("much", "1"), undefined);
  });
});

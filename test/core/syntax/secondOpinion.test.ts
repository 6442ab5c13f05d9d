import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FAILSAFE_SCHEMA, load, mergeTag } from "js-yaml";
import type { Value } from "../../../server/src/core/value/value.ts";
import { manifestText } from "../../support/manifestText.ts";
import { valueIn } from "../../support/reading.ts";

/** Structure and quoted scalars; what a plain scalar means is Kubernetes' own reading, which no library follows. */
function ours(value: Value | undefined): unknown {
  switch (value?.type) {
    case "scalar":
      return value.raw;
    case "sequence":
      return value.items.map(ours);
    case "mapping":
      return Object.fromEntries(value.entries.map((entry) => [entry.key, ours(entry.value)]));
    default:
      return undefined;
  }
}

const theirs = (text: string): unknown => load(text, { schema: FAILSAFE_SCHEMA.withTags(mergeTag) });

const DOCUMENTS: readonly string[] = [
  "a: 1\nb: [x, 'y', \"z\"]\nc: {d: e, f: [g, {h: i}]}\n",
  "- a\n-\n  b: c\n  d:\n  - e\n  - - f\n    - g\n",
  "a: |\n  one\n   two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  keep\n\nd: x\n",
  "a: \"x\\ty\\u00e9\\x41 \\\n  z\"\nb: 'it''s\n  two'\nc: plain\n  folded\n",
  "a: &x {b: c}\nd: *x\ne: &y [1, 2]\nf: *y\n",
  "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n",
  "a: &x {b: 1}\ne: &y {b: 2, c: 3}\nd:\n  <<: [*x, *y]\n  z: 3\n",
  "a: &x 1\nb: &x 2\nc: *x\n",
  "? a\n: b\n",
  "# only\na: b # c\n# d\ne: 'f # g'\nh: i#j\n",
  "a:   b\r\nc:\r\n  - d\r\n  - |\r\n    e\r\n    f\r\n",
  "a:\tb\nc: d\t# e\n",
  '"quoted key": x\n\'another\': y\n"a\\nb": z\n',
  '{"a": "b\\/c", "d": ["e", {"f": "g\\u0041"}], "h": ""}',
  "a: !!str x\nb: !!map {c: d}\n",
  "a: 'http://x:80/y?z=[1]#f'\nb: http://x:80/y\nc: a:b\nd: -x\ne: '*'\n",
  "---\na: b\n...\n",
  "",
  "# nothing\n",
];

describe("js-yaml, asked for a second opinion", () => {
  for (const text of DOCUMENTS) {
    it(`agrees on ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(
        ours(valueIn(text)) ?? "",
        text.trim() === "" || text === "# nothing\n" ? "" : theirs(text),
      );
    });
  }

  it("agrees on random documents", () => {
    fc.assert(
      fc.property(manifestText, (text) => {
        assert.deepEqual(ours(valueIn(text)), theirs(text));
      }),
      { numRuns: 200 },
    );
  });
});

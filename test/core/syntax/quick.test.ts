/** The quick reader beside the parser: what it reads is the same, and what it is not sure of it leaves alone. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parse } from "../../../server/src/core/syntax/parse.ts";
import { plain } from "../../../server/src/core/syntax/plain.ts";
import { quickValue } from "../../../server/src/core/syntax/quick/quick.ts";
import { split } from "../../../server/src/core/syntax/split.ts";
import { manifestText } from "../../support/manifestText.ts";

const HOME = join(import.meta.dirname, "../../..");

/** Whether it was read. What is read must be what the parser reads, which has nothing to complain of. */
function isReadAlike(text: string): boolean {
  const value = quickValue(text);
  if (value === undefined) return false;
  const parsed = parse(text);
  const slow = "tree" in parsed ? plain(parsed.tree) : parsed;
  assert.deepStrictEqual(slow, { value, duplicateKeys: [] }, JSON.stringify(text));
  return true;
}

function documentsIn(folder: string): readonly string[] {
  return readdirSync(join(HOME, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|txt)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .flatMap((text) => split(text).map(({ start, end }) => text.slice(start, end)));
}

const READ: readonly string[] = [
  "a: b",
  "a:\n",
  "a:\n  b: 1 # c\n\n# d\n  e: x#y\n",
  "a:\n- b\n-\n- - c\n  - d: e\n    f:\n    - g\nh: -i\n",
  "a: http://x:80/y?z=1\nb: -x\nc: 12:30\nd: it's\n",
  "\"a\": 'it''s # here'\n'b c': \"x\\ty\\\\\\\"\"\n",
  "on: 1\n010: 2\n~: 3\n1.50: 4\n",
  "a: |\n  one\n   two\n\n  three\n\n\nb: |- # c\n    x\n  # d\n- c\n".replace("- c\n", "c: d\n"),
  "a: |\n  # no comment\n\ttab\n".replace("\n\ttab", "\n  \ttab"),
  "- a: |\n    x",
  'a: [b, \'c\',"d", e f, [g], {h: i, "j": {}}] # k\nl: []\n',
  "a: [ b , c\u00a0, d\u00a0 ]\ne: f\u00a0\n",
  "  a: b\n  c: d\n",
  "a: b\r\nc:\r\n  - |\r\n    d\r\n",
];

const DECLINED: readonly string[] = [
  "",
  "# nothing\n",
  "a",
  "a: b\n  c\n",
  "a: b: c\n",
  "a: 'b'c\n",
  "a: 'b\n  c'\n",
  "'a",
  "'a''",
  "''a': 'b\n",
  "a: &x b\n",
  "a: *x\n",
  "a: !!str b\n",
  "<<: {}\n",
  "a: 1\na: 2\n",
  "on: 1\n'true': 2\n",
  "? a\n",
  "a: [b,\n c]\n",
  "a: [b, ]\n",
  "a: {b}\n",
  "a: >\n  b\n",
  "a: |2\n   b\n",
  "a: |+\n  b\n\n",
  "a: |\n    \n  b\n",
  "a: |\n  b\n c\n",
  "a:\tb\n",
  "\ta: b\n",
  "a: b\n---\nc: d\n",
  "a: b\n...\n",
  "%YAML 1.2\n",
  "a:\n  b: 1\n c: 2\n",
  "a: - b\n",
  "a: b\rc: d\n",
  `${"[".repeat(200)}${"]".repeat(200)}`,
  `${"- ".repeat(200)}a\n`,
  `${"x".repeat(2000)}: a\n`,
];

describe("the quick reader", () => {
  for (const text of READ) it(`reads ${JSON.stringify(text)}`, () => assert.equal(isReadAlike(text), true));
  for (const text of DECLINED)
    it(`declines ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(quickValue(text), undefined));

  it("says what the parser says of every document in samples and fixtures, and reads nearly all of samples", () => {
    const samples = documentsIn("samples").map(isReadAlike);
    assert.ok(samples.filter((read) => read).length >= samples.length * 0.8, `${samples}`);
    const fixtures = documentsIn("test").map(isReadAlike);
    assert.ok(fixtures.filter((read) => read).length > 100);
  });

  it("says what the parser says of random documents", () => {
    fc.assert(
      fc.property(manifestText, (text) => void isReadAlike(text)),
      { numRuns: 300 },
    );
  });

  it("says what the parser says of documents that people are writing", () => {
    const documents = documentsIn("test/rules/fixtures").filter((text) => text.length > 20);
    const scrap = fc.oneof(
      fc.constantFrom(
        ..."\n :-#'\"[]{},&*!|>?%@`\t\r\\~=",
        "- ",
        ": ",
        " #",
        "\n\n  ",
        "|-",
        "<<: ",
        "---\n",
        "\ufeff",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    const edit = fc.record({ at: fc.nat(10_000), without: fc.nat(4), scrap });
    const course = fc.record({
      text: fc.constantFrom(...documents),
      edits: fc.array(edit, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(course, ({ text, edits }) => {
        const edited = edits.reduce(
          (before, { at, without, scrap: added }) => {
            const place = at % (before.length + 1);
            return before.slice(0, place) + added + before.slice(place + without);
          },
          text.slice(0, 1000),
        );
        isReadAlike(edited);
      }),
      { numRuns: 800 },
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "../../../server/src/core/syntax/parse.ts";
import { plain } from "../../../server/src/core/syntax/plain.ts";
import { printPath } from "../../../server/src/core/value/path.ts";
import { read, treeIn, valueIn } from "../../support/reading.ts";

const problem = (text: string) => {
  const parsed = parse(text);
  return "problem" in parsed ? parsed.problem.message : undefined;
};

const refusal = (text: string) => {
  const value = plain(treeIn(text));
  return "problem" in value ? value.problem : undefined;
};

describe("parse", () => {
  it("gives no tree for a text with an error", () => {
    for (const text of [
      'a: "b',
      "a: [b",
      "a: b: c",
      "a:\n\tb: c",
      "a: *b: c",
      "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n",
      "a: {{ .Values.x }}\nb: {{- if }}",
    ])
      assert.equal(typeof problem(text), "string", text);
  });
  it("takes duplicate keys, unknown tags and what only YAML 1.2 forbids", () => {
    for (const text of [
      "a: 1\na: 2\n",
      "a: !mine b\n",
      "a:\tb\n",
      "%YAML 1.1\n---\na: b\n",
      "\ufeffa: b\n",
      "a: b\n...\n",
    ])
      assert.equal(problem(text), undefined, text);
  });
  it("never throws, however deep", () => {
    assert.ok(parse("[".repeat(50_000)));
    assert.ok(parse(`${"{a: ".repeat(20_000)}1${"}".repeat(20_000)}`));
  });
});

describe("plain", () => {
  it("keeps the text and the style of scalars", () => {
    assert.deepEqual(valueIn("a: [080, '080', \"0\\x380\", !!str 080]\nb: |\n  080\n"), {
      type: "mapping",
      entries: [
        {
          key: "a",
          value: {
            type: "sequence",
            items: [
              { type: "scalar", raw: "080", style: "plain" },
              { type: "scalar", raw: "080", style: "single" },
              { type: "scalar", raw: "080", style: "double" },
              { type: "scalar", raw: "080", style: "plain", tag: "tag:yaml.org,2002:str" },
            ],
          },
        },
        { key: "b", value: { type: "scalar", raw: "080\n", style: "block" } },
      ],
    });
  });

  it("lets an anchor that is defined again replace the earlier one from there on", () => {
    assert.deepEqual(read("a: &x one\nb: *x\nc: &x two\nd: *x\n"), {
      a: "one",
      b: "one",
      c: "two",
      d: "two",
    });
  });

  it("refuses aliases without anchor, inside their own anchor, and bombs", () => {
    assert.equal(refusal("a: *none\n"), "an alias names no anchor");
    assert.equal(refusal("a: &x [*x]\n"), "an alias stands inside its own anchor");
    assert.equal(refusal("a: &x { <<: *x }\n"), "an alias stands inside its own anchor");
    const bomb = ["a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]"];
    for (let level = 1; level < 9; level += 1)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    assert.match(refusal(bomb.join("\n")) ?? "", /500,000/);
  });

  it("says where keys are written twice, the later one", () => {
    const value = plain(treeIn("a: 1\nb:\n- c: 1\n  c: 2\n  c: 3\na: 2\n"));
    assert.deepEqual("value" in value && value.duplicateKeys.map(printPath), ["b[0].c", "b[0].c", "a"]);
    const merged = plain(treeIn("x: &x { a: 1, a: 2 }\ny: { <<: *x, a: 3 }\nz: *x\n"));
    assert.deepEqual("value" in merged && merged.duplicateKeys.map(printPath), ["x.a"]);
    const spelt = plain(treeIn("yes: 1\ntrue: 2\n'yes': 3\n"));
    assert.deepEqual("value" in spelt && spelt.duplicateKeys.map(printPath), ["true"]);
  });
});

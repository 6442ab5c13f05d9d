import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { locate } from "../../../server/src/core/syntax/locate.ts";
import type { FieldChange, PlainScalar } from "../../../server/src/core/value/change.ts";
import type { Path } from "../../../server/src/core/value/path.ts";
import { changed } from "../../support/changing.ts";
import { manifestText } from "../../support/manifestText.ts";
import { commentsIn, pathsIn, read, treeIn, valueAt, valueIn } from "../../support/reading.ts";

const newScalar = fc.oneof(
  fc.constantFrom<PlainScalar>(
    "cart",
    "yes",
    "80",
    "0777",
    "a: b",
    "a #b",
    "x, y",
    "[",
    "-",
    "",
    "~",
    "two\nlines",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.nat(65535),
  fc.boolean(),
);

/** A manifest and one of its paths. */
const place = manifestText.chain((text) => {
  const paths = pathsIn(valueIn(text)).filter((path) => path.length > 0);
  return fc.record({ text: fc.constant(text), path: fc.constantFrom(...paths) });
});

function outcome(text: string, change: FieldChange): string {
  const result = changed(text, change);
  assert.notEqual(result, undefined, "it can be made");
  return result ?? "";
}

/** The value with what stands at a path made into something else. */
function withChange(
  value: unknown,
  path: Path,
  change: (parent: unknown, step: string | number) => void,
): unknown {
  const copy: unknown = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Object(at)[step], copy);
  change(parent, path.at(-1) ?? "");
  return copy;
}

const comments = (text: string) => commentsIn(text).map((comment) => comment.text);

/** Whether the first list is the second with some left out. */
function isSublist(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const item of all) if (item === some[at]) at += 1;
  return at === some.length;
}

/** The paths at which the scalar of this path is read: more than one when aliases name it. */
function sameScalar(text: string, path: Path): readonly Path[] {
  const tree = treeIn(text);
  const value = valueIn(text);
  const start = locate(tree, path, "value")?.start;
  return pathsIn(value).filter(
    (other) => valueAt(value, other)?.type === "scalar" && locate(tree, other, "value")?.start === start,
  );
}

const isScalarAt = (text: string, path: Path) => {
  const value = valueAt(valueIn(text), path);
  return value?.type === "scalar" && value.style !== "block";
};

describe("a change", () => {
  it("sets one scalar and touches nothing else", () => {
    fc.assert(
      fc.property(place, newScalar, ({ text, path }, value) => {
        fc.pre(isScalarAt(text, path));
        const result = outcome(text, { type: "set", path, value });
        const expected = sameScalar(text, path).reduce(
          (json, each) =>
            withChange(json, each, (parent, step) => Object.assign(Object(parent), { [step]: value })),
          read(text),
        );
        assert.deepEqual(read(result), expected);
        assert.deepEqual(comments(result), comments(text));
      }),
      { numRuns: 400 },
    );
  });

  it("adds one key and touches nothing else", () => {
    fc.assert(
      fc.property(place, newScalar, ({ text, path }, value) => {
        fc.pre(valueAt(valueIn(text), path)?.type === "mapping");
        const result = outcome(text, { type: "set", path: [...path, "brand new"], value });
        const expected = withChange(read(text), [...path, "brand new"], (parent, step) =>
          Object.assign(Object(parent), { [step]: value }),
        );
        assert.deepEqual(read(result), expected);
        assert.deepEqual(comments(result), comments(text));
      }),
      { numRuns: 300 },
    );
  });

  it("adds one item and touches nothing else", () => {
    fc.assert(
      fc.property(place, newScalar, ({ text, path }, value) => {
        const before = valueAt(valueIn(text), path);
        fc.pre(before?.type === "sequence");
        const item = { name: value, ports: [80, { on: "off" }], none: {} };
        const result = outcome(text, { type: "insert", path, value: item });
        const expected = withChange(read(text), path, (parent, step) => Object(parent)[step].push(item));
        assert.deepEqual(read(result), expected);
        assert.deepEqual(comments(result), comments(text));
      }),
      { numRuns: 300 },
    );
  });

  it("removes one entry and touches nothing else", () => {
    fc.assert(
      fc.property(place, ({ text, path }) => {
        // Behind an anchor there may be aliases that would be left without it.
        fc.pre(!text.includes("&"));
        const result = outcome(text, { type: "remove", path });
        const expected = withChange(read(text), path, (parent, step) => {
          if (Array.isArray(parent)) parent.splice(Number(step), 1);
          else delete Object(parent)[step];
        });
        assert.deepEqual(read(result), expected);
        assert.ok(isSublist(comments(result), comments(text)));
      }),
      { numRuns: 400 },
    );
  });

  it("renames one key and touches nothing else", () => {
    fc.assert(
      fc.property(
        place,
        fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
        ({ text, path }, key) => {
          const parent = valueAt(valueIn(text), path.slice(0, -1));
          fc.pre(
            parent?.type === "mapping" &&
              parent.entries.every((entry) => entry.key !== key) &&
              key !== "__proto__",
          );
          const result = outcome(text, { type: "rename", path, key });
          const expected = withChange(read(text), path, (at, step) => {
            Object.assign(Object(at), { [key]: Object(at)[step] });
            delete Object(at)[step];
          });
          assert.deepEqual(read(result), expected);
          assert.deepEqual(comments(result), comments(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("comments without touching anything", () => {
    fc.assert(
      fc.property(place, ({ text, path }) => {
        const result = outcome(text, {
          type: "comment",
          path,
          part: "value",
          text: "portolan-ignore PTL101: because",
        });
        assert.deepEqual(read(result), read(text));
        const [added, ...more] = comments(result).filter((comment) =>
          comment.startsWith("# portolan-ignore"),
        );
        assert.deepEqual([added, more], ["# portolan-ignore PTL101: because", []]);
        assert.ok(isSublist(comments(text), comments(result)));
      }),
      { numRuns: 200 },
    );
  });

  it("adds one document and touches nothing else", () => {
    fc.assert(
      fc.property(manifestText, (text) => {
        const value = { kind: "Service", spec: { ports: [{ port: 80 }] } };
        const result = changed(text, { type: "createDocument", value });
        // Only a block scalar that ends the file without a line break would be changed by what follows.
        if (result === undefined) assert.match(text, /[|][\s\S]*[^\n]$/);
        else assert.ok(result.startsWith(text));
      }),
      { numRuns: 200 },
    );
  });
});

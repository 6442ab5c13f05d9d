import assert from "node:assert/strict";
import test from "node:test";
import { type FixtureFinding, readFixture, rewriteFixture } from "./fixture.ts";

const source = `What this shows stands here.
# file: a/cart.yaml
kind: Service
#<^^^ PTL102 warning: in the first column
spec:
  selector:
    app: crat$0 # a comment
#        ^^^^ PTL101: \`app: crat\` matches…
#        ^^^^ PTL901 error: twice
  # an ordinary comment
# file: b/pod.yaml
kind: Pod
`;

function finding(path: string, line: number, start: number, end: number, rest: Partial<FixtureFinding> = {}) {
  const range = { start: { line, character: start }, end: { line, character: end } };
  return { path, range, code: "PTL101", severity: "error", message: "said", ...rest };
}

test("files are split, and lose expectations and cursor", () => {
  const { files, cursor } = readFixture(source);
  assert.deepEqual(files, [
    {
      path: "a/cart.yaml",
      text: "kind: Service\nspec:\n  selector:\n    app: crat # a comment\n  # an ordinary comment\n",
    },
    { path: "b/pod.yaml", text: "kind: Pod\n" },
  ]);
  assert.deepEqual(cursor, { path: "a/cart.yaml", line: 3, character: 13 });
});

test("a fixture without file lines is one file", () => {
  const { files } = readFixture("# about it\nkind: Pod\n");
  assert.deepEqual(files, [{ path: "manifest.yaml", text: "# about it\nkind: Pod\n" }]);
});

test("expectations stand on the columns of the line above", () => {
  const { expectations } = readFixture(source);
  const places = expectations.map(({ line, start, end, code, severity }) => [
    line,
    start,
    end,
    code,
    severity,
  ]);
  assert.deepEqual(places, [
    [0, 0, 5, "PTL102", "warning"],
    [3, 9, 13, "PTL101", undefined],
    [3, 9, 13, "PTL901", "error"],
  ]);
});

test("what holds is kept as written; what does not is replaced in place", () => {
  const rewritten = rewriteFixture(readFixture(source), [
    finding("a/cart.yaml", 3, 9, 13, { message: "`app: crat` matches nothing", severity: "hint" }),
    finding("a/cart.yaml", 1, 0, 4, { code: "PTL501", severity: "information" }),
    finding("b/pod.yaml", 0, 6, 9),
  ]);
  assert.equal(
    rewritten,
    `What this shows stands here.
# file: a/cart.yaml
kind: Service
spec:
#<^^ PTL501 information: said
  selector:
    app: crat$0 # a comment
#        ^^^^ PTL101: \`app: crat\` matches…
  # an ordinary comment
# file: b/pod.yaml
kind: Pod
#     ^^^ PTL101 error: said
`,
  );
});

test("what was written anew holds", () => {
  const findings = [
    finding("b/pod.yaml", 0, 0, 4),
    {
      ...finding("a/cart.yaml", 2, 2, 5),
      range: { start: { line: 2, character: 2 }, end: { line: 3, character: 1 } },
    },
  ];
  const once = rewriteFixture(readFixture(source), findings);
  assert.equal(rewriteFixture(readFixture(once), findings), once);
  assert.match(once, /^# \^{9}> PTL101 error: said$/m);
});

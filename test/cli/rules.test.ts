import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownAsText } from "../../server/src/cli/report/markdown.ts";
import { painter } from "../../server/src/cli/terminal.ts";
import { portolan } from "../support/commandLine.ts";

const cwd = import.meta.dirname;

test("all rules, one a line, sorted", async () => {
  const { code, out } = await portolan(["rules"], { cwd });
  assert.equal(code, 0);
  const codes = out
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(0, 6));
  assert.ok(codes.length >= 10);
  assert.deepEqual(codes, codes.toSorted());
  assert.match(out, /^PTL101 {2}error +selector-matches-nothing +/m);
});

test("a rule is found by code or name, in any case", async () => {
  const page = await portolan(["rules", "PTL101"], { cwd });
  assert.equal(page.code, 0);
  assert.match(page.out, /^PTL101 selector-matches-nothing\n/);
  assert.match(page.out, /^ {4}kind: Service$/m);
  assert.doesNotMatch(page.out, /<!--|```|^#/m);
  assert.deepEqual(await portolan(["rules", "ptl101"], { cwd }), page);
  assert.deepEqual(await portolan(["rules", "selector-matches-nothing"], { cwd }), page);
});

test("a rule that is none", async () => {
  const { code, err } = await portolan(["rules", "selector-match-nothing"], { cwd });
  assert.equal(code, 2);
  assert.equal(
    err,
    "portolan: There is no rule `selector-match-nothing`. Did you mean `selector-matches-nothing`?\n",
  );
});

test("json", async () => {
  const all = JSON.parse((await portolan(["rules", "-o", "json"], { cwd })).out);
  assert.equal(all.version, 1);
  assert.equal(all.rules[0].code, "PTL101");
  const one = JSON.parse((await portolan(["rules", "PTL101", "-o", "json"], { cwd })).out);
  assert.deepEqual(one, { version: 1, rule: all.rules[0] });
});

test("Markdown on a terminal", () => {
  const markdown = [
    "# A title",
    "",
    "Some `code`, **bold**, and a",
    "[link](https://example.com/).",
    "",
    "| level | when |",
    "|---|---|",
    "| error | a \\| b, and so on and on and on until it no longer fits the line |",
    "| hint | else |",
    "",
    "```yaml",
    "a: 1",
    "",
    "b: 2",
    "```",
    "<!-- made by hand -->",
  ].join("\n");
  const plain = markdownAsText(markdown, { paint: painter(false), width: 50 });
  assert.equal(
    plain,
    [
      "A title",
      "",
      "Some `code`, bold, and a link",
      "<https://example.com/>.",
      "",
      "  error  a | b, and so on and on and on until it",
      "         no longer fits the line",
      "  hint   else",
      "",
      "    a: 1",
      "",
      "    b: 2",
      "",
    ].join("\n"),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, Severity } from "../../server/src/core/answers.ts";
import { withinAll, withinFile } from "../../server/src/lsp/publishing/limits.ts";
import { createPublisher } from "../../server/src/lsp/publishing/publisher.ts";

function finding(severity: Severity, line: number, file = "a"): Diagnostic {
  const start = { line, character: 0 };
  const about = { resource: undefined, path: `spec.p${line}`, units: [], related: [], fixes: [] };
  return { file, range: { start, end: start }, code: "PTL101", name: "x", severity, message: "m", ...about };
}

const limits = { inFile: 3, inAll: 5 };

test("of too many findings in a file the errors stay, in the order of the text", () => {
  const all = (["warning", "information", "error", "warning", "error"] as const).map((severity, line) =>
    finding(severity, line),
  );
  const { findings, notice } = withinFile(all, limits);
  assert.deepEqual(
    findings.map(({ range }) => range.start.line),
    [0, 2, 4],
  );
  assert.match(notice ?? "", /^2 more findings in this file/);
});

test("of too many findings in all, errors of every file come before any warning, and one file tells", () => {
  const files = new Map([
    ["a", [0, 1, 2].map((line) => finding("warning", line, "a"))],
    ["b", [0, 1, 2].map((line) => finding("error", line, "b"))],
    ["c", [0, 1].map((line) => finding("information", line, "c"))],
  ]);
  const chosen = withinAll(files, limits);
  const counts = [...chosen.values()].map(({ findings }) => findings.length);
  assert.deepEqual(counts, [2, 3, 0]);
  assert.match(chosen.get("a")?.notice ?? "", /^3 more findings in the workspace/);
  assert.equal(chosen.get("c")?.notice, undefined);
});

test("the publisher keeps the limits, and lets go of them", () => {
  const shown = new Map<string, number>();
  const publisher = createPublisher({
    send: ({ uri, diagnostics }) => shown.set(uri, diagnostics.length),
    uriOf: (file) => file,
    versionOf: () => undefined,
    showing: () => ({ relatedInformation: false, fadesUnnecessary: false, linksCodes: false }),
    limits,
  });
  const three = (file: string) => [0, 1, 2].map((line) => finding("error", line, file));
  publisher.put("a", three("a"));
  publisher.put("b", three("b"));
  publisher.put("hints", [finding("hint", 0)]);
  assert.deepEqual([...shown], [["a", 3]]);
  publisher.finish(["a", "b", "hints"]);
  // Two of the second file, and the word about the third.
  assert.deepEqual(Object.fromEntries(shown), { a: 3, b: 3 });
  publisher.put("a", []);
  publisher.finish(["a", "b"]);
  assert.deepEqual(Object.fromEntries(shown), { a: 0, b: 3 });
  publisher.finish([]);
  assert.deepEqual(Object.fromEntries(shown), { a: 0, b: 0 });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { makeRepository } from "../support/repository.ts";
import { mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

test("one workflow command a finding", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { code, out, err } = await run("-o github");
  assert.deepEqual({ code, err }, { code: 1, err: "" });
  matchesSnapshot(out, join(import.meta.dirname, "snapshots/check.github.txt"));
});

test("nothing found is nothing said", async (t) => {
  const { run } = await makeRepository(t, { "a.yaml": shop["deployment.yaml"] });
  assert.deepEqual(await run("-o github"), { code: 0, out: "", err: "" });
});

test("no name can end a property, a command or a line", async (t) => {
  const { run } = await makeRepository(t, { ...shop, "service.yaml": "", "a,b:c%0A.yaml": service });
  const { out } = await run("-o github");
  assert.match(out, /^::error file=a%2Cb%3Ac%250A\.yaml,line=7,col=10,endColumn=14,title=PTL101 [a-z-]+::/);
  assert.equal(out.trimEnd().split(/[\r\n]/).length, 1);
});

test("levels have GitHub's names", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { out } = await run("-o github --severity hint");
  for (const line of out.trimEnd().split("\n")) assert.match(line, /^::(error|warning|notice) file=/);
});

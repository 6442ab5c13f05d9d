import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import type { Log, Region, Result, Run } from "sarif";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";
import { makeRepository } from "../support/repository.ts";
import { mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

const project = resolve(import.meta.dirname, "../..");

function logOf(out: string): Log {
  return JSON.parse(out);
}

function runOf(out: string): Run {
  const { runs } = logOf(out);
  assert.equal(runs.length, 1);
  const [run] = runs;
  assert.ok(run);
  return run;
}

function resultsOf(out: string): readonly Result[] {
  return runOf(out).results ?? [];
}

function conformsToSchema(out: string): void {
  // Nothing in it is peculiar to draft 04 but how it names itself.
  const { $schema: _, id: __, ...schema } = sarifSchema;
  const validate = new Ajv({
    strict: false,
    unicodeRegExp: false,
    validateFormats: false,
    allErrors: true,
  }).compile(schema);
  assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, undefined, 2));
}

/** Every place that a log names, with the file it is in. */
function placesOf(value: unknown): readonly { uri: string; region: Region }[] {
  if (Array.isArray(value)) return value.flatMap(placesOf);
  if (typeof value !== "object" || value === null) return [];
  const { artifactLocation: at, region, replacements }: Record<string, unknown> = { ...value };
  const uri = String(Object(at)["uri"]);
  const own = region === undefined ? [] : [{ uri, region: Object(region) }];
  const deleted = Array.isArray(replacements)
    ? replacements.map((each) => ({ uri, region: Object(each)["deletedRegion"] }))
    : [];
  return [...own, ...deleted, ...Object.values(value).flatMap(placesOf)];
}

test("a log of two findings", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { code, out, err } = await run("-o sarif");
  assert.deepEqual({ code, err }, { code: 1, err: "" });
  conformsToSchema(out);
  const log = logOf(out);
  // Pages have their own tests, and the version its own day.
  for (const { tool } of log.runs) {
    tool.driver.version = tool.driver.semanticVersion = "0.0.0";
    for (const rule of tool.driver.rules ?? []) {
      rule.fullDescription = rule.help = { text: "…" };
    }
  }
  matchesSnapshot(
    `${JSON.stringify(log, undefined, 2)}\n`,
    join(import.meta.dirname, "snapshots/check.sarif"),
  );
});

test("nothing found", async (t) => {
  const { run } = await makeRepository(t, { "a.yaml": shop["deployment.yaml"] });
  const { code, out } = await run("-o sarif");
  assert.equal(code, 0);
  conformsToSchema(out);
  assert.deepEqual(resultsOf(out), []);
});

test("every sample: it conforms, and every rule, region and fix is what it says", async (t) => {
  const cwd = await makeFolder(t, { ".git/HEAD": "" });
  await cp(join(project, "samples"), cwd, { recursive: true });
  const argv = ["check", "-o", "sarif", "--severity", "hint"];
  const { out } = await portolan(argv, { cwd });
  conformsToSchema(out);
  const { tool, results = [] } = runOf(out);
  assert.ok(results.length > 5);
  const rules = tool.driver.rules ?? [];
  assert.deepEqual(
    rules.map(({ id }) => id),
    [...new Set(results.map(({ ruleId }) => ruleId))].sort(),
  );
  for (const result of results) assert.equal(rules[result.ruleIndex ?? -1]?.id, result.ruleId);
  for (const rule of rules) {
    const page = readFileSync(join(project, `docs/rules/${rule.id}.md`), "utf8");
    assert.ok(
      rule.help?.markdown !== undefined && rule.help.markdown !== "" && page.startsWith(rule.help.markdown),
    );
    assert.doesNotMatch(rule.help.text, /<!--|```/);
    assert.ok(rule.shortDescription?.text);
  }
  for (const { uri, region } of placesOf(results)) {
    assert.doesNotMatch(uri, /^\/|^[a-z]+:|\\|\.\./);
    const lines = readFileSync(join(cwd, decodeURIComponent(uri)), "utf8").split(/\r?\n/);
    const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region;
    assert.ok(startLine >= 1 && startColumn >= 1 && endLine >= startLine);
    assert.ok(endLine > startLine || endColumn >= startColumn);
    assert.ok(startColumn <= (lines[startLine - 1]?.length ?? -1) + 1, uri);
    assert.ok(endColumn <= (lines[endLine - 1]?.length ?? -1) + 1, uri);
  }
  assert.equal((await portolan(argv, { cwd })).out, out);
  assert.doesNotMatch(out, new RegExp(cwd));
});

test("columns count UTF-16 code units, addresses are percent-encoded", async (t) => {
  const wide =
    '{kind: Service, apiVersion: v1, metadata: {name: cart, annotations: {a: "🛒"}}, spec: {selector: {app: crat}, ports: [{port: 80}]}}';
  const { run } = await makeRepository(t, { ...shop, "service.yaml": "", "über uns/a#b.yaml": wide });
  const { out } = await run("-o sarif");
  conformsToSchema(out);
  assert.equal(runOf(out).columnKind, "utf16CodeUnits");
  const place = resultsOf(out)[0]?.locations?.[0]?.physicalLocation;
  const { startColumn, endColumn } = place?.region ?? {};
  assert.deepEqual({ startColumn, endColumn }, { startColumn: 104, endColumn: 108 });
  assert.equal(place?.artifactLocation?.uri, "%C3%BCber%20uns/a%23b.yaml");
  assert.equal(place?.artifactLocation?.uriBaseId, "%SRCROOT%");
});

test("a finding keeps its fingerprint when lines move, and each has its own", async (t) => {
  const twice = (head: string) => ({
    ...shop,
    "service.yaml": `${head}${service}---\n${service.replace("name: cart", "name: cart2")}`,
  });
  const prints = async (head: string) => {
    const { run } = await makeRepository(t, twice(head));
    return resultsOf((await run("-o sarif --severity hint")).out).map(
      ({ partialFingerprints }) => partialFingerprints?.["portolanFinding/v1"],
    );
  };
  const before = await prints("");
  assert.ok(before.length >= 2);
  assert.equal(new Set(before).size, before.length);
  assert.deepEqual(await prints("# one\n\n# two\n"), before);
  assert.deepEqual(await prints("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n---\n"), before);
});

test("two documents of one name have a fingerprint each", async (t) => {
  const { run } = await makeRepository(t, { ...shop, "service.yaml": `${service}---\n${service}` });
  const prints = resultsOf((await run("-o sarif --severity hint")).out).map((each) =>
    JSON.stringify(each.partialFingerprints),
  );
  assert.ok(prints.length >= 2);
  assert.equal(new Set(prints).size, prints.length);
});

test("what is silent is counted, what was not read is told", async (t) => {
  const silenced = service.replace("app: crat", "app: crat # portolan-ignore PTL101: so be it");
  const { run, cwd } = await makeRepository(t, {
    ...shop,
    "service.yaml": silenced,
    "broken.yaml": `${service}  : [`,
  });
  await mkdir(join(cwd, "sub"));
  const { out } = await run("-o sarif");
  conformsToSchema(out);
  const { properties, invocations } = runOf(out);
  assert.deepEqual(properties, { suppressed: 1 });
  const [notification] = invocations?.[0]?.toolExecutionNotifications ?? [];
  assert.equal(notification?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, "broken.yaml");
  assert.equal(invocations?.[0]?.executionSuccessful, true);
});

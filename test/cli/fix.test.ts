import assert from "node:assert/strict";
import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { applyPatch } from "diff";
import { fixInRounds } from "../../server/src/cli/fixing/rounds.ts";
import { makeFolder } from "../support/folder.ts";
import { makeRepository } from "../support/repository.ts";
import { deployment, mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";
import { unprivileged } from "../support/unprivileged.ts";

const snapshot = (name: string) => join(import.meta.dirname, "snapshots", name);
const fixed = service.replace("crat", "cart");

test("--fix makes the safe fixes in place, tells of them, and reports what is left", async (t) => {
  const { run, cwd } = await makeRepository(t, mixed);
  const { code, out, err } = await run("--fix");
  assert.equal(code, 1);
  matchesSnapshot(`${err}\n${out}`, snapshot("check.fix.txt"));
  assert.equal(await readFile(join(cwd, "shop/service.yaml"), "utf8"), fixed);
  assert.equal(await readFile(join(cwd, "shop/odd.yaml"), "utf8"), mixed["shop/odd.yaml"]);
  const again = await run("--fix");
  assert.deepEqual(again, { code: 1, out, err: "Nothing to fix\n" });
  assert.equal((await run("--fix --quiet")).err, "");
});

test("--fix leaves the answer to stdout alone", async (t) => {
  const { run } = await makeRepository(t, shop);
  const { code, out } = await run("--fix -o json");
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out).findings, []);
});

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a byte order mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16, little end first": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16, big end first": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

for (const [name, encode] of Object.entries(encodings)) {
  test(`--fix keeps ${name}, line ends and permissions`, async (t) => {
    const written = (text: string) => encode(`# 購物車 é\r\n${text.replaceAll("\n", "\r\n")}# end`);
    const { run, cwd } = await makeRepository(t, { ...shop, "service.yaml": written(service) });
    const path = join(cwd, "service.yaml");
    await chmod(path, 0o640);
    assert.equal((await run("--fix")).code, 0);
    assert.deepEqual(await readFile(path), written(fixed));
    assert.equal((await stat(path)).mode & 0o777, 0o640);
  });
}

test("PATH says what is fixed", async (t) => {
  const { run, cwd } = await makeRepository(t, {
    "a/all.yaml": `${service}---\n${deployment}`,
    "b/all.yaml": `${service}---\n${deployment}`,
  });
  await run("--fix a");
  assert.match(await readFile(join(cwd, "a/all.yaml"), "utf8"), /selector:\n {4}app: cart/);
  assert.match(await readFile(join(cwd, "b/all.yaml"), "utf8"), /selector:\n {4}app: crat/);
});

test("what only one of two overlays makes wrong is not mended in their base", async (t) => {
  const overlay = "resources: [../base, deployment.yaml]\n";
  const { run, cwd } = await makeRepository(t, {
    "base/kustomization.yaml": "resources: [service.yaml]\n",
    "base/service.yaml": fixed,
    "a/kustomization.yaml": overlay,
    "a/deployment.yaml": deployment,
    "b/kustomization.yaml": overlay,
    "b/deployment.yaml": deployment.replaceAll("app: cart", "app: crate"),
  });
  const { out, err } = await run("--fix --severity hint");
  assert.equal(err, "Nothing to fix\n");
  assert.match(out, /base\/service\.yaml.* \(in b\)/);
  assert.equal(await readFile(join(cwd, "base/service.yaml"), "utf8"), fixed);
});

test("a file that cannot be written is left alone, and stays reported", async (t) => {
  const { run, cwd } = await makeRepository(t, shop);
  await chmod(join(cwd, "service.yaml"), 0o444);
  const { code, out, err } = await unprivileged(() => run("--fix"));
  assert.equal(code, 2);
  assert.equal(err, "portolan: service.yaml: not fixed: permission denied\nNothing to fix\n");
  assert.match(out, /PTL101/);
  assert.equal(await readFile(join(cwd, "service.yaml"), "utf8"), service);
});

test("a file that would not come out as it was is left alone", async (t) => {
  const bytes = Buffer.concat([Buffer.from("# "), Buffer.from([0xe9]), Buffer.from(`\n${service}`)]);
  const { run, cwd } = await makeRepository(t, { ...shop, "service.yaml": bytes });
  const { code, err } = await run("--fix");
  assert.equal(code, 2);
  assert.match(err, /^portolan: service\.yaml: not fixed: not valid UTF-8\n/);
  assert.deepEqual(await readFile(join(cwd, "service.yaml")), bytes);
});

test("a link out of the repository is not written through; one within it is", async (t) => {
  const outside = await makeFolder(t, { "service.yaml": service });
  const { run, cwd } = await makeRepository(t, { "deployment.yaml": deployment });
  await symlink(join(outside, "service.yaml"), join(cwd, "service.yaml"));
  const { code, err } = await run("--fix");
  assert.equal(code, 2);
  assert.match(err, /^portolan: service\.yaml: not fixed: a link out of the folder\n/);
  assert.equal(await readFile(join(outside, "service.yaml"), "utf8"), service);
  const inside = await makeRepository(t, { "deployment.yaml": deployment, "real.yaml.txt": service });
  await symlink("real.yaml.txt", join(inside.cwd, "service.yaml"));
  assert.equal((await inside.run("--fix")).code, 0);
  assert.equal(await readFile(join(inside.cwd, "real.yaml.txt"), "utf8"), fixed);
});

test("--fix-dry-run prints a diff, changes nothing, and fails as check does", async (t) => {
  const { run, cwd } = await makeRepository(t, mixed);
  const { code, out, err } = await run("--fix-dry-run");
  assert.deepEqual({ code, err }, { code: 1, err: "1 finding would be fixed in 1 file\n" });
  matchesSnapshot(out, snapshot("check.fix.diff"));
  assert.equal(await readFile(join(cwd, "shop/service.yaml"), "utf8"), service);
  assert.equal(applyPatch(service, out), fixed);
  const screen = await run("--fix-dry-run", { isScreen: true, hasColors: true });
  assert.ok(screen.out.includes("\u001b[32m+    app: cart"));
});

test("the diff of a file with a byte order mark and CRLF fits the file", async (t) => {
  const odd = `\ufeff${service.replaceAll("\n", "\r\n").replace("apiVersion: v1\r\nkind: Service\r\n", "{kind: Service, apiVersion: v1, spec: {selector: {app: crat}, ports: [{port: 80}]}, metadata: {name: cart}}\r\n").split("metadata:\r\n")[0]}`;
  const { run } = await makeRepository(t, { ...shop, "service.yaml": odd });
  const { out } = await run("--fix-dry-run");
  assert.equal(applyPatch(odd, out, { autoConvertLineEndings: false }), odd.replace("crat", "cart"));
});

test("--fix-dry-run takes a text from stdin", async (t) => {
  const { run } = await makeRepository(t, { "deployment.yaml": deployment });
  const { out } = await run("--fix-dry-run --stdin-file service.yaml", { stdin: service });
  assert.match(out, /^\+ {4}app: cart$/m);
});

test("a manifest cannot write to the screen", async (t) => {
  const odd = service.replace("app: crat", "app: crat # \u001b]0;title\u0007");
  const { run } = await makeRepository(t, { ...shop, "service.yaml": odd });
  const { out } = await run("--fix-dry-run", { isScreen: true });
  assert.match(out, /# \ufffd\]0;title\ufffd/);
});

test("flags that contradict each other are refused in one line", async (t) => {
  const { run } = await makeRepository(t, shop);
  for (const argv of [
    "--fix --fix-dry-run",
    "--fix --stdin-file service.yaml",
    "--fix --unit .",
    "--fix-dry-run --unit .",
    "--fix-dry-run -o json",
    "--fix-dry-run --write-baseline known.json",
    "--write-baseline known.json --unit .",
  ]) {
    const { code, out, err } = await run(argv);
    assert.deepEqual({ code, out }, { code: 2, out: "" }, argv);
    assert.match(err, /^portolan: [^\n]+\n$/);
  }
});

test("fixes that undo each other end all the same", async () => {
  let text = "a";
  let rounds = 0;
  const origin = { line: 0, character: 0 };
  const { fixed: files, isSettled } = await fixInRounds(
    {
      fixAll: (file) => ({
        title: "turn",
        kind: "source.fixAll.portolan",
        preferred: false,
        answers: [{ code: "PTL999", range: { start: origin, end: origin } }],
        edits: [{ file, edits: [] }],
      }),
      textAfter: () => {
        rounds += 1;
        return `${text}${rounds}`;
      },
      setText: (_, next) => {
        text = next;
      },
      diagnostics: () => ({ shown: [], suppressed: 0 }),
    },
    { files: ["f"], textOf: () => "a", mayFix: async () => true },
  );
  assert.equal(isSettled, false);
  assert.equal(rounds, 10);
  assert.equal(files[0]?.after, text);
});

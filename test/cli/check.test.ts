import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";
import { makeRepository } from "../support/repository.ts";
import { deployment, mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";
import { unprivileged } from "../support/unprivileged.ts";

const snapshot = (name: string) => join(import.meta.dirname, "snapshots", name);

test("text: grouped by file, with the characters at fault, the other side and what would mend it", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { code, out, err } = await run("");
  assert.deepEqual({ code, err }, { code: 1, err: "" });
  matchesSnapshot(out, snapshot("check.txt"));
  const colored = await run("", { hasColors: true });
  assert.ok(colored.out.includes("\u001b[31m"));
  const { out: plain } = await run("--no-color", { hasColors: true });
  assert.equal(plain, out);
});

test("json: version 1", async (t) => {
  const { run } = await makeRepository(t, mixed);
  const { code, out } = await run("-o json");
  assert.equal(code, 1);
  matchesSnapshot(out, snapshot("check.json"));
});

test("nothing found", async (t) => {
  const { run } = await makeRepository(t, { "a.yaml": deployment });
  assert.deepEqual(await run(""), { code: 0, out: "Nothing found in 1 file, 1 resource, 1 unit\n", err: "" });
  assert.deepEqual(await run("--quiet"), { code: 0, out: "", err: "" });
});

test("a few files that cannot be read are named with the reason, many are counted", async (t) => {
  const broken = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${index}.yaml`, "kind: Service\nspec:\n\ta: b\n"]),
    );
  const few = await makeRepository(t, broken(1));
  assert.match(
    (await few.run("")).out,
    /; 1 file not read in full\n {2}not read in full: 0\.yaml: Tabs are not allowed/,
  );
  const many = await makeRepository(t, broken(4));
  assert.match((await many.run("")).out, /; 4 files not read in full\n$/);
});

test("the world is analysed whole, PATH chooses what is reported", async (t) => {
  const { run, cwd } = await makeRepository(t, {
    "a/service.yaml": service,
    "b/deployment.yaml": deployment,
  });
  assert.equal((await run("a/service.yaml")).code, 1);
  assert.deepEqual(await run("b"), {
    code: 0,
    out: "Nothing found in 1 of 2 files, 2 resources, 1 unit\n",
    err: "",
  });
  assert.equal((await run("", { cwd: join(cwd, "a") })).code, 1);
  assert.equal((await run("", { cwd: join(cwd, "b") })).code, 0);
  const { out } = await run("service.yaml -o json", { cwd: join(cwd, "a") });
  assert.equal(JSON.parse(out).findings[0].file, "a/service.yaml");
});

test("without a mark of where the world begins, it is what was named", async (t) => {
  const cwd = await makeFolder(t, { "a/service.yaml": service, "b/deployment.yaml": deployment });
  assert.equal((await portolan(["check", "a"], { cwd })).code, 0);
  const { code, out } = await portolan(["check", "a", "b/deployment.yaml", "-o", "json"], { cwd });
  assert.equal(code, 1);
  assert.equal(JSON.parse(out).findings[0].file, "a/service.yaml");
  assert.equal((await portolan(["check", "a", "--root", "."], { cwd })).code, 1);
});

test("what is named outright is looked at, ignored or not", async (t) => {
  const { run } = await makeRepository(t, {
    ".gitignore": "out\nlocal.yaml\n",
    "out/all.yaml": `${service}---\n${deployment}`,
    "local.yaml": `${service}---\n${deployment}`,
  });
  assert.equal((await run("")).code, 0);
  assert.equal((await run("out")).code, 1);
  assert.equal((await run("local.yaml")).code, 1);
});

test("a text from stdin stands for a file", async (t) => {
  const { run } = await makeRepository(t, shop);
  const fixed = { stdin: service.replace("crat", "cart") };
  assert.equal((await run("--stdin-file service.yaml", fixed)).code, 0);
  assert.equal(
    (
      await run("--stdin-file new/service.yaml --fail-on warning", {
        stdin: service.replace("name: cart", "name: x"),
      })
    ).code,
    1,
  );
  assert.equal((await run(". --stdin-file service.yaml", fixed)).code, 0);
});

test("what cannot be read is said, and hides nothing", async (t) => {
  const { run, cwd } = await makeRepository(t, { ...shop, "closed.yaml": "" });
  const missing = await run("nowhere.yaml service.yaml");
  assert.equal(missing.code, 2);
  assert.equal(missing.err, "portolan: nowhere.yaml: no such file or folder\n");
  assert.match(missing.out, /PTL101/);
  assert.deepEqual(await run("nowhere.yaml"), { ...missing, out: "" });
  await chmod(join(cwd, "closed.yaml"), 0);
  const closed = await unprivileged(() => run(""));
  assert.equal(closed.code, 2);
  assert.equal(closed.err, "portolan: closed.yaml: permission denied\n");
  assert.match(closed.out, /PTL101/);
});

test("a path outside the root is refused", async (t) => {
  const { run, cwd } = await makeRepository(t, {
    "a/service.yaml": service,
    "b/deployment.yaml": deployment,
  });
  const { code, err } = await run("b/deployment.yaml --root a");
  assert.equal(code, 2);
  assert.equal(err, `portolan: b/deployment.yaml: not below the root ${join(cwd, "a")}\n`);
});

test("paths of two repositories are refused", async (t) => {
  const { run } = await makeRepository(t, {
    "a/.git/HEAD": "",
    "a/service.yaml": service,
    "service.yaml": service,
  });
  const { code, err } = await run("a service.yaml");
  assert.equal(code, 2);
  assert.equal(
    err,
    "portolan: `a`, `service.yaml` do not lie in one repository. Check them one by one, or give --root.\n",
  );
});

test("what fails and what is shown can be chosen", async (t) => {
  const { run } = await makeRepository(t, mixed);
  assert.equal((await run("--fail-on warning shop/deployment.yaml")).code, 0);
  const { out, code } = await run("--severity error");
  assert.equal(code, 1);
  assert.doesNotMatch(out, /warning/);
  assert.match((await run("--severity loud")).err, /--severity is one of `error`, `warning`/);
});

test("one unit can be chosen", async (t) => {
  const { run } = await makeRepository(t, shop);
  assert.equal((await run("--unit .")).code, 1);
  const { code, err } = await run("--unit prod");
  assert.equal(code, 2);
  assert.equal(err, "portolan: There is no unit `prod`. There are: ..\n");
});

test("a manifest cannot write to the terminal", async (t) => {
  const { run } = await makeRepository(t, {
    "deployment.yaml": deployment,
    "service.yaml": service.replace("app: crat", "app: crat # \u001b]0;title\u0007"),
  });
  const { out } = await run("");
  assert.match(out, /app: crat # \ufffd\]0;title\ufffd/);
});

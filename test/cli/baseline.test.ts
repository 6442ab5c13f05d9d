import assert from "node:assert/strict";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { makeRepository } from "../support/repository.ts";
import { deployment, mixed, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";
import { unprivileged } from "../support/unprivileged.ts";

const FILE = "known.json";

test("what is accepted no longer fails; what is new does", async (t) => {
  const { run, cwd } = await makeRepository(t, mixed);
  const written = await run(`--write-baseline ${FILE}`);
  assert.equal(written.code, 0);
  assert.equal(written.err, `portolan: 2 findings accepted in ${FILE}\n`);
  matchesSnapshot(
    await readFile(join(cwd, FILE), "utf8"),
    join(import.meta.dirname, "snapshots", "baseline.json"),
  );
  const known = await run(`--baseline ${FILE}`);
  assert.deepEqual({ code: known.code, err: known.err }, { code: 0, err: "" });
  assert.match(known.out, /^Nothing found .*; 2 accepted; /);
  await writeFile(join(cwd, "new.yaml"), mixed["shop/odd.yaml"].replace("name: cart2", "name: cart3"));
  const fresh = await run(`--baseline ${FILE} -o json`);
  assert.equal(fresh.code, 1);
  const { findings, accepted } = JSON.parse(fresh.out);
  assert.equal(accepted, 2);
  assert.deepEqual(
    findings.map(({ file }: { file: string }) => file),
    ["new.yaml"],
  );
});

test("lines may move, documents may come before", async (t) => {
  const { run, cwd } = await makeRepository(t, shop);
  await run(`--write-baseline ${FILE}`);
  const head = "# a comment\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n---\n";
  await writeFile(join(cwd, "service.yaml"), `${head}${service}`);
  assert.equal((await run(`--baseline ${FILE}`)).code, 0);
});

test("of findings that are alike, as many are accepted as there were", async (t) => {
  const { run, cwd } = await makeRepository(t, { ...shop, "service.yaml": `${service}---\n${service}` });
  await run(`--write-baseline ${FILE}`);
  assert.equal((await run(`--baseline ${FILE}`)).code, 0);
  await writeFile(join(cwd, "service.yaml"), `${service}---\n${service}---\n${service}`);
  const { code, out } = await run(`--baseline ${FILE} -o json`);
  assert.equal(code, 1);
  const selectors = JSON.parse(out).findings.filter(({ code: each }: { code: string }) => each === "PTL101");
  assert.equal(selectors.length, 1);
});

test("what is gone is noted, and forgotten when the baseline is written again", async (t) => {
  const { run, cwd } = await makeRepository(t, mixed);
  await run(`--write-baseline ${FILE}`);
  await writeFile(join(cwd, "shop/service.yaml"), service.replace("crat", "cart"));
  await rm(join(cwd, "shop/odd.yaml"));
  const { code, err } = await run(`--baseline ${FILE}`);
  assert.equal(code, 0);
  assert.equal(
    err,
    `portolan: 2 findings accepted in ${FILE} and no longer found; --write-baseline ${FILE} forgets:\n` +
      "  PTL201 shop/odd.yaml Service/default/cart2 spec.ports[0].targetPort\n" +
      "  PTL101 shop/service.yaml Service/default/cart spec.selector.app\n",
  );
  assert.equal((await run(`--baseline ${FILE} --quiet`)).err, "");
  await run(`--write-baseline ${FILE}`);
  assert.deepEqual(JSON.parse(await readFile(join(cwd, FILE), "utf8")), { version: 1, accepted: [] });
});

test("where a run does not look, it neither notes nor forgets", async (t) => {
  const { run, cwd } = await makeRepository(t, mixed);
  await run(`--write-baseline ${FILE}`);
  const before = await readFile(join(cwd, FILE), "utf8");
  assert.equal((await run(`shop/deployment.yaml --baseline ${FILE}`)).err, "");
  assert.equal((await run(`--unit . --baseline ${FILE}`)).err, "");
  await run(`shop/deployment.yaml --write-baseline ${FILE}`);
  assert.equal(await readFile(join(cwd, FILE), "utf8"), before);
  await chmod(join(cwd, "shop/odd.yaml"), 0);
  const { err } = await unprivileged(() => run(`--baseline ${FILE}`));
  assert.equal(err, "portolan: shop/odd.yaml: permission denied\n");
  const refused = await unprivileged(() => run(`--write-baseline ${FILE}`));
  assert.deepEqual(refused, {
    code: 2,
    out: "",
    err: "portolan: No baseline is made of half a world: shop/odd.yaml: permission denied.\n",
  });
});

test("only what is shown is accepted", async (t) => {
  const mild = service.replace("name: cart", "name: x").replace("app: crat", "app: carts");
  const { run, cwd } = await makeRepository(t, { "service.yaml": mild, "deployment.yaml": deployment });
  const count = async () => JSON.parse(await readFile(join(cwd, FILE), "utf8")).accepted.length;
  await run(`--write-baseline ${FILE} --severity error`);
  assert.equal(await count(), 0);
  await run(`--write-baseline ${FILE}`);
  assert.equal(await count(), 1);
  await run(`--write-baseline ${FILE} -o json`);
  assert.equal(await count(), 1);
});

test("what is no baseline is neither read nor overwritten", async (t) => {
  const { run, cwd } = await makeRepository(t, {
    ...shop,
    "list.json": "[]",
    "old.json": '{"version": 2, "accepted": []}',
    "bare.json": '{"version": 1}',
    "odd.json": '{"version": 1, "accepted": [{"code": "PTL101"}]}',
  });
  assert.equal(
    (await run("--baseline none.json")).err,
    "portolan: --baseline none.json: no such file. --write-baseline none.json makes it.\n",
  );
  for (const file of ["list.json", "old.json", "bare.json", "odd.json", "service.yaml"]) {
    for (const flag of ["--baseline", "--write-baseline"]) {
      const { code, out, err } = await run(`${flag} ${file}`);
      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.match(err, new RegExp(`^portolan: ${file} is no baseline: [^\n]+\n$`));
    }
  }
  assert.equal(await readFile(join(cwd, "service.yaml"), "utf8"), service);
});

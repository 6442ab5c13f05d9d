/** `portolan resolve`: what is printed, and how the one who asks is chosen. */
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";
import { resolvingWorld } from "../support/resolving.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

const SNAPSHOTS = join(import.meta.dirname, "snapshots");
const WORLD = { "shop/all.yaml": resolvingWorld };

const TEXTS: readonly (readonly [file: string, line: readonly string[]])[] = [
  ["resolve.found.txt", ["cart.shop", "--from", "deploy/plain"]],
  ["resolve.absent.txt", ["cart", "--from", "deployment/plain"]],
  ["resolve.external.txt", ["mail", "--from", "sts/ledger"]],
  ["resolve.musl.txt", ["cart.shop", "--from", "deploy/one"]],
  ["resolve.host.txt", ["cart.shop", "--from", "Deploy/host"]],
  ["resolve.json", ["ledger.shop", "--from", "deploy/plain", "--libc", "go", "-o", "json"]],
];

for (const [file, line] of TEXTS) {
  test(`resolve ${line.join(" ")}`, async (t) => {
    const cwd = await makeFolder(t, WORLD);
    const { code, out, err } = await portolan(["resolve", ...line], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(!out.includes(cwd));
    matchesSnapshot(out, join(SNAPSHOTS, file));
  });
}

test("json is a version, and the same on every run", async (t) => {
  const cwd = await makeFolder(t, WORLD);
  const line = ["resolve", "cart.shop", "--from", "deploy/plain", "-o", "json", "--root", "."];
  const first = await portolan(line, { cwd });
  const json = JSON.parse(first.out);
  assert.deepEqual([json.version, json.from.file, json.addresses], [1, "shop/all.yaml", ["10.96.31.4"]]);
  assert.deepEqual(json.queries[0], {
    name: "cart.shop.ops.svc.cluster.local.",
    types: ["A", "AAAA"],
    status: "NXDOMAIN",
    certainty: "certain",
  });
  assert.equal((await portolan(line, { cwd })).out, first.out);
});

const TWICE = {
  "a/web.yaml": resolvingWorld,
  "b/web.yaml": resolvingWorld.replaceAll("namespace: ops", "namespace: pay"),
};

const FAULTS: readonly (readonly [line: readonly string[], err: RegExp])[] = [
  [[], /^portolan: Which name\? portolan resolve NAME --from TYPE\/NAME$/m],
  [["cart"], /^portolan: Who asks\? --from TYPE\/NAME/m],
  [["cart", "--from", "plain"], /`plain` is not TYPE\/NAME, such as `deploy\/web`/],
  [["cart", "--from", "deploy/a/b"], /is not TYPE\/NAME/],
  [["cart", "--from", "deplyo/plain"], /`deplyo` is none of pod, deployment, .*Did you mean `deploy/],
  [["cart", "--from", "svc/cart"], /`svc` is none of pod/],
  [["cart", "--from", "deploy/plian"], /There is no Deployment `plian`\. Did you mean `plain`\?/],
  [
    ["cart", "--from", "deploy/plain", "-n", "nope"],
    /no Deployment `plain` in namespace nope\. There is one in namespace /,
  ],
  [["cart", "--from", "cj/nightly"], /There is no CronJob `nightly`, nor any other CronJob\./],
  [["cart", "--from", "deploy/plain", "--libc", "uclibc"], /--libc is one of `glibc`, `musl`, `go`/],
  [["cart", "--from", "deploy/\u001b[31m"], /There is no Deployment `\ufffd\[31m`/],
];

for (const [line, err] of FAULTS) {
  test(`resolve ${JSON.stringify(line.join(" "))} is a fault`, async (t) => {
    const cwd = await makeFolder(t, WORLD);
    const ran = await portolan(["resolve", ...line], { cwd });
    assert.deepEqual([ran.code, ran.out], [2, ""]);
    assert.match(ran.err, err);
  });
}

test("several objects of one name are listed; namespace and unit choose", async (t) => {
  const cwd = await makeFolder(t, TWICE);
  const ran = await portolan(["resolve", "cart", "--from", "deploy/plain"], { cwd });
  assert.deepEqual([ran.code, ran.out], [2, ""]);
  assert.match(
    ran.err,
    /`deploy\/plain` is 2 objects; -n NAMESPACE chooses one:\n {2}-n ops --unit a {3}a\/web\.yaml\n {2}-n pay --unit b {3}b\/web\.yaml\n/,
  );
  const chosen = await portolan(["resolve", "cart.shop", "--from", "deploy/plain", "-n", "pay"], { cwd });
  assert.match(chosen.out, /asked by Deployment pay\/plain in b/);
  const unit = await portolan(["resolve", "cart.shop", "--from", "deploy/cart", "--unit", "a"], { cwd });
  assert.match(unit.out, /asked by Deployment shop\/cart in a/);
  const path = await portolan(["resolve", "cart.shop", "b", "--from", "deploy/cart", "--root", "."], { cwd });
  assert.match(path.out, /asked by Deployment shop\/cart in b/);
});

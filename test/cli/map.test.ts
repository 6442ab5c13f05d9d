/** `portolan map`: which unit, in which format, and what changed between two folders. */
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";
import { deployment, service, shop } from "../support/shop.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

const SNAPSHOTS = join(import.meta.dirname, "snapshots");
const named = (name: string, text: string) => text.replaceAll("cart", name).replaceAll("crat", "crta");

for (const [format, file] of [
  ["mermaid", "map.mmd"],
  ["dot", "map.dot"],
  ["json", "map.json"],
] as const) {
  test(`${format}, the same for the same manifests`, async (t) => {
    const cwd = await makeFolder(t, shop);
    const first = await portolan(["map", "--root", ".", "-o", format], { cwd });
    assert.deepEqual([first.code, first.err], [0, ""]);
    matchesSnapshot(first.out, join(SNAPSHOTS, file));
    const elsewhere = await makeFolder(t, shop);
    assert.equal((await portolan(["map", "--root", ".", "-o", format], { cwd: elsewhere })).out, first.out);
  });
}

test("a picture is what comes without a format", async (t) => {
  const cwd = await makeFolder(t, shop);
  const { code, out } = await portolan(["map"], { cwd });
  assert.equal(code, 0);
  assert.match(out, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(out, /no endpoints/);
  assert.doesNotMatch(out, new RegExp(cwd.replaceAll("\\", ".")));
});

const APART = {
  "shop/service.yaml": service.replace("name: cart", "name: cart\n  namespace: shop"),
  "shop/deployment.yaml": deployment.replace("name: cart", "name: cart\n  namespace: shop"),
  "desk/service.yaml": named("pay", service).replace("name: pay", "name: pay\n  namespace: desk"),
};

test("a theme is the colours of the picture, and nothing else of it", async (t) => {
  const cwd = await makeFolder(t, shop);
  const draw = async (...flags: readonly string[]) => (await portolan(["map", ...flags], { cwd })).out;
  const [auto, light, dark] = [await draw(), await draw("--theme", "light"), await draw("--theme", "dark")];
  assert.match(auto, /prefers-color-scheme/);
  assert.doesNotMatch(light, /prefers-color-scheme/);
  assert.doesNotMatch(dark, /prefers-color-scheme/);
  const drawing = (svg: string) => svg.slice(svg.indexOf("</style>"));
  assert.equal(drawing(light), drawing(dark));
  assert.notEqual(light, dark);
  const wrong = await portolan(["map", "--theme", "drk"], { cwd });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /--theme is one of `auto`, `light`, `dark`, not `drk`\. Did you mean `dark`/);
});

test("only what is chosen is drawn: namespaces, the road of an object, what has problems", async (t) => {
  const cwd = await makeFolder(t, APART);
  const draw = (...flags: readonly string[]) =>
    portolan(["map", "-o", "mermaid", "--root", ".", ...flags], { cwd });
  const whole = await draw();
  assert.match(whole.out, /Service_shop_cart/);
  assert.match(whole.out, /Service_desk_pay/);
  const shopOnly = await draw("-n", "shop");
  assert.match(shopOnly.out, /Service_shop_cart/);
  assert.doesNotMatch(shopOnly.out, /desk/);
  for (const name of ["pay", "Service/pay", "Service/desk/pay"]) {
    const focused = await draw("--focus", name);
    assert.match(focused.out, /Service_desk_pay/);
    assert.doesNotMatch(focused.out, /shop/);
  }
  const wrong = await draw("--namespace", "shp");
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /no namespace `shp`\. Did you mean `shop`\? There are: desk, shop\./);
  const nobody = await draw("--focus", "cat");
  assert.equal(nobody.code, 2);
  assert.match(nobody.err, /nothing in the chart is called `cat`\. Did you mean `cart`\?/);
});

test("a folded namespace is one line of the picture", async (t) => {
  const cwd = await makeFolder(t, APART);
  const draw = async (...flags: readonly string[]) =>
    (await portolan(["map", "--root", ".", ...flags], { cwd })).out;
  const count = (svg: string) => svg.split('class="band is-folded"').length - 1;
  assert.deepEqual(
    [count(await draw()), count(await draw("--fold", "desk")), count(await draw("--fold", "all"))],
    [0, 1, 2],
  );
});

const TWO = {
  ".portolan.yaml":
    "version: 1\nenvironments:\n  - { name: east, include: [east/**] }\n  - { name: west, include: [west/**] }\n",
  "east/service.yaml": service,
  "east/deployment.yaml": deployment,
  "west/service.yaml": named("pay", service),
};

test("of several units the fullest, and the others are named", async (t) => {
  const cwd = await makeFolder(t, TWO);
  const { out, err, code } = await portolan(["map", "-o", "mermaid"], { cwd });
  assert.equal(code, 0);
  assert.match(out, /Service_default_cart/);
  assert.match(err, /^portolan: this is east; --unit draws another: west\n$/);
  const quiet = await portolan(["map", "-o", "mermaid", "-q"], { cwd });
  assert.equal(quiet.err, "");
});

test("a path chooses the unit that holds it; a name chooses any", async (t) => {
  const cwd = await makeFolder(t, TWO);
  const byPath = await portolan(["map", "west", "-o", "mermaid"], { cwd });
  assert.match(byPath.out, /Service_default_pay/);
  assert.equal(byPath.err, "");
  const byName = await portolan(["map", "--unit", "west", "-o", "mermaid"], { cwd });
  assert.equal(byName.out, byPath.out);
  const wrong = await portolan(["map", "--unit", "wst"], { cwd });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /There is no unit `wst`\. Did you mean `west`\? There are: east, west\./);
});

test("the folder nearest to the top is drawn first, and is called by what it is in what is not known of it", async (t) => {
  const both = `${service}---\n${deployment}`;
  const cwd = await makeFolder(t, {
    "shop.yaml": both,
    "shop-copy/shop.yaml": `${both}---\n${named("more", deployment)}`,
    "pay-a/pay.yaml": named("pay", both),
    "pay-b/pay.yaml": named("pay", both),
  });
  const { out } = await portolan(["map", "-q", "-o", "json"], { cwd });
  const { unit } = JSON.parse(out);
  assert.equal(unit.name, ".");
  assert.deepEqual(unit.gaps, ["pay-a is one of several copies, and may belong to the workspace folder."]);
});

test("nothing to draw is a fault, and says so", async (t) => {
  const cwd = await makeFolder(t, { "notes.yaml": "a: 1\n" });
  const { code, err, out } = await portolan(["map"], { cwd });
  assert.deepEqual([code, out], [2, ""]);
  assert.match(err, /Nothing to draw/);
});

async function twoFolders(t: test.TestContext) {
  const cwd = await makeFolder(t, {
    "old/service.yaml": service,
    "old/deployment.yaml": deployment,
    "old/gone.yaml": named("gone", deployment),
    "new/service.yaml": service.replace("app: crat", "app: cart").replace("port: 80\n", "port: 81\n"),
    "new/deployment.yaml": deployment,
  });
  return cwd;
}

test("what changed between two folders, in words", async (t) => {
  const cwd = await twoFolders(t);
  const { code, out, err } = await portolan(["map", "--diff", "old", "new"], { cwd });
  assert.deepEqual([code, err], [0, ""]);
  matchesSnapshot(out, join(SNAPSHOTS, "map.diff.txt"));
});

test("what changed is marked in every format", async (t) => {
  const cwd = await twoFolders(t);
  const diff = (format: string) => portolan(["map", "--diff", "old", "new", "-o", format], { cwd });
  assert.match((await diff("mermaid")).out, /− gone<br\/>Deployment/);
  assert.match((await diff("dot")).out, /label="− gone\\nDeployment/);
  assert.match((await diff("svg")).out, />− gone</);
  const answer: unknown = JSON.parse((await diff("json")).out);
  assert.match(JSON.stringify(answer), /"change":"removed","id":"Deployment\/default\/gone"/);
});

test("two equal folders differ in nothing", async (t) => {
  const cwd = await twoFolders(t);
  const { out } = await portolan(["map", "--diff", "old", "old"], { cwd });
  assert.equal(out, "Nothing has changed.\n");
});

test("--diff wants two folders and no root", async (t) => {
  const cwd = await twoFolders(t);
  for (const argv of [["old"], ["old", "new", "more"], []]) {
    const { code, err } = await portolan(["map", "--diff", ...argv], { cwd });
    assert.equal(code, 2);
    assert.match(err, /portolan map --diff OLD NEW/);
  }
  assert.match(
    (await portolan(["map", "--diff", "old", "new", "--root", "."], { cwd })).err,
    /leave out --root/,
  );
  assert.match((await portolan(["map", "--diff", "old", "nowhere"], { cwd })).err, /nowhere/);
  assert.equal((await portolan(["map", "-o", "text"], { cwd })).code, 2);
});

test("a file that cannot be read is told, and the rest is drawn", async (t) => {
  const cwd = await makeFolder(t, shop);
  await writeFile(join(cwd, "lost.yaml"), "a: 1\n");
  await rm(join(cwd, "lost.yaml"));
  const { code, err, out } = await portolan(["map", ".", "lost.yaml", "-o", "mermaid"], { cwd });
  assert.equal(code, 2);
  assert.match(err, /lost\.yaml/);
  assert.match(out, /Service_default_cart/);
});

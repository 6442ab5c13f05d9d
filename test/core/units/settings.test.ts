import assert from "node:assert/strict";
import test from "node:test";
import { isIgnored } from "../../../server/src/core/units/ignored.ts";
import { editorSettings, settingsAt } from "../../../server/src/core/units/settings.ts";
import { fileId } from "../../../server/src/core/value/file.ts";
import { app, deployment, type Files, type Manifests, manifests, service } from "../../support/manifests.ts";

function rules({ db }: Manifests, path: string): unknown {
  return db.get(settingsAt, fileId("/shop", path)).rules;
}

test("the nearest configuration upward governs, and wins whole", () => {
  const shop = manifests({
    ".portolan.yaml": "version: 1\nrules: {PTL101: off, PTL202: hint}\n",
    "team/.portolan.yml": "version: 1\nrules: {PTL101: error}\n",
    "team/app.yaml": app("cart"),
  });
  assert.deepEqual(rules(shop, "team/deep/app.yaml"), { PTL101: "error" });
  assert.deepEqual(rules(shop, "teams/app.yaml"), { PTL101: "off", PTL202: "hint" });
  shop.edit({ "team/.portolan.yml": undefined });
  assert.deepEqual(rules(shop, "team/deep/app.yaml"), { PTL101: "off", PTL202: "hint" });
});

test("the editor's settings stand behind every file, and alone where there is none", () => {
  const shop = manifests({ "team/.portolan.yaml": "version: 1\nrules: {PTL101: error}\n" });
  shop.db.set(editorSettings, "", { rules: { PTL101: "off", PTL202: "off" }, logLevel: "debug" });
  assert.deepEqual(rules(shop, "team/app.yaml"), { PTL101: "error", PTL202: "off" });
  assert.deepEqual(rules(shop, "app.yaml"), { PTL101: "off", PTL202: "off" });
  assert.deepEqual(shop.db.get(settingsAt, fileId("untitled:1", "x")).rules, {
    PTL101: "off",
    PTL202: "off",
  });
});

test("a configuration that is broken or of another version is as good as none", () => {
  const shop = manifests({ ".portolan.yaml": "version: 9\nrules: {PTL101: off}\n" });
  assert.deepEqual(rules(shop, "app.yaml"), {});
});

test("another severity does not wake the worlds; another environment does", () => {
  const shop = manifests({ ".portolan.yaml": "version: 1\nrules: {PTL101: off}\n", "app.yaml": app("cart") });
  shop.units();
  shop.db.resetRuns();
  shop.edit({ ".portolan.yaml": "version: 1\nrules: {PTL101: hint}\n" });
  shop.units();
  assert.equal(shop.db.runs().get("worlds"), undefined);
  shop.edit({ ".portolan.yaml": "version: 1\nenvironments: [{name: a, include: ['*']}]\n" });
  assert.deepEqual(shop.unitsOf("app.yaml"), ["a"]);
});

const RULE = { code: "PTL101", name: "selector-matches-nothing" };
const OTHER = { code: "PTL202", name: "target-port-undeclared" };

function ignored(entry: string, files: Files = { "apps/cart.yaml": app("cart", "shop") }): boolean {
  const shop = manifests({ ".portolan.yaml": `version: 1\nignore:\n  - {${entry}, reason: x}\n`, ...files });
  return isIgnored(shop.db, shop.member(".", "Service/cart"), RULE);
}

test("an entry fits by path, by resource and by rule, in all that it names", () => {
  assert.equal(ignored("path: apps"), true);
  assert.equal(ignored("path: 'other/**'"), false);
  assert.equal(ignored("resource: Service/cart"), true);
  assert.equal(ignored("resource: Service/c*"), true);
  assert.equal(ignored("resource: Service/shop/cart"), true);
  assert.equal(ignored("resource: Service/other/cart"), false);
  assert.equal(ignored("resource: Deployment/cart"), false);
  assert.equal(ignored("rules: [PTL101]"), true);
  assert.equal(ignored("rules: [selector-matches-nothing]"), true);
  assert.equal(ignored("rules: [PTL202]"), false);
  assert.equal(ignored("path: apps, resource: Service/cart, rules: [PTL202]"), false);
});

test("paths begin at the configuration's folder", () => {
  const shop = manifests({
    "team/.portolan.yaml": "version: 1\nignore: [{path: legacy, reason: x}]\n",
    "team/legacy/cart.yaml": service("cart"),
    "legacy/web.yaml": service("web"),
    "web.yaml": deployment("web"),
  });
  assert.equal(isIgnored(shop.db, shop.member(".", "Service/cart"), OTHER), true);
  assert.equal(isIgnored(shop.db, shop.member(".", "Service/web"), OTHER), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { createNet } from "../../../server/src/core/network/relations.ts";
import { defaultSettings } from "../../../server/src/core/units/settings.ts";
import { app, manifests, object } from "../../support/manifests.ts";

const labelled = app("cart", "shop").replace("labels:\n    app: cart", "labels:\n    team: cart");

/** What a ServiceMonitor with this body selects among two Services. */
function monitored(body: string, namespace = "shop") {
  const shop = manifests({
    "cart.yaml": labelled,
    "pay.yaml": app("pay", "ops"),
    "monitor.yaml": `${object("monitoring.coreos.com/v1", "ServiceMonitor", "cart", namespace)}spec:
${body.replaceAll(/^/gm, "  ")}
  endpoints: [{ port: http }, { port: 80 }]
`,
  });
  const net = createNet(shop.db, shop.unit("."), defaultSettings.cluster);
  const { id } = shop.member(".", "ServiceMonitor/cart");
  const { certain, elsewhere, near, isProvablyEmpty } = net.monitored(id);
  return {
    certain: certain.map(({ identity }) => identity.name),
    elsewhere: elsewhere.map(({ identity }) => identity.name),
    near: near.map(({ target, kind }) => `${target.identity.name} ${kind}`),
    isProvablyEmpty,
    ports: net.monitorPorts(id).map(({ kind }) => kind),
  };
}

test("a ServiceMonitor looks at the labels of the Service itself", () => {
  assert.deepEqual(monitored("selector: { matchLabels: { team: cart } }").certain, ["cart"]);
  const { near, isProvablyEmpty } = monitored("selector: { matchLabels: { app: cart } }");
  assert.deepEqual([near, isProvablyEmpty], [["cart own-selector"], true]);
});

test("it looks in its own namespace, in those it names, or in all", () => {
  const selector = "selector: { matchLabels: { team: cart } }";
  assert.deepEqual(monitored(selector, "ops").elsewhere, ["cart"]);
  assert.deepEqual(monitored(`${selector}\nnamespaceSelector: { matchNames: [shop] }`, "ops").certain, [
    "cart",
  ]);
  assert.deepEqual(monitored(`${selector}\nnamespaceSelector: { any: true }`, "ops").certain, ["cart"]);
});

test("a port is a name, and a number never one", () => {
  assert.deepEqual(monitored("selector: { matchLabels: { team: cart } }").ports, ["missing", "number"]);
  assert.deepEqual(monitored("selector: {}").ports, ["unknown", "number"]);
});

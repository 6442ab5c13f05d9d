import assert from "node:assert/strict";
import test from "node:test";
import { keyOf } from "../../../server/src/core/query/query.ts";
import { identityOf } from "../../../server/src/core/resources/identity.ts";
import { namespaceIn } from "../../../server/src/core/units/queries.ts";
import { app, deployment, manifests, object, service } from "../../support/manifests.ts";

const certain = (value: string) => ({ value: { value }, assumed: false });
const assumed = (value: string) => ({ value: { value }, assumed: true });

test("a written namespace is certain", () => {
  const shop = manifests({ "app.yaml": app("cart", "shop") });
  assert.deepEqual(shop.namespace(".", "Service/cart"), certain("shop"));
});

test("where nobody writes one it is `default`, assumed", () => {
  const shop = manifests({ "app.yaml": app("cart") });
  assert.deepEqual(shop.namespace(".", "Service/cart"), assumed("default"));
});

test("the single one written in the folder counts for all in it, not for other folders", () => {
  const shop = manifests({
    "a/cart.yaml": `${service("cart", "shop")}---\n${deployment("cart")}`,
    "a/web.yaml": app("web"),
    "a/below/other.yaml": app("other"),
  });
  assert.deepEqual(shop.namespace(".", "Deployment/cart"), certain("shop"));
  assert.deepEqual(shop.namespace(".", "Service/web"), certain("shop"));
  assert.deepEqual(shop.namespace(".", "Service/other"), assumed("default"));
});

test("two namespaces in a folder say nothing about the rest", () => {
  const shop = manifests({ "a.yaml": app("a", "one"), "b.yaml": app("b", "two"), "c.yaml": app("c") });
  assert.deepEqual(shop.namespace(".", "Service/c"), assumed("default"));
});

test("a namespace that only other objects name is taken, but refutes nothing", () => {
  const monitor = object("monitoring.coreos.com/v1", "ServiceMonitor", "cart", "monitoring");
  const shop = manifests({ "a.yaml": app("cart"), "m.yaml": monitor });
  assert.deepEqual(shop.namespace(".", "Service/cart"), assumed("monitoring"));
  const both = manifests({ "a.yaml": app("cart"), "m.yaml": monitor, "w.yaml": app("web", "shop") });
  assert.deepEqual(both.namespace(".", "Service/cart"), certain("shop"));
});

test("cluster-scoped kinds have none", () => {
  const shop = manifests({ "a.yaml": app("cart", "shop"), "n.yaml": object("v1", "Namespace", "shop") });
  assert.deepEqual(shop.namespace(".", "Namespace/shop"), certain(""));
});

test("a template or a placeholder is not known; nor what could not be read", () => {
  const shop = manifests({ "a.yaml": app("cart", "<namespace>"), "b.yaml": `${service("web")}BROKEN: [\n` });
  assert.deepEqual(shop.namespace(".", "Service/cart"), {
    value: { unknown: "placeholder" },
    assumed: false,
  });
  assert.deepEqual(shop.namespace(".", "Service/web"), { value: { unknown: "unreadable" }, assumed: false });
});

test("a kustomization's namespace is for everything in it, the outermost wins", () => {
  const shop = manifests({
    "base/kustomization.yaml": "namespace: base\nresources: [cart.yaml, role.yaml]\n",
    "base/cart.yaml": app("cart", "written"),
    "base/role.yaml": object("rbac.authorization.k8s.io/v1", "ClusterRole", "reader"),
    "overlays/prod/kustomization.yaml": "namespace: prod\nresources: [../../base]\n",
    "overlays/same/kustomization.yaml": "resources: [../../base]\n",
  });
  assert.deepEqual(shop.namespace("overlays/prod", "Service/cart"), certain("prod"));
  assert.deepEqual(shop.namespace("overlays/prod", "ClusterRole/reader"), certain(""));
  assert.deepEqual(shop.namespace("overlays/same", "Service/cart"), certain("base"));
  assert.deepEqual(shop.member("overlays/prod", "Service/cart").namespace, { value: "prod" });
});

test("a base that is built in two namespaces is there twice", () => {
  const shop = manifests({
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "one/kustomization.yaml": "namespace: one\nresources: [../base]\n",
    "two/kustomization.yaml": "namespace: two\nresources: [../base]\n",
    "kustomization.yaml": "resources: [one, two]\n",
  });
  const { id, members } = shop.unit(".");
  const services = members.filter((member) => identityOf(member).kind === "Service");
  assert.deepEqual(
    services.map((member) => shop.db.get(namespaceIn, keyOf(id, member))),
    [certain("one"), certain("two")],
  );
});

test("a component sets the namespace of all that was gathered before it", () => {
  const shop = manifests({
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "component/kustomization.yaml": "kind: Component\nnamespace: shop\n",
    "overlay/kustomization.yaml": "resources: [../base]\ncomponents: [../component]\n",
  });
  assert.deepEqual(shop.namespace("overlay", "Service/cart"), certain("shop"));
});

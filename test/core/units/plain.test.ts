/** Worlds of loose files, in the shapes that real repositories have. */
import assert from "node:assert/strict";
import test from "node:test";
import { app, deployment, type Files, manifests, object, service } from "../../support/manifests.ts";

/** The worlds of loose files, each with its members. */
function worlds(files: Files): Record<string, readonly string[]> {
  const shop = manifests(files);
  const plain = shop.units().filter(({ kind }) => kind === "plain");
  return Object.fromEntries(plain.map(({ name }) => [name, shop.places(name)]));
}

test("folders in no conflict are one world: a Service may lie beside its workload or anywhere else", () => {
  const files = { "svc/cart.yaml": service("cart"), "deploy/apps/cart.yaml": deployment("cart") };
  assert.deepEqual(worlds(files), {
    ".": ["deploy/apps/cart.yaml Deployment/cart", "svc/cart.yaml Service/cart"],
  });
  assert.deepEqual(manifests(files).gaps("."), []);
});

test("copies beside each other never meet, and each is with what both share", () => {
  const files = {
    "v1/cart.yaml": app("cart"),
    "v2/cart.yaml": app("cart"),
    "common/redis.yaml": app("redis"),
  };
  const common = ["common/redis.yaml Deployment/redis", "common/redis.yaml Service/redis"];
  assert.deepEqual(worlds(files), {
    v1: [...common, "v1/cart.yaml Deployment/cart", "v1/cart.yaml Service/cart"],
    v2: [...common, "v2/cart.yaml Deployment/cart", "v2/cart.yaml Service/cart"],
  });
  const shop = manifests(files);
  assert.deepEqual([...shop.gaps("v1"), ...shop.gaps("v2")], []);
});

test("copies with folders of their own are copies as a whole", () => {
  const copy = (version: string) => ({
    [`${version}/cart/service.yaml`]: service("cart"),
    [`${version}/cart/deployment.yaml`]: deployment("cart"),
    [`${version}/web/app.yaml`]: app("web"),
    [`${version}/only-${version}/app.yaml`]: app(`only-${version}`),
  });
  const found = worlds({ ...copy("v1"), ...copy("v2"), ...copy("v3") });
  assert.deepEqual(Object.keys(found), ["v1", "v2", "v3"]);
  assert.deepEqual(found["v2"], [
    "v2/cart/deployment.yaml Deployment/cart",
    "v2/cart/service.yaml Service/cart",
    "v2/only-v2/app.yaml Deployment/only-v2",
    "v2/only-v2/app.yaml Service/only-v2",
    "v2/web/app.yaml Deployment/web",
    "v2/web/app.yaml Service/web",
  ]);
});

test("two folders that happen to hold one same object leave their neighbours together", () => {
  const found = worlds({
    "apps/nginx/app.yaml": app("nginx"),
    "apps/web/app.yaml": app("web"),
    "infra/nginx/app.yaml": app("nginx"),
    "infra/metrics/app.yaml": app("metrics"),
  });
  assert.deepEqual(Object.keys(found), ["apps/nginx", "infra/nginx"]);
  assert.deepEqual(
    found["apps/nginx"]?.filter((each) => each.includes("Service")),
    [
      "apps/nginx/app.yaml Service/nginx",
      "apps/web/app.yaml Service/web",
      "infra/metrics/app.yaml Service/metrics",
    ],
  );
});

test("the whole in one file above its parts in a folder: two worlds, the folder below is the alternative", () => {
  const files = {
    "deploy/complete.yaml": `${app("cart")}---\n${app("web")}---\n${object("v1", "Namespace", "shop")}`,
    "deploy/manifests/cart.yaml": app("cart"),
    "deploy/manifests/web.yaml": app("web"),
    "deploy/logging/fluent.yaml": app("fluent"),
    "deploy/policies/namespace.yaml": object("v1", "Namespace", "shop"),
  };
  const found = worlds(files);
  assert.deepEqual(Object.keys(found), [".", "deploy/manifests"]);
  assert.equal(
    found["."]?.some((each) => each.includes("deploy/manifests/")),
    false,
  );
  assert.equal(found["."]?.length, 8);
  assert.equal(
    found["deploy/manifests"]?.some((each) => each.includes("complete.yaml")),
    false,
  );
  assert.equal(found["deploy/manifests"]?.length, 7);
  const shop = manifests(files);
  assert.deepEqual([...shop.gaps("."), ...shop.gaps("deploy/manifests")], []);
  assert.deepEqual(shop.unitsOf("deploy/logging/fluent.yaml"), [".", "deploy/manifests"]);
});

test("a folder that repeats a few objects of the one above overrides those, and sees the rest", () => {
  const found = worlds({
    "deploy/cart.yaml": app("cart"),
    "deploy/web.yaml": app("web"),
    "deploy/canary/web.yaml": deployment("web"),
  });
  assert.deepEqual(found["deploy/canary"], [
    "deploy/canary/web.yaml Deployment/web",
    "deploy/cart.yaml Deployment/cart",
    "deploy/cart.yaml Service/cart",
    "deploy/web.yaml Service/web",
  ]);
  assert.equal(found["."]?.length, 4);
});

test("a variant without a workload of its own proves nothing", () => {
  const ingress = object("networking.k8s.io/v1", "Ingress", "web");
  const shop = manifests({
    "app/web.yaml": app("web"),
    "app/ingress.yaml": ingress,
    "tls/ingress.yaml": ingress,
    "metrics/app.yaml": app("metrics"),
  });
  assert.deepEqual(shop.gaps("app"), []);
  assert.deepEqual(shop.gaps("tls"), ["no-workload"]);
});

test("copies inside a copy: each choice is a world with all that lies around it", () => {
  const found = worlds({
    "v1/web.yaml": app("web"),
    "v1/memory/cart.yaml": app("cart"),
    "v1/disk/cart.yaml": app("cart"),
    "v2/web.yaml": app("web"),
    "tools/shell.yaml": deployment("shell"),
  });
  assert.deepEqual(Object.keys(found), ["v1/disk", "v1/memory", "v2"]);
  assert.deepEqual(found["v1/disk"], [
    "tools/shell.yaml Deployment/shell",
    "v1/disk/cart.yaml Deployment/cart",
    "v1/disk/cart.yaml Service/cart",
    "v1/web.yaml Deployment/web",
    "v1/web.yaml Service/web",
  ]);
});

test("where several things were copied independently, which copies belong together is not known", () => {
  const shop = manifests({
    "cart-a/app.yaml": app("cart"),
    "cart-b/app.yaml": app("cart"),
    "web-a/app.yaml": app("web"),
    "web-b/app.yaml": app("web"),
  });
  assert.deepEqual(shop.names("cart-a"), ["Deployment/cart", "Service/cart"]);
  assert.deepEqual(shop.gaps("cart-a"), ["alternatives"]);
});

test("three levels of the same: a folder, one below it, and one beside", () => {
  const found = worlds({
    "guestbook/redis.yaml": app("redis"),
    "guestbook/web.yaml": app("web"),
    "guestbook/all-in-one/all.yaml": `${app("redis")}---\n${app("web")}`,
    "guestbook/legacy/controller.yaml": object("v1", "ReplicationController", "redis-old"),
    "guestbook-go/redis.yaml": app("redis"),
  });
  assert.deepEqual(Object.keys(found), ["guestbook", "guestbook/all-in-one", "guestbook-go"]);
  assert.equal(found["guestbook"]?.length, 5);
  assert.equal(found["guestbook/all-in-one"]?.length, 5);
  assert.equal(found["guestbook-go"]?.length, 2);
});

test("the same object twice in one folder is no conflict between folders", () => {
  const found = worlds({ "web.yaml": app("web"), "web-tls.yaml": app("web") });
  assert.equal(found["."]?.length, 4);
});

test("written namespaces tell objects apart; an API group's version does not", () => {
  assert.deepEqual(
    Object.keys(worlds({ "a/app.yaml": app("cart", "one"), "b/app.yaml": app("cart", "two") })),
    ["."],
  );
  const old = deployment("cart").replace("apps/v1", "apps/v1beta1");
  assert.deepEqual(Object.keys(worlds({ "a/app.yaml": old, "b/app.yaml": deployment("cart") })), ["a", "b"]);
});

test("what takes no part in Service networking, has no name or is a template makes no copies", () => {
  const beside = (content: string) =>
    Object.keys(worlds({ "a/x.yaml": `${app("a")}---\n${content}`, "b/x.yaml": content }));
  assert.deepEqual(beside(object("v1", "Namespace", "shop")), ["."]);
  assert.deepEqual(beside(object("v1", "ConfigMap", "settings")), ["."]);
  assert.deepEqual(beside(object("builtin", "LabelTransformer", "labels")), ["."]);
  assert.deepEqual(beside(deployment("cart").replace("name: cart", "generateName: cart-")), ["."]);
  assert.deepEqual(beside(service("{{ name }}")), ["."]);
  assert.deepEqual(beside("kind: Service\napiVersion: v1\nmetadata:\n  name: web\nBROKEN: [\n"), ["a", "b"]);
});

test("dumps from a cluster are members of nothing", () => {
  const dump = service("cart").replace("metadata:\n", "metadata:\n  uid: 0ab1\n");
  const shop = manifests({ "app.yaml": app("cart"), "state/dump.yaml": dump });
  assert.deepEqual(shop.places("."), ["app.yaml Deployment/cart", "app.yaml Service/cart"]);
  assert.deepEqual(shop.unitsOf("state/dump.yaml"), []);
});

test("test data never mixes with the rest, and proves nothing", () => {
  const shop = manifests({
    "deploy/cart.yaml": app("cart"),
    "pkg/testdata/cart.yaml": app("cart"),
    "pkg/testdata/other/web.yaml": app("web"),
    "test-e2e/web.yaml": app("web"),
    "latest/web.yaml": service("latest"),
  });
  assert.deepEqual(
    shop.units().map(({ name }) => name),
    [".", "pkg/testdata", "test-e2e"],
  );
  assert.deepEqual(shop.gaps("."), []);
  assert.deepEqual(shop.gaps("pkg/testdata"), ["fixture"]);
  assert.deepEqual(shop.unitsOf("latest/web.yaml"), ["."]);
});

test("unreadable files, controllers' installations and the lack of a workload make a world incomplete", () => {
  assert.deepEqual(manifests({ "a.yaml": service("a") }).gaps("."), ["no-workload"]);
  assert.deepEqual(
    manifests({ "a.yaml": app("a"), "b.yaml": "apiVersion: v1\nkind: Service\nBROKEN: [\n" }).gaps("."),
    ["unreadable"],
  );
  assert.deepEqual(
    manifests({
      "a.yaml": app("a"),
      "b.yaml": 'apiVersion: v1\nkind: Service\nspec:\n{{ include "x" . }}\n',
    }).gaps("."),
    ["unrendered"],
  );
  const release = object("argoproj.io/v1alpha1", "Application", "shop");
  assert.deepEqual(manifests({ "a.yaml": app("a"), "b.yaml": release }).gaps("."), ["unrendered"]);
});

test("a long list of gaps is cut short", () => {
  const broken = Array.from(
    { length: 50 },
    (_, index) => [`b${index}.yaml`, "apiVersion: v1\nkind: Service\nBROKEN: [\n"] as const,
  );
  const gaps = manifests({ "a.yaml": app("a"), ...Object.fromEntries(broken) }).unit(".").gaps;
  assert.equal(gaps.length, 21);
  assert.match(gaps.at(-1)?.detail ?? "", /and 30 more/);
});

test("a workspace without manifests has no units", () => {
  assert.deepEqual(manifests({ "values.yaml": "a: 1\n" }).units(), []);
  assert.deepEqual(manifests({}).units(), []);
});

test("folders whose names only begin alike are told apart", () => {
  const found = worlds({
    "app/cart.yaml": app("cart"),
    "app-b/cart.yaml": app("cart"),
    "app/x/web.yaml": app("web"),
  });
  assert.deepEqual(Object.keys(found), ["app", "app-b"]);
  assert.equal(found["app"]?.length, 4);
});

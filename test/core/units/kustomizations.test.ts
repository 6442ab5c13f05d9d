import assert from "node:assert/strict";
import test from "node:test";
import { app, deployment, manifests, object, service } from "../../support/manifests.ts";

test("an overlay is a unit with all that it reaches; a base that it uses is none", () => {
  const shop = manifests({
    "base/kustomization.yaml": "resources: [cart.yaml, web.yaml]\n",
    "base/cart.yaml": app("cart"),
    "base/web.yaml": app("web"),
    "overlays/prod/kustomization.yaml": "resources: [../../base, extra.yaml]\n",
    "overlays/prod/extra.yaml": service("extra"),
  });
  assert.deepEqual(
    shop.units().map(({ kind, name }) => `${kind} ${name}`),
    ["kustomization overlays/prod"],
  );
  assert.deepEqual(shop.names("overlays/prod"), [
    "Deployment/cart",
    "Deployment/web",
    "Service/cart",
    "Service/extra",
    "Service/web",
  ]);
  assert.deepEqual(shop.gaps("overlays/prod"), []);
});

test("overlays beside each other are worlds of their own", () => {
  const shop = manifests({
    "base/kustomization.yml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "overlays/prod/Kustomization": "bases: [../../base/]\n",
    "overlays/test/kustomization.yaml": "resources: [../../base]\n",
  });
  assert.deepEqual(shop.unitsOf("base/cart.yaml"), ["overlays/prod", "overlays/test"]);
});

test("patch files are objects nowhere", () => {
  const shop = manifests({
    "kustomization.yaml":
      "resources: [cart.yaml]\npatches:\n  - path: more.yaml\npatchesStrategicMerge: [less.yaml]\npatchesJson6902:\n  - path: ops.yaml\n    target: {kind: Deployment, name: cart}\n",
    "cart.yaml": app("cart"),
    "more.yaml": deployment("cart"),
    "less.yaml": deployment("cart"),
    "ops.yaml": "- op: remove\n  path: /spec/replicas\n",
  });
  assert.deepEqual(shop.names("."), ["Deployment/cart", "Service/cart"]);
  assert.deepEqual(shop.units().length, 1);
});

test("a component is no unit; its resources come with whoever uses it", () => {
  const component =
    "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nresources: [extra.yaml]\n";
  const shop = manifests({
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "components/used/kustomization.yaml": component,
    "components/used/extra.yaml": service("used"),
    "components/unused/kustomization.yaml": component,
    "components/unused/extra.yaml": service("unused"),
    "overlay/kustomization.yaml": "resources: [../base]\ncomponents: [../components/used]\n",
  });
  assert.deepEqual(shop.names("overlay"), ["Deployment/cart", "Service/cart", "Service/used"]);
  assert.deepEqual(shop.units().length, 1);
  assert.deepEqual(shop.unitsOf("components/unused/extra.yaml"), []);
});

test("files in a kustomization's folder that it does not name are loose", () => {
  const shop = manifests({
    "deploy/kustomization.yaml": "resources: [cart.yaml]\n",
    "deploy/cart.yaml": app("cart"),
    "deploy/debug.yaml": app("debug"),
  });
  assert.deepEqual(shop.unitsOf("deploy/debug.yaml"), ["."]);
  assert.deepEqual(shop.unitsOf("deploy/cart.yaml"), ["deploy"]);
});

test("what is not here is a gap, each kind with its reason", () => {
  const entries = [
    ...[
      "https://example.com/app?ref=v1",
      "github.com/example/app//deploy",
      "git@example.com:app.git",
      "missing.yaml",
    ],
    ...["../outside.yaml", "empty-folder"],
  ];
  const shop = manifests({
    "kustomization.yaml": `resources:\n${[...entries, "cart.yaml"].map((each) => `  - ${each}\n`).join("")}`,
    "cart.yaml": app("cart"),
    "empty-folder/values.yaml": "a: 1\n",
  });
  const gaps = shop.unit(".").gaps;
  assert.deepEqual(gaps.filter(({ reason }) => reason === "remote").length, 3);
  assert.deepEqual(
    gaps.filter(({ reason }) => reason === "missing-file").map(({ detail }) => detail),
    [
      "empty-folder is neither a file nor a folder with a kustomization",
      "kustomization.yaml uses ../outside.yaml, which lies outside the workspace folder",
      "missing.yaml is neither a file nor a folder with a kustomization",
    ],
  );
  assert.equal(gaps.length, 6);
});

test("a local folder that looks like a host is a folder", () => {
  const shop = manifests({
    "kustomization.yaml": "resources: [github.com/app]\n",
    "github.com/app/kustomization.yaml": "resources: [cart.yaml]\n",
    "github.com/app/cart.yaml": app("cart"),
  });
  assert.deepEqual(shop.gaps("."), []);
  assert.equal(shop.names(".").length, 2);
});

test("kustomizations that use each other end, and are no unit; one above them says so", () => {
  const shop = manifests({
    "a/kustomization.yaml": "resources: [../b, cart.yaml]\n",
    "a/cart.yaml": app("cart"),
    "b/kustomization.yaml": "resources: [../a]\n",
    "top/kustomization.yaml": "resources: [../a]\n",
    "self/kustomization.yaml": "resources: [../self, web.yaml]\n",
    "self/web.yaml": app("web"),
  });
  assert.deepEqual(
    shop.units().map(({ name }) => name),
    ["self", "top"],
  );
  assert.deepEqual(shop.names("top"), ["Deployment/cart", "Service/cart"]);
  assert.match(shop.unit("top").gaps[0]?.detail ?? "", /is built on this kustomization itself/);
  assert.match(shop.unit("self").gaps[0]?.detail ?? "", /is built on this kustomization itself/);
  assert.equal(shop.member("top", "Service/cart").name && "ok", "ok");
});

test("what nothing here can run is a gap", () => {
  const shop = manifests({
    "helm/kustomization.yaml": "resources: [cart.yaml]\nhelmCharts:\n  - name: redis\n",
    "helm/cart.yaml": app("cart"),
    "plugins/kustomization.yaml": "resources: [cart.yaml]\ntransformers: [t.yaml]\n",
    "plugins/t.yaml": "apiVersion: example.com/v1\nkind: Sidecar\nmetadata:\n  name: sidecar\n",
    "plugins/cart.yaml": app("cart"),
  });
  assert.deepEqual(shop.gaps("helm"), ["unrendered"]);
  assert.deepEqual(shop.gaps("plugins"), ["transformed"]);
});

test("an unreadable file, a release of Helm and the lack of a workload make a unit incomplete", () => {
  const shop = manifests({
    "broken/kustomization.yaml": "resources: [cart.yaml, web.yaml]\n",
    "broken/cart.yaml": app("cart"),
    "broken/web.yaml": "kind: Deployment\nBROKEN: [\n",
    "release/kustomization.yaml": "resources: [cart.yaml, redis.yaml]\n",
    "release/cart.yaml": app("cart"),
    "release/redis.yaml": object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "redis"),
    "lonely/kustomization.yaml": "resources: [svc.yaml]\n",
    "lonely/svc.yaml": service("cart"),
  });
  assert.deepEqual(shop.gaps("broken"), ["unreadable"]);
  assert.deepEqual(shop.gaps("release"), ["unrendered"]);
  assert.deepEqual(shop.gaps("lonely"), ["no-workload"]);
});

test("a kustomization that does not parse is an incomplete unit of what lies beside it", () => {
  const shop = manifests({
    "deploy/kustomization.yaml": "kind: Kustomization\nBROKEN: [\n",
    "deploy/cart.yaml": app("cart"),
    "deploy/debug/debug.yaml": app("debug"),
  });
  assert.deepEqual(shop.gaps("deploy"), ["unreadable"]);
  assert.deepEqual(shop.unitsOf("deploy/cart.yaml"), ["deploy"]);
  assert.deepEqual(shop.unitsOf("deploy/debug/debug.yaml"), ["."]);
});

test("a Flux Kustomization in a file of that name is an object", () => {
  const flux = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "apps");
  const shop = manifests({ "clusters/kustomization.yaml": flux, "clusters/app.yaml": app("cart") });
  assert.deepEqual(
    shop.units().map(({ kind, name }) => `${kind} ${name}`),
    ["plain ."],
  );
  assert.deepEqual(shop.gaps("."), ["unrendered"]);
});

import assert from "node:assert/strict";
import test from "node:test";
import { clusterIn } from "../../../server/src/core/units/queries.ts";
import { app, deployment, manifests, service } from "../../support/manifests.ts";

const environment = (name: string, include: string, more = "") =>
  `version: 1\nenvironments:\n  - name: ${name}\n    include: ${include}\n${more}`;

test("an environment is what somebody wrote, and its files leave the inferred groups", () => {
  const shop = manifests({
    ".portolan.yaml": environment("production", "[apps/cart, 'infra/*.yaml']"),
    "apps/cart/app.yaml": app("cart"),
    "apps/web/app.yaml": app("web"),
    "infra/redis.yaml": app("redis"),
    "infra/deeper/other.yaml": app("other"),
  });
  assert.deepEqual(shop.names("production"), [
    "Deployment/cart",
    "Deployment/redis",
    "Service/cart",
    "Service/redis",
  ]);
  assert.equal(shop.unit("production").kind, "environment");
  assert.deepEqual(shop.unitsOf("apps/cart/app.yaml"), ["production"]);
  assert.deepEqual(shop.unitsOf("infra/deeper/other.yaml"), ["."]);
});

test("what is excluded stays where it was; a file may be in several environments", () => {
  const shop = manifests({
    ".portolan.yaml": `version: 1
environments:
  - name: test
    include: [apps]
    exclude: [apps/web]
  - name: production
    include: [apps]
`,
    "apps/cart/app.yaml": app("cart"),
    "apps/web/app.yaml": app("web"),
  });
  assert.deepEqual(shop.unitsOf("apps/cart/app.yaml"), ["production", "test"]);
  assert.deepEqual(shop.unitsOf("apps/web/app.yaml"), ["production"]);
});

test("globs begin at the configuration's folder, and stop where another configuration governs", () => {
  const shop = manifests({
    ".portolan.yaml": environment("root", "['**']"),
    "team/.portolan.yaml": environment("team", "['**']"),
    "team/app.yaml": app("cart"),
    "app.yaml": app("web"),
  });
  assert.deepEqual(shop.unitsOf("app.yaml"), ["root"]);
  assert.deepEqual(shop.unitsOf("team/app.yaml"), ["team"]);
});

test("a kustomization in an environment is built for it, with all that it reaches", () => {
  const shop = manifests({
    ".portolan.yaml": environment("production", "[overlays/prod, extra]"),
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "overlays/prod/kustomization.yaml":
      "namespace: prod\nresources: [../../base]\npatches:\n  - path: patch.yaml\n",
    "overlays/prod/patch.yaml": deployment("cart"),
    "overlays/test/kustomization.yaml": "resources: [../../base]\n",
    "extra/web.yaml": app("web"),
  });
  assert.deepEqual(shop.names("production"), [
    "Deployment/cart",
    "Deployment/web",
    "Service/cart",
    "Service/web",
  ]);
  assert.deepEqual(
    shop.units().map(({ kind, name }) => `${kind} ${name}`),
    ["environment production", "kustomization overlays/test"],
  );
  assert.deepEqual(shop.namespace("production", "Service/cart"), {
    value: { value: "prod" },
    assumed: false,
  });
  assert.equal(shop.member("production", "Deployment/cart").namespace && "ok", "ok");
});

test("everything in one environment: bases and components come only with what uses them", () => {
  const shop = manifests({
    ".portolan.yaml": environment("all", "['**']"),
    "base/kustomization.yaml": "resources: [cart.yaml]\n",
    "base/cart.yaml": app("cart"),
    "component/kustomization.yaml": "kind: Component\nresources: [unused.yaml]\n",
    "component/unused.yaml": service("unused"),
    "overlay/kustomization.yaml": "resources: [../base]\n",
    "loose/web.yaml": app("web"),
  });
  assert.deepEqual(shop.places("all"), [
    "base/cart.yaml Deployment/cart",
    "base/cart.yaml Service/cart",
    "loose/web.yaml Deployment/web",
    "loose/web.yaml Service/web",
  ]);
  assert.equal(shop.units().length, 1);
});

test("a chart in an environment keeps it incomplete", () => {
  const shop = manifests({
    ".portolan.yaml": environment("production", "[chart, deploy]"),
    "chart/Chart.yaml": "apiVersion: v2\nname: x\n",
    "chart/values.yaml": "a: 1\n",
    "chart/templates/cart.yaml": service("cart"),
    "deploy/web.yaml": app("web"),
  });
  assert.deepEqual(shop.names("production"), ["Deployment/web", "Service/cart", "Service/web"]);
  assert.deepEqual(shop.gaps("production"), ["unrendered"]);
  assert.equal(shop.units().length, 1);
});

test("an environment's namespace is for all that names none", () => {
  const shop = manifests({
    ".portolan.yaml": environment("production", "[deploy]", "    namespace: prod\n"),
    "deploy/cart.yaml": app("cart"),
    "deploy/web.yaml": app("web", "front"),
  });
  assert.deepEqual(shop.namespace("production", "Service/cart"), {
    value: { value: "prod" },
    assumed: false,
  });
  assert.deepEqual(shop.namespace("production", "Service/web"), {
    value: { value: "front" },
    assumed: false,
  });
});

test("of two environments with one name the first counts", () => {
  const shop = manifests({
    ".portolan.yaml": "version: 1\nenvironments:\n  - {name: a, include: [x]}\n  - {name: a, include: [y]}\n",
    "x/app.yaml": app("cart"),
    "y/app.yaml": app("web"),
  });
  assert.deepEqual(shop.unitsOf("x/app.yaml"), ["a"]);
  assert.deepEqual(shop.unitsOf("y/app.yaml"), ["."]);
});

test("an environment's cluster goes over the configuration's, key by key", () => {
  const shop = manifests({
    ".portolan.yaml": `version: 1
cluster: {domain: all.example, kubernetesVersion: "1.30"}
environments:
  - {name: production, include: [deploy], cluster: {domain: prod.example}}
`,
    "deploy/cart.yaml": app("cart"),
    "loose/web.yaml": app("web"),
  });
  const cluster = (unit: string) => {
    const { id, members } = shop.unit(unit);
    const { domain, kubernetesVersion } = clusterIn(shop.db, id, members[0] ?? "");
    return { domain, kubernetesVersion };
  };
  assert.deepEqual(cluster("production"), { domain: "prod.example", kubernetesVersion: "1.30" });
  assert.deepEqual(cluster("."), { domain: "all.example", kubernetesVersion: "1.30" });
});

import assert from "node:assert/strict";
import test from "node:test";
import { app, deployment, manifests, object, service } from "../../support/manifests.ts";

const CHART = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

test("a chart is an incomplete unit of its own; its values are no manifests", () => {
  const shop = manifests({
    "chart/Chart.yaml": CHART,
    "chart/values.yaml": "replicas: 1\n",
    "chart/templates/cart.yaml":
      "kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: {{ .Release.Name }}\n",
    "chart/templates/service.yaml": service("cart"),
    "chart/crds/crd.yaml": object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "carts.example.com"),
    "chart/ci/example.yaml": app("example"),
    "deploy/web.yaml": app("web"),
  });
  assert.deepEqual(
    shop.units().map(({ kind, name }) => `${kind} ${name}`),
    ["chart chart", "plain ."],
  );
  assert.equal(shop.unit("chart").members.length, 3);
  assert.deepEqual(shop.gaps("chart"), ["no-workload", "unrendered"]);
  assert.deepEqual(shop.gaps("."), []);
});

test("charts in a chart are part of it", () => {
  const shop = manifests({
    "chart/Chart.yaml": CHART,
    "chart/templates/service.yaml": service("cart"),
    "chart/charts/redis/Chart.yaml": CHART,
    "chart/charts/redis/templates/service.yaml": service("redis"),
    "other/Chart.yaml": CHART,
  });
  assert.deepEqual(
    shop.units().map(({ name }) => name),
    ["chart", "other"],
  );
  assert.deepEqual(shop.names("chart"), ["Service/cart", "Service/redis"]);
});

test("a chart in the workspace folder owns what Helm reads, not all that lies there", () => {
  const shop = manifests({
    "Chart.yaml": CHART,
    "values.yaml": "replicas: 1\n",
    "templates/service.yaml": service("cart"),
    "examples/web.yaml": app("web"),
  });
  assert.deepEqual(
    shop.units().map(({ kind, members }) => `${kind} ${members.length}`),
    ["chart 1", "plain 2"],
  );
});

test("a kustomization may lie in a chart's folder", () => {
  const shop = manifests({
    "Chart.yaml": CHART,
    "config/kustomization.yaml": "resources: [cart.yaml]\n",
    "config/cart.yaml": deployment("cart"),
  });
  assert.deepEqual(shop.names("config"), ["Deployment/cart"]);
});

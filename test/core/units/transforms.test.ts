/** What a kustomization leaves known of its members. */
import assert from "node:assert/strict";
import test from "node:test";
import type { Resource } from "../../../server/src/core/resources/resource.ts";
import { app, deployment, type Manifests, manifests, object, service } from "../../support/manifests.ts";

const BASE = {
  "base/kustomization.yaml": "resources: [cart.yaml, web.yaml]\n",
  "base/cart.yaml": app("cart"),
  "base/web.yaml": app("web"),
};

function overlay(kustomization: string, more: Readonly<Record<string, string>> = {}): Manifests {
  return manifests({
    ...BASE,
    "overlay/kustomization.yaml": `resources: [../base]\n${kustomization}`,
    ...Object.fromEntries(Object.entries(more).map(([path, text]) => [`overlay/${path}`, text])),
  });
}

/** The members of which nothing but their identity is known. */
function hidden(shop: Manifests, unit = "overlay"): readonly string[] {
  return shop.names(unit).filter((name) => shop.member(unit, name).spec.family === "opaque");
}

const ALL = ["Deployment/cart", "Deployment/web", "Service/cart", "Service/web"];

test("without transformers a member is what its file states", () => {
  const shop = overlay("images:\n  - name: example/cart\n    newTag: v2\n");
  const member = shop.member("overlay", "Service/cart");
  assert.deepEqual(hidden(shop), []);
  assert.deepEqual(member.name, { value: "cart" });
  assert.equal(member.spec.family === "service" && member.spec.selector?.open, false);
});

test("a patch hides what it names, and nothing else", () => {
  assert.deepEqual(hidden(overlay("patches:\n  - path: p.yaml\n", { "p.yaml": deployment("cart") })), [
    "Deployment/cart",
  ]);
  assert.deepEqual(hidden(overlay("patchesStrategicMerge: [p.yaml]\n", { "p.yaml": app("web") })), [
    "Deployment/web",
    "Service/web",
  ]);
  const inline =
    "patches:\n  - patch: |-\n      apiVersion: v1\n      kind: Service\n      metadata:\n        name: web\n      spec:\n        type: NodePort\n";
  assert.deepEqual(hidden(overlay(inline)), ["Service/web"]);
  const merge =
    "patchesStrategicMerge:\n  - |-\n    kind: Service\n    metadata:\n      name: web\n    spec:\n      type: NodePort\n";
  assert.deepEqual(hidden(overlay(merge)), ["Service/web"]);
});

test("a patch's target decides, a pattern may mean any name", () => {
  const target = (text: string) =>
    hidden(
      overlay(`patches:\n  - target: ${text}\n    patch: |-\n      - op: remove\n        path: /spec\n`),
    );
  assert.deepEqual(target("{kind: Deployment, name: cart}"), ["Deployment/cart"]);
  assert.deepEqual(target("{kind: Deployment}"), ["Deployment/cart", "Deployment/web"]);
  assert.deepEqual(target("{kind: Service, name: ca.*}"), ["Service/cart", "Service/web"]);
  assert.deepEqual(target("{labelSelector: app=cart}"), ALL);
  assert.deepEqual(
    hidden(
      overlay("patchesJson6902:\n  - target: {version: v1, kind: Service, name: web}\n    path: ops.yaml\n", {
        "ops.yaml": "- op: remove\n",
      }),
    ),
    ["Service/web"],
  );
});

test("a patch of which nobody can tell what it is for hides everything", () => {
  assert.deepEqual(hidden(overlay("patches:\n  - path: ops.yaml\n", { "ops.yaml": "- op: remove\n" })), ALL);
  assert.deepEqual(hidden(overlay("patches:\n  - path: missing.yaml\n")), ALL);
  const twice =
    "patches:\n  - patch: |-\n      kind: Service\n      kind: Deployment\n      metadata:\n        name: x\n        labels: {}\n      spec: {}\n";
  assert.deepEqual(hidden(overlay(twice)), ALL);
  assert.deepEqual(hidden(overlay("transformers: [t.yaml]\n")), ALL);
  assert.deepEqual(hidden(overlay("replacements:\n  - path: r.yaml\n")), ALL);
});

test("a replacement hides what it writes to; vars are placeholders, which are unknown as they stand", () => {
  const replacement =
    "replacements:\n  - source: {kind: ConfigMap, name: x}\n    targets:\n      - select: {kind: Service, name: cart}\n        fieldPaths: [spec.ports.0.port]\n";
  assert.deepEqual(hidden(overlay(replacement)), ["Service/cart"]);
  assert.deepEqual(hidden(overlay("vars:\n  - name: X\n")), []);
});

test("a base's patch reaches every unit that builds it; an overlay's only its own", () => {
  const shop = manifests({
    ...BASE,
    "base/kustomization.yaml": "resources: [cart.yaml, web.yaml]\npatches:\n  - path: p.yaml\n",
    "base/p.yaml": deployment("cart"),
    "one/kustomization.yaml":
      "resources: [../base]\npatches:\n  - target: {kind: Service}\n    patch: '[{op: remove, path: /spec}]'\n",
    "two/kustomization.yaml": "resources: [../base]\n",
  });
  assert.deepEqual(hidden(shop, "one"), ["Deployment/cart", "Service/cart", "Service/web"]);
  assert.deepEqual(hidden(shop, "two"), ["Deployment/cart"]);
});

test("a component patches all that was gathered before it", () => {
  const shop = manifests({
    ...BASE,
    "component/kustomization.yaml": "kind: Component\nresources: [new.yaml]\npatches:\n  - path: p.yaml\n",
    "component/new.yaml": service("new"),
    "component/p.yaml": deployment("web"),
    "overlay/kustomization.yaml": "resources: [../base]\ncomponents: [../component]\n",
  });
  assert.deepEqual(hidden(shop), ["Deployment/web"]);
  assert.ok(shop.names("overlay").includes("Service/new"));
});

test("a prefix makes names unknown, and what refers to them", () => {
  const ingress = `${object("networking.k8s.io/v1", "Ingress", "web")}spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`;
  const stateful = deployment("db")
    .replace("kind: Deployment", "kind: StatefulSet")
    .replace("spec:\n", "spec:\n  serviceName: db\n");
  const shop = overlay("namePrefix: prod-\n", {
    "more.yaml": `${ingress}---\n${stateful}`,
    "kustomization.yaml": "resources: [../base, more.yaml]\nnamePrefix: prod-\n",
  });
  const transformed = { unknown: "transformed" };
  assert.deepEqual(shop.member("overlay", "Service/cart").name, transformed);
  const db = shop.member("overlay", "StatefulSet/db").spec;
  assert.deepEqual(db.family === "workload" && db.serviceName, transformed);
  assert.ok(db.family === "workload" && db.podLabels.pairs.every(({ ordinalOf }) => ordinalOf === undefined));
  assert.deepEqual(
    shop.member("overlay", "Ingress/web").references.map(({ service: name, port }) => [name, port]),
    [[transformed, { value: 80 }]],
  );
  assert.deepEqual(hidden(shop), []);
});

test("what refers into another namespace may follow a move", () => {
  const route = `${object("gateway.networking.k8s.io/v1", "HTTPRoute", "web")}spec:
  rules:
    - backendRefs:
        - name: web
          namespace: shop
          port: 80
`;
  const shop = overlay("", {
    "kustomization.yaml": "namespace: prod\nresources: [route.yaml]\n",
    "route.yaml": route,
  });
  const [reference] = shop.member("overlay", "HTTPRoute/web").references;
  assert.deepEqual(reference?.namespace, { unknown: "transformed" });
  assert.deepEqual(reference?.service, { value: "web" });
});

test("a policy's selectors take the labels, an empty one stays empty", () => {
  const policy = `${object("networking.k8s.io/v1", "NetworkPolicy", "web")}spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: cart
`;
  const shop = overlay("", {
    "kustomization.yaml": "commonLabels: {env: prod}\nresources: [policy.yaml]\n",
    "policy.yaml": policy,
  });
  const { spec } = shop.member("overlay", "NetworkPolicy/web");
  const keys = (
    selector: { readonly matchLabels: { readonly pairs: readonly { readonly key: string }[] } } | undefined,
  ) => selector?.matchLabels.pairs.map(({ key }) => key);
  assert.ok(spec.family === "policy");
  assert.deepEqual(keys(spec.podSelector), []);
  assert.deepEqual(keys(spec.rules[0]?.peers[0]?.podSelector), ["app", "env"]);
});

test("an empty prefix changes nothing; a patch may name an object by its new name", () => {
  assert.deepEqual(overlay("namePrefix: ''\n").member("overlay", "Service/cart").name, { value: "cart" });
  const shop = manifests({
    ...BASE,
    "mid/kustomization.yaml": "namePrefix: a-\nresources: [../base]\n",
    "overlay/kustomization.yaml": "resources: [../mid]\npatches:\n  - path: p.yaml\n",
    "overlay/p.yaml": deployment("a-cart"),
  });
  assert.deepEqual(hidden(shop), ["Deployment/cart"]);
});

function pairs(resource: Resource): Record<string, Record<string, unknown>> {
  const { spec, labels } = resource;
  const shown = (map: typeof labels | undefined) =>
    Object.fromEntries(
      (map?.pairs ?? [])
        .filter(({ key }) => !key.includes("hash"))
        .map(({ key, value }) => [key, Object.values(value)[0]]),
    );
  return {
    own: shown(labels),
    ...(spec.family === "workload" ? { pods: shown(spec.podLabels) } : {}),
    ...(spec.family === "workload" || spec.family === "service" ? { selector: shown(spec.selector) } : {}),
  };
}

test("commonLabels stand everywhere, over what was there", () => {
  const shop = overlay("commonLabels:\n  env: prod\n  app: shop\n");
  const set = { app: "shop", env: "prod" };
  assert.deepEqual(pairs(shop.member("overlay", "Service/cart")), { own: set, selector: set });
  assert.deepEqual(pairs(shop.member("overlay", "Deployment/cart")), { own: set, pods: set, selector: set });
});

test("labels stand in metadata alone, or where they are told to", () => {
  const shop = overlay(
    "labels:\n  - pairs: {a: '1'}\n  - pairs: {b: '2'}\n    includeTemplates: true\n  - pairs: {c: '3'}\n    includeSelectors: true\n",
  );
  assert.deepEqual(pairs(shop.member("overlay", "Deployment/cart")), {
    own: { a: "1", b: "2", c: "3" },
    pods: { app: "cart", b: "2", c: "3" },
    selector: { app: "cart", c: "3" },
  });
  assert.deepEqual(pairs(shop.member("overlay", "Service/cart"))["selector"], { app: "cart", c: "3" });
});

test("labels of kinds that kustomize does not know, and labels with fields of their own, are unknown", () => {
  const rollout = deployment("web")
    .replace("apps/v1", "argoproj.io/v1alpha1")
    .replace("kind: Deployment", "kind: Rollout");
  const shop = overlay("", {
    "kustomization.yaml": "resources: [rollout.yaml]\ncommonLabels: {env: prod}\n",
    "rollout.yaml": rollout,
  });
  assert.deepEqual(pairs(shop.member("overlay", "Rollout/web"))["pods"], { app: "web", env: "transformed" });
  const open = overlay("labels:\n  - pairs: {a: b}\n    fields:\n      - path: spec/selector\n");
  const { spec } = open.member("overlay", "Service/cart");
  assert.deepEqual(spec.family === "service" && spec["selector"], {
    pairs: [{ key: "app", value: { unknown: "transformed" } }],
    open: true,
  });
});

test("labels on one of two ways into a unit may be there or not", () => {
  const shop = manifests({
    ...BASE,
    "one/kustomization.yaml": "resources: [../base]\ncommonLabels: {same: x, env: one}\n",
    "two/kustomization.yaml": "resources: [../base]\ncommonLabels: {same: x, env: two, more: y}\n",
    "overlay/kustomization.yaml": "resources: [../one, ../two]\n",
  });
  assert.deepEqual(pairs(shop.member("overlay", "Service/cart"))["selector"], {
    app: "cart",
    env: "transformed",
    more: "transformed",
    same: "x",
  });
});

test("replicas make the count of the workload that they name unknown", () => {
  const shop = overlay("replicas:\n  - name: cart\n    count: 3\n");
  const replicas = (name: string) => {
    const { spec } = shop.member("overlay", name);
    return spec.family === "workload" ? spec.replicas : "no workload";
  };
  assert.deepEqual(replicas("Deployment/cart"), { unknown: "transformed" });
  assert.equal(replicas("Deployment/web"), undefined);
});

test("annotations that a kustomization adds may be any", () => {
  const shop = overlay("commonAnnotations: {a: b}\n");
  assert.equal(shop.member("overlay", "Service/cart").annotations.open, true);
});

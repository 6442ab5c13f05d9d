/** What an edit costs, and what happens at the edges: circles, a thousand levels, texts that mean nothing. */
import assert from "node:assert/strict";
import test from "node:test";
import { type Files, kustomizations } from "../../../support/kustomize/building.ts";

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";
const LEVELS = 1000;

const runsOf = (shop: ReturnType<typeof kustomizations>, name: string) => shop.db.runs().get(name) ?? 0;

test("an edit in a base costs the kustomizations that use it, and no other", () => {
  const shop = kustomizations({
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": SERVICE,
    "other/kustomization.yaml": "resources: [web.yaml]\n",
    "other/web.yaml": SERVICE,
    "prod/kustomization.yaml": "resources: [../base]\n",
    "test/kustomization.yaml": "resources: [../base]\n",
    "third/kustomization.yaml": "resources: [../other]\n",
  });
  const folders = ["prod", "test", "third"];
  for (const folder of folders) shop.outline(folder);
  shop.db.resetRuns();
  shop.set("base/web.yaml", SERVICE.replace("web", "shop"));
  for (const folder of folders) shop.outline(folder);
  // The base, and the two on it.
  assert.equal(runsOf(shop, "kustomizeAccumulated"), 3);
  assert.equal(runsOf(shop, "kustomizeBuilt"), 2);
});

test("a comment in a base rebuilds nothing", () => {
  const shop = kustomizations({
    "kustomization.yaml": "resources: [web.yaml]\n",
    "web.yaml": SERVICE,
  });
  shop.outline();
  shop.db.resetRuns();
  shop.set("web.yaml", `# a comment\n${SERVICE}`);
  shop.outline();
  assert.equal(runsOf(shop, "kustomizeAccumulated"), 0);
  assert.equal(runsOf(shop, "kustomizeBuilt"), 0);
});

function chain(entryOf: (level: number) => string, last: string): Files {
  const levels = Array.from({ length: LEVELS }, (_, level) => [
    `level${level}/kustomization.yaml`,
    level === LEVELS - 1 ? last : entryOf(level + 1),
  ]);
  return { ...Object.fromEntries(levels), [`level${LEVELS - 1}/web.yaml`]: SERVICE };
}

const COMPONENT = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";

test("a thousand levels of bases are built like three", () => {
  const { objects, faults } = kustomizations(
    chain((next) => `resources: [../level${next}]\n`, "resources: [web.yaml]\nnameSuffix: -deep\n"),
  ).build("level0");
  assert.deepEqual(faults, []);
  assert.equal(objects.length, 1);
});

test("a thousand levels of components end in words", () => {
  const { incomplete } = kustomizations({
    ...chain((next) => `${COMPONENT}components: [../level${next}]\n`, `${COMPONENT}resources: [web.yaml]\n`),
    "kustomization.yaml": "components: [level0]\n",
  }).build();
  assert.deepEqual(
    incomplete.map(({ detail }) => detail),
    ["components lie more than 100 deep in each other here"],
  );
});

test("a circle of a thousand ends in one fault", () => {
  const { objects, faults } = kustomizations(
    chain((next) => `resources: [../level${next}]\n`, "resources: [../level0]\n"),
  ).build("level0");
  assert.deepEqual(objects, []);
  assert.deepEqual(
    faults.map(({ topic }) => topic),
    ["cycle"],
  );
});

test("no expression stops the editor", () => {
  const started = performance.now();
  const { objects } = kustomizations({
    "kustomization.yaml": `resources: [web.yaml]
images: [{name: "(a+)+$", newTag: x}]
patches: [{target: {name: "(a+)+$"}, patch: '[{"op": "remove", "path": "/metadata"}]'}]
`,
    "web.yaml": SERVICE.replace("name: web", `name: ${"a".repeat(5000)}b`),
  }).build();
  assert.equal(objects.length, 1);
  assert.ok(performance.now() - started < 5000);
});

test("what means nothing is said to mean nothing, field by field, and nothing throws", () => {
  const { faults } = kustomizations({
    "kustomization.yaml": `resources: [null, {}, 3, [], '', '   ', '/etc', 'https://shop.example/x']
patches: 3
labels: [1, {pairs: []}]
configMapGenerator: {a: b}
replicas: [{name: x, count: y}]
vars: [1]
replacements: [1, {path: 3}, {source: 1}]
generators: [3, 'a: b', '[']
transformers: ['{', "a\\nb"]
components: [web.yaml]
configurations: [web.yaml, x]
crds: [web.yaml]
generatorOptions: 3
openapi: 3
sortOptions: 3
buildMetadata: [originAnnotations, x]
`,
    "web.yaml": SERVICE,
  }).build();
  assert.ok(faults.length > 10);
  assert.ok(faults.every(({ at, message }) => at.document !== "" && message !== ""));
});

test("what is not known is said, and nothing is made of it", () => {
  const { faults, incomplete } = kustomizations({
    "kustomization.yaml": `resources: [web.yaml, "https://github.com/shop/base?ref=v1", ../elsewhere]
helmCharts: [{name: redis}]
openapi: {path: schema.json}
transformers:
  - |-
    apiVersion: shop.example/v1
    kind: Painter
    metadata: {name: red}
`,
    "web.yaml": SERVICE,
  }).build();
  assert.deepEqual(faults, []);
  assert.deepEqual(
    incomplete.map(({ reason, detail }) => `${reason}: ${detail}`),
    [
      "remote: kustomization.yaml uses https://github.com/shop/base?ref=v1",
      "outside: kustomization.yaml uses ../elsewhere, which lies outside the workspace folder",
      "plugin: kustomization.yaml runs the plugin shop.example/v1/Painter",
      "helm: kustomization.yaml renders charts (`helmCharts`)",
      "openapi: kustomization.yaml brings its own schema (`openapi`)",
    ],
  );
});

test("a large definition stands in outline where only networking counts, and takes no harm from a patch", () => {
  const shop = kustomizations({
    "kustomization.yaml": `resources: [crd.yaml]
commonLabels: {app: shop}
patches:
  - target: {kind: CustomResourceDefinition}
    patch: '[{"op": "remove", "path": "/spec/versions/0"}]'
`,
    "crd.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: carts.shop.example}
spec: {versions: [{name: v1}]}
`,
  });
  const keys = (objects: readonly { readonly value: { readonly entries: readonly { key: string }[] } }[]) =>
    objects.map(({ value }) => value.entries.map(({ key }) => key).join(" "));
  assert.deepEqual(keys(shop.outline().objects), ["apiVersion kind metadata"]);
  assert.deepEqual(shop.outline().faults, []);
  assert.deepEqual(keys(shop.build().objects), ["apiVersion kind metadata spec"]);
});

test("a patch whose target selects nothing is passed over by kustomize, and noted", () => {
  const { faults, idle } = kustomizations({
    "kustomization.yaml": `resources: [base]
patches:
  - {target: {kind: Service, name: wbe}, patch: '[{"op": "remove", "path": "/spec"}]'}
`,
    "base/kustomization.yaml": `resources: [web.yaml]
patches:
  - target: {labelSelector: app=web}
    patch: "{apiVersion: v1, kind: Service, metadata: {name: any}}"
`,
    "base/web.yaml": SERVICE,
  }).build();
  assert.deepEqual(faults, []);
  assert.deepEqual(
    idle.map(({ path }) => path),
    [
      ["patches", 0, "target"],
      ["patches", 0, "target"],
    ],
  );
  assert.equal(new Set(idle.map(({ document }) => document)).size, 2);
});

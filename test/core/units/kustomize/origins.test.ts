/** Where a built field was set: at the entry of the kustomization, or in the patch, that set it. */
import assert from "node:assert/strict";
import test from "node:test";
import { fileOf } from "../../../../server/src/core/resources/identity.ts";
import type { At, BuiltObject } from "../../../../server/src/core/units/kustomize/build/object.ts";
import { pathOf } from "../../../../server/src/core/value/file.ts";
import { printPath } from "../../../../server/src/core/value/path.ts";
import { type Files, kustomizations } from "../../../support/kustomize/building.ts";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers: [{name: web, image: "nginx:1"}]
`;

function printed({ document, path, within }: At): string {
  const inside = within === undefined ? "" : ` › ${printPath(within)}`;
  return `${pathOf(fileOf(document))} ${printPath(path)}${inside}`;
}

function origins({ touched }: BuiltObject): readonly string[] {
  return touched.map(({ path, by, at }) => `${printPath(path)} ← ${by} ${printed(at)}`);
}

function only(files: Files): BuiltObject {
  const { objects, faults } = kustomizations(files).build();
  assert.deepEqual(faults, []);
  const [object, another] = objects;
  assert.ok(object && !another);
  return object;
}

test("what nobody touched has no origin but its document", () => {
  const object = only({ "kustomization.yaml": "resources: [web.yaml]\n", "web.yaml": WEB });
  assert.deepEqual(origins(object), []);
  assert.equal(object.source && pathOf(fileOf(object.source)), "web.yaml");
});

test("a field of the kustomization that sets something is pointed at, entry by entry", () => {
  const object = only({
    "kustomization.yaml": `resources: [web.yaml]
namespace: shop
namePrefix: shop-
labels: [{pairs: {tier: front}}]
commonAnnotations: {owner: me}
replicas: [{name: web, count: 3}]
images: [{name: nginx, newTag: "2"}]
`,
    "web.yaml": WEB,
  });
  assert.deepEqual(origins(object), [
    "metadata.namespace ← transformer kustomization.yaml namespace",
    "metadata.name ← transformer kustomization.yaml namePrefix",
    "metadata.labels.tier ← transformer kustomization.yaml labels[0].pairs.tier",
    "metadata.annotations.owner ← transformer kustomization.yaml commonAnnotations.owner",
    "spec.template.metadata.annotations.owner ← transformer kustomization.yaml commonAnnotations.owner",
    "spec.replicas ← transformer kustomization.yaml replicas[0]",
    "spec.template.spec.containers[0].image ← transformer kustomization.yaml images[0]",
  ]);
});

test("a patch is pointed at where it says so: in its file, or inside the text of the kustomization", () => {
  const object = only({
    "kustomization.yaml": `resources: [web.yaml]
patches:
  - path: patch.yaml
  - target: {kind: Deployment}
    patch: |
      - {op: add, path: /spec/paused, value: true}
`,
    "web.yaml": WEB,
    "patch.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n",
  });
  assert.deepEqual(origins(object), [
    "spec.replicas ← patch patch.yaml spec.replicas",
    "spec.paused ← patch kustomization.yaml patches[1].patch › [0].value",
  ]);
});

test("what was set in an item of a list moves with it when a patch puts another before", () => {
  const object = only({
    "kustomization.yaml": "resources: [base]\npatches: [{path: patch.yaml}]\n",
    "patch.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: proxy, image: envoy}]}}}
`,
    "base/kustomization.yaml": 'resources: [web.yaml]\nimages: [{name: nginx, newTag: "2"}]\n',
    "base/web.yaml": WEB,
  });
  assert.deepEqual(origins(object), [
    "spec.template.spec.containers[1].image ← transformer base/kustomization.yaml images[0]",
    "spec.template.spec.containers[0] ← patch patch.yaml spec.template.spec.containers[0]",
  ]);
});

test("a reference points at what renamed the object that it names", () => {
  const files = {
    "kustomization.yaml": "resources: [pod.yaml]\nconfigMapGenerator: [{name: settings, literals: [a=1]}]\n",
    "pod.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, envFrom: [{configMapRef: {name: settings}}]}]}
`,
  };
  const { objects } = kustomizations(files).build();
  const [settings, pod] = objects;
  assert.ok(settings && pod);
  assert.deepEqual(origins(pod), [
    "spec.containers[0].envFrom[0].configMapRef.name ← transformer kustomization.yaml configMapGenerator[0]",
  ]);
  assert.deepEqual(origins(settings), [
    "data.a ← generator kustomization.yaml configMapGenerator[0].literals[0]",
    "metadata.name ← generator kustomization.yaml configMapGenerator[0]",
  ]);
  assert.equal(settings.source, undefined);
  assert.deepEqual(
    settings.generator && printed(settings.generator),
    "kustomization.yaml configMapGenerator[0]",
  );
});

test("an inline transformer is pointed at inside its text", () => {
  const object = only({
    "kustomization.yaml": `resources: [web.yaml]
transformers:
  - |-
    apiVersion: builtin
    kind: LabelTransformer
    metadata: {name: labels}
    labels: {app: web}
    fieldSpecs: [{path: metadata/labels, create: true}]
`,
    "web.yaml": WEB,
  });
  assert.deepEqual(origins(object), [
    "metadata.labels.app ← transformer kustomization.yaml transformers[0] › labels.app",
  ]);
});

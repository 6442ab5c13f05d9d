/** What of an object patches leave known. */
import assert from "node:assert/strict";
import test from "node:test";
import { touchOfText } from "../../../server/src/core/units/kustomize/inlineTouch.ts";
import { EVERYTHING, NO_TOUCH, type Touch, touchOf } from "../../../server/src/core/units/kustomize/touch.ts";
import { app, manifests } from "../../support/manifests.ts";
import { plainOf } from "../../support/plain.ts";

/** The fields that are touched. */
function fields(touch: Touch): readonly string[] {
  return Object.entries(touch).flatMap(([field, isTouched]) => (isTouched ? [field] : []));
}

function merge(body: string, kind = "Deployment"): readonly string[] {
  return fields(touchOf(plainOf(`kind: ${kind}\nmetadata:\n  name: cart\n${body}`), kind));
}

function inline(body: string): readonly string[] {
  return fields(touchOfText(`kind: Deployment\nmetadata:\n  name: cart\n${body}`));
}

const container = (field: string) =>
  `spec:\n  template:\n    spec:\n      containers:\n        - name: main\n          ${field}\n`;

test("a merge patch touches what it spells out", () => {
  assert.deepEqual(merge(""), []);
  assert.deepEqual(merge("spec:\n  replicas: 3\n"), ["replicas", "body"]);
  assert.deepEqual(merge(container("image: x")), ["body"]);
  assert.deepEqual(merge(container("resources: {limits: {cpu: 1}}")), ["body"]);
  assert.deepEqual(merge(container("env: []")), ["texts", "body"]);
  assert.deepEqual(merge(container("ports: []")), ["ports", "body"]);
  assert.deepEqual(merge(container("readinessProbe: {}")), ["ports", "body"]);
  assert.deepEqual(merge("spec:\n  template:\n    metadata:\n      labels: {a: b}\n"), ["pods", "body"]);
  assert.deepEqual(merge("spec:\n  template:\n    metadata:\n      annotations: {a: b}\n"), ["body"]);
  assert.deepEqual(merge("spec:\n  selector: {}\n"), ["selector", "body"]);
  assert.deepEqual(merge("  annotations: {a: b}\n  labels: {a: b}\n", "Service"), ["labels", "annotations"]);
  assert.deepEqual(merge("spec: {type: NodePort}\n", "Service"), ["body"]);
});

test("a merge patch that is not plain to see touches everything", () => {
  const all = (found: readonly string[]) => assert.ok(found.includes("everything"), found.join(" "));
  all(merge("$patch: delete\n"));
  all(merge(container("$patch: replace")));
  all(merge("spec: null\n"));
  all(merge("spec:\n  template: null\n"));
  all(merge("spec:\n  template:\n    metadata: null\n"));
  all(merge("spec:\n  template:\n    spec:\n      containers: null\n"));
  all(merge("spec:\n  template:\n    spec:\n      hostNetwork: true\n"));
  all(merge("spec:\n  serviceName: x\n", "StatefulSet"));
  all(merge("spec:\n  unheardOf: x\n"));
  assert.deepEqual(touchOf(plainOf("- a\n"), "Deployment"), EVERYTHING);
});

test("kinds that kustomize does not know have lists that are replaced as a whole", () => {
  assert.deepEqual(merge(container("image: x"), "Rollout"), ["body"]);
});

test("an inline patch is judged by its words", () => {
  assert.deepEqual(inline(""), []);
  assert.deepEqual(inline("spec:\n  replicas: 3\n"), ["replicas", "body"]);
  assert.deepEqual(inline(container("image: x")), ["body"]);
  assert.deepEqual(inline(container("ports: []")), ["ports", "body"]);
  assert.deepEqual(inline("spec:\n  template:\n    metadata:\n      labels: {a: b}\n"), [
    "labels",
    "pods",
    "body",
  ]);
  assert.deepEqual(inline("  annotations:\n    a: b\n"), ["annotations"]);
  for (const body of [
    ...["$patch: delete\n", "spec: null\n", "spec:\n", "spec:\n  template: ~\n", "spec: {replicas: 1}\n"],
    ...[
      "spec:\n  template:\n    spec:\n      containers:\n      hostname: x\n",
      'spec:\n  "\\x72eplicas": 1\n',
    ],
  ])
    assert.deepEqual(inline(body), ["everything"], body);
  assert.deepEqual(touchOfText("{kind: Deployment, metadata: {name: x}}"), EVERYTHING);
});

test("a list of operations is judged path by path", () => {
  const operation = (path: string, op = "replace") =>
    fields(touchOfText(`- op: ${op}\n  path: ${path}\n  value: 1\n`));
  assert.deepEqual(operation("/spec/replicas"), ["replicas", "body"]);
  assert.deepEqual(operation("/metadata/annotations/a~1b"), ["annotations"]);
  assert.deepEqual(operation("/spec/template/spec/containers/0/image"), ["body"]);
  assert.deepEqual(operation("/spec/template/spec/containers/0/env/-", "add"), ["texts", "body"]);
  for (const path of [
    "/spec",
    "/spec/template",
    "/spec/ports/0/port",
    "/spec/template/spec/containers/0",
    "/metadata",
  ])
    assert.deepEqual(operation(path), ["everything"], path);
  const json =
    '[{"op": "replace", "path": "/spec/replicas", "value": 2}, {"op": "remove", "path": "/metadata/labels/a"}]';
  assert.deepEqual(fields(touchOfText(json)), ["labels", "replicas", "body"]);
  assert.deepEqual(touchOfText("- op: move\n  from: /spec/a\n  path: /spec/replicas\n"), EVERYTHING);
  assert.deepEqual(touchOfText("- op: remove\n"), EVERYTHING);
  const init =
    "- op: add\n  path: /spec/template/spec/initContainers\n  value: [{name: fill, image: fill}]\n";
  assert.deepEqual(fields(touchOfText(init)), ["ports", "texts", "body"]);
  const sidecar = "- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: a, image: a}\n";
  assert.deepEqual(fields(touchOfText(sidecar)), ["ports", "texts", "body"]);
  const port = "- op: replace\n  path: /spec/template/spec/containers/0/ports/0/name\n  value: web\n";
  assert.deepEqual(fields(touchOfText(port)), ["ports", "body"]);
});

test("nothing is touched by nothing", () => {
  assert.deepEqual(fields(NO_TOUCH), []);
});

test("pods keep their labels under a patch of replicas and images; ports that are patched are not known", () => {
  const patched = (patch: string) => {
    const shop = manifests({
      "kustomization.yaml": "resources: [cart.yaml]\npatches:\n  - path: p.yaml\n",
      "cart.yaml": app("cart"),
      "p.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n${patch}`,
    });
    const { spec } = shop.member(".", "Deployment/cart");
    if (spec.family !== "workload") return spec;
    return { labels: spec.podLabels.open, ports: spec.open, replicas: spec.replicas };
  };
  const unknown = { unknown: "transformed" };
  assert.deepEqual(patched(container("image: x")), { labels: false, ports: false, replicas: undefined });
  assert.deepEqual(patched("spec:\n  replicas: 3\n"), { labels: false, ports: false, replicas: unknown });
  assert.deepEqual(patched(container("ports: []")), { labels: false, ports: true, replicas: undefined });
  const opaque = { family: "opaque", reason: "transformed" };
  assert.deepEqual(patched("$patch: delete\n"), opaque);
  assert.deepEqual(patched("spec:\n  template:\n    metadata:\n      labels: {a: b}\n"), opaque);
});

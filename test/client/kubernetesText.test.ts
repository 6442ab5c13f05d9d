import assert from "node:assert/strict";
import { test } from "node:test";
import { looksLikeKubernetes } from "../../client/src/kubernetesText.ts";

test("manifests are recognised as YAML and JSON, whatever their layout", () => {
  assert.ok(looksLikeKubernetes("apiVersion: v1\nkind: Service\n"));
  assert.ok(looksLikeKubernetes("# first\r\nkind: Service\r\napiVersion: v1\r\n"));
  assert.ok(looksLikeKubernetes('{"apiVersion":"v1","kind":"Service"}'));
  assert.ok(looksLikeKubernetes('{\n  "kind": "List",\n  "apiVersion": "v1"\n}'));
  assert.ok(looksLikeKubernetes("{apiVersion: v1, kind: Service}"));
  assert.ok(looksLikeKubernetes("items:\n- apiVersion: v1\n  kind: Service\n"));
});

test("other files are not", () => {
  assert.ok(!looksLikeKubernetes('{ "name": "portolan", "version": "1.0.0" }'));
  assert.ok(!looksLikeKubernetes("services:\n  web:\n    image: nginx\n"));
  assert.ok(!looksLikeKubernetes("apiVersion: v1\n"));
  assert.ok(!looksLikeKubernetes("mankind: good\nmyapiVersion: 1\n"));
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LARGEST_PARSED, scan } from "../../../server/src/core/syntax/scan.ts";

const SERVICE = { apiVersion: "v1", kind: "Service", namespace: "shop", name: "web" };

describe("scan", () => {
  it("reads identity off the lines, however they are written", () => {
    const forms = [
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n",
      "---\n# a comment\n\napiVersion: v1\nkind: Service # what\nmetadata:\n  # who\n  labels:\n    name: other\n  namespace: 'shop'\n  name: \"web\"\nspec:\n  name: x\n",
      "apiVersion: v1\r\nkind: Service\r\nmetadata:\r\n    namespace: shop\r\n    name: web\r\n",
      "metadata: {labels: {name: x}, namespace: shop, name: web}\nkind: Service\napiVersion: v1",
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"}}',
      '{\n  "kind": "Service",\n  "apiVersion": "v1",\n  "metadata": {\n    "labels": { "name": "x" },\n    "namespace": "shop",\n    "name": "web"\n  }\n}\n',
      "  apiVersion: v1\n  kind: Service\n  metadata:\n    name: web\n    namespace: shop\n",
      '"apiVersion": "v1"\n"kind": "Service"\n"metadata":\n  "name": "web"\n  "namespace": "shop"\n',
      "metadata:\n\n    name: web\n\n    namespace: shop\nkind: Service\napiVersion: v1\n",
      "%YAML 1.1\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n",
    ];
    for (const text of forms) assert.deepEqual(scan(text), { tier: "parse", ...SERVICE }, text);
  });

  it("reads identity off a document that does not parse", () => {
    const text =
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}-web\n  {{- with .Values.ns }}\n  namespace: {{ . }}\n  {{- end }}\nspec: [\n";
    assert.deepEqual(scan(text), {
      ...SERVICE,
      tier: "parse",
      name: "{{ .Release.Name }}-web",
      namespace: "{{ . }}",
    });
  });

  it("skips what is no Kubernetes object", () => {
    for (const text of [
      "",
      "---\n",
      "# only a comment\n",
      "replicas: 3\nimage: web\n",
      "[1, 2]",
      "just text",
    ])
      assert.equal(scan(text).tier, "skip", text);
  });

  it("knows by its identity a kind that does not matter", () => {
    assert.equal(scan("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n").tier, "identity");
    const crd =
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  template: {}\n  containers: []\n";
    assert.equal(scan(crd).tier, "identity");
  });

  it("reads whole any kind with a pod template, and lists that hold what matters", () => {
    assert.equal(
      scan("apiVersion: x/v1\nkind: Rollout\nspec:\n  template:\n    spec:\n      containers: []\n").tier,
      "parse",
    );
    assert.equal(
      scan("apiVersion: v1\nkind: List\nitems:\n- kind: Service\n  apiVersion: v1\n").tier,
      "parse",
    );
    assert.equal(scan("apiVersion: v1\nkind: ConfigMapList\nitems:\n- kind: ConfigMap\n").tier, "identity");
  });

  it("leaves alone what is too large to be parsed", () => {
    const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n${"# x\n".repeat(LARGEST_PARSED / 4)}`;
    assert.deepEqual(scan(text), { tier: "too-large", ...SERVICE });
  });
});

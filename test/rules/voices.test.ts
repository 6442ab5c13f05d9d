/** What the API server refuses is said once, by whoever knows more of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf } from "../support/workspace.ts";

const workload = (labels: string, ports = "") => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { containers: [{ name: web, image: x, ${ports} }] }
`;
const service = (spec: string, metadata = "", ports = "[{ port: 80 }]") => `
apiVersion: v1
kind: Service
metadata: { name: web, ${metadata} }
spec: { ${spec} ports: ${ports} }
`;
const SELECTOR = "selector: { app: web },";

/** The loud findings, each as its code and severity. */
function said(yaml: string, path = "web.yaml"): readonly string[] {
  return findingsOf([{ path, text: yaml }])
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, severity }) => `${code} ${severity}`);
}

function speaks(what: string, yaml: string, voices: readonly string[]): void {
  test(what, () => assert.deepEqual(said(yaml), voices));
}

const backed = (spec: string, metadata = "", ports = "[{ port: 80 }]") =>
  service(`${SELECTOR} ${spec}`, metadata, ports) + workload("app: web");

speaks("an annotation that is no text: PTL305", backed("", "annotations: { a: true }"), ["PTL305 error"]);
speaks("two annotations: PTL305 for each", backed("", "annotations: { a: true, b: 1 }"), [
  "PTL305 error",
  "PTL305 error",
]);
speaks("a label that is no text: PTL801", backed("", "labels: { a: true }"), ["PTL801 error"]);
speaks(
  "an IPv6 address for a name: PTL503",
  service("type: ExternalName, externalName: '2001:db8::1',", "", "null"),
  ["PTL503 error"],
);
speaks(
  "a URL for a name: PTL804",
  service("type: ExternalName, externalName: 'http://a.example',", "", "null"),
  ["PTL804 error"],
);
speaks(
  "one nodePort for two ports of a Service: PTL301",
  backed(
    "type: NodePort,",
    "",
    "[{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: 30080 }]",
  ),
  ["PTL301 error", "PTL301 error"],
);
speaks("a nodePort out of range: PTL308", backed("type: NodePort,", "", "[{ port: 80, nodePort: 80 }]"), [
  "PTL308 error",
]);
speaks("a selector that misses its own template: PTL106", workload("app: wbe"), ["PTL106 error"]);
speaks("externalIPs: PTL302, which knows of the warning", backed("externalIPs: [203.0.113.7],"), [
  "PTL302 warning",
]);
speaks(
  "a quoted targetPort with pods behind it: PTL201",
  backed("", "", "[{ port: 80, targetPort: '8080' }]"),
  ["PTL201 error"],
);
speaks("a quoted targetPort without pods: PTL804", service("", "", "[{ port: 80, targetPort: '8080' }]"), [
  "PTL804 error",
]);
speaks(
  "a targetPort that is no name: PTL804, not whether it is declared",
  backed("", "", "[{ port: 80, targetPort: Web_Port }]"),
  ["PTL804 error"],
);
speaks(
  "a port out of range: once, not for the targetPort that copies it",
  backed("", "", "[{ port: 70000 }]"),
  ["PTL804 error"],
);
speaks(
  "a generateName that is none: once, not for the name made of it",
  `
apiVersion: v1
kind: Service
metadata: { generateName: Web- }
spec: { ${SELECTOR} ports: [{ port: 80 }] }
${workload("app: web")}`,
  ["PTL804 error"],
);
speaks("a name that breaks two rules: one finding", backed("", "", "[{ port: 80, targetPort: a--B }]"), [
  "PTL804 error",
]);
speaks("what cannot be read is not validated", backed("type: nodeport,", "", "[{ port: x, nodePort: 80 }]"), [
  "PTL801 error",
]);
speaks(
  "what was dumped from a cluster is no manifest",
  backed("type: nodeport,", "uid: x, resourceVersion: '1'"),
  [],
);
speaks(
  "a List's members are judged one by one",
  `
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ${SELECTOR} ports: [{ port: 80, protocol: tcp }] } }
${workload("app: web")}`,
  ["PTL805 error"],
);
test("a kind without networking facts is judged, too", () => {
  assert.deepEqual(
    said(
      "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: a }\nspec: { controler: x }\n",
    ),
    ["PTL802 error"],
  );
});
test("in a chart's templates values are not known, and the rest is", () => {
  const chart = { path: "chart/Chart.yaml", text: "name: web\n" };
  const text = service(
    SELECTOR,
    "annotations: { a: '{{ .Values.a }}' }",
    "[{ port: '{{ .Values.port }}', protocol: tcp }]",
  );
  const found = findingsOf([chart, { path: "chart/templates/web.yaml", text }]);
  assert.deepEqual(
    found.filter(({ severity }) => severity === "error").map(({ code }) => code),
    ["PTL805"],
  );
});

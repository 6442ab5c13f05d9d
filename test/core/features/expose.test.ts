import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { marked } from "../../support/cursor.ts";
import { afterAction } from "../../support/workspace.ts";

const workload = (ports: string, kind = "Deployment", spec = "") => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: web
  namespace: shop
spec:${spec}
  selector:
    matchLabels:
      app: web$0
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          ports: [${ports}]
`;

/** What stands after the workload once it is exposed. */
function exposed(source: string): string | undefined {
  const { fixture, analysis, file, position } = marked(source);
  const answer = analysis.expose(file, position);
  if (!answer) return undefined;
  const [before] = fixture.files;
  const [after] = afterAction(fixture.files, answer);
  assert.ok(after?.text.startsWith(before?.text ?? ""), "the workload is left as it was");
  return after?.text.slice(before?.text.length);
}

describe("exposing a workload", () => {
  it("writes the Service that its author would have written", () => {
    assert.equal(
      exposed(workload("{ name: http, containerPort: 8080 }")),
      `---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 8080
      targetPort: http
`,
    );
  });

  it("names several ports, and keeps their protocols", () => {
    const ports =
      "{ containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }, { containerPort: 8080 }";
    assert.match(
      exposed(workload(ports)) ?? "",
      /ports:\n {4}- name: port-8080\n {6}port: 8080\n {4}- name: dns\n {6}port: 53\n {6}targetPort: dns\n {6}protocol: UDP\n$/,
    );
  });

  it("writes the headless Service that a StatefulSet asks for", () => {
    const set = workload("{ containerPort: 5432 }", "StatefulSet", "\n  serviceName: db");
    assert.match(exposed(set) ?? "", /name: db\n[\s\S]*clusterIP: None/);
  });

  it("writes none where there is nothing to write of", () => {
    assert.equal(exposed(workload("")), undefined);
    assert.equal(
      exposed(workload("{ containerPort: 1 }").replaceAll("app: web", 'app: "{{ app }}"')),
      undefined,
    );
    const taken = `---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n`;
    assert.equal(exposed(workload("{ containerPort: 1 }") + taken), undefined);
    assert.equal(exposed("apiVersion: v1\nkind: ConfigMap$0\nmetadata: { name: a }\n"), undefined);
  });
});

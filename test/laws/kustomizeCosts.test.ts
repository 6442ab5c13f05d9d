/** What an edit in a base costs, in runs of queries: the units that use it, and no others. */
import assert from "node:assert/strict";
import test from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import { fileId } from "../../server/src/core/value/file.ts";

const ROOT = "shop";
const APPS = Array.from({ length: 20 }, (_, index) => `app${index}`);
const OVERLAYS = ["dev", "prod", "test"];
const file = (path: string) => fileId(ROOT, path);

const workload = (app: string, image = "web:1") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app} }
spec:
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: web, image: "${image}", ports: [{ containerPort: 8080 }] }] }
`;

const service = (app: string, port = 80) => `apiVersion: v1
kind: Service
metadata: { name: ${app} }
spec: { selector: { app: ${app} }, ports: [{ port: ${port}, targetPort: 8080 }] }
`;

function filesOf(app: string): readonly (readonly [path: string, text: string])[] {
  return [
    [`${app}/base/kustomization.yaml`, "resources: [service.yaml, workload.yaml]\n"],
    [`${app}/base/service.yaml`, service(app)],
    [`${app}/base/workload.yaml`, workload(app)],
    ...OVERLAYS.map(
      (name) =>
        [
          `${app}/${name}/kustomization.yaml`,
          `namespace: ${app}-${name}\nnamePrefix: ${name}-\nresources: [../base]\n`,
        ] as const,
    ),
  ];
}

function ask(analysis: Analysis): void {
  for (const each of analysis.files()) analysis.diagnostics(each);
}

/** How often each query ran for an edit in a workspace in which everything has been asked once. */
function costOf(path: string, text: string): ReadonlyMap<string, number> {
  const analysis = createAnalysis();
  const files = APPS.flatMap(filesOf);
  analysis.setRoots([ROOT]);
  analysis.setFiles(
    ROOT,
    files.map(([each]) => file(each)),
  );
  for (const [each, content] of files) analysis.setText(file(each), content);
  ask(analysis);
  analysis.takeRuns();
  analysis.editText(file(path), text);
  ask(analysis);
  return analysis.takeRuns();
}

test("an edit in a base builds the base and the units that use it", () => {
  const runs = costOf("app7/base/service.yaml", service("app7", 81));
  assert.equal(runs.get("kustomizeAccumulated"), 1 + OVERLAYS.length);
  assert.equal(runs.get("kustomizeBuilt"), OVERLAYS.length, "a base is gathered, and named in its units");
  assert.equal(runs.get("builtMembers"), OVERLAYS.length);
});

test("it wakes the object that changed, in those units", () => {
  const runs = costOf("app7/base/service.yaml", service("app7", 81));
  assert.equal(runs.get("builtResource"), OVERLAYS.length);
  assert.equal(runs.get("resourceIn"), OVERLAYS.length);
  assert.equal(runs.get("findings"), OVERLAYS.length);
  assert.equal(runs.get("landedFindings"), OVERLAYS.length);
  assert.equal(runs.get("worlds"), undefined, "who is in which unit is as before");
});

test("an overlay's edit costs that overlay", () => {
  const text =
    "namespace: app7-prod\nnamePrefix: prod-\nresources: [../base]\nimages: [{ name: web, newTag: '2' }]\n";
  const runs = costOf("app7/prod/kustomization.yaml", text);
  assert.equal(runs.get("kustomizeAccumulated"), 1);
  assert.equal(runs.get("kustomizeBuilt"), 1);
});

test("a comment in a base builds nothing", () => {
  const runs = costOf("app7/base/service.yaml", `# of the shop\n${service("app7")}`);
  assert.equal(runs.get("kustomizeAccumulated"), undefined);
  assert.equal(runs.get("kustomizeBuilt"), undefined);
});

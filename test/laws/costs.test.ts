/** What an edit costs, in runs of queries: counts do not depend on the machine. */
import assert from "node:assert/strict";
import test from "node:test";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import { fileId } from "../../server/src/core/value/file.ts";

const ROOT = "shop";
const APPS = Array.from({ length: 40 }, (_, index) => `app${index}`);
const fileOf = (app: string) => fileId(ROOT, `deploy/${app}.yaml`);

function service(app: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${app}
  namespace: shop
spec:
  selector:
    app: ${app}
  ports:
    - port: 80
      targetPort: http
`;
}

function deployment(app: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
        tier: front
    spec:
      containers:
        - name: main
          image: example/${app}
          ports:
            - name: http
              containerPort: 8080
`;
}

const manifest = (app: string) => `${service(app)}---\n${deployment(app)}`;

/** A workspace in which every question has been asked once. */
function warm(): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, APPS.map(fileOf));
  for (const app of APPS) analysis.setText(fileOf(app), manifest(app));
  ask(analysis);
  analysis.takeRuns();
  return analysis;
}

/** All diagnostics, and the lenses of the file that is open, as an editor asks. */
function ask(analysis: Analysis): void {
  for (const file of analysis.files()) analysis.diagnostics(file);
  analysis.lenses(fileOf("app7"));
}

/** How often each query ran for an edit of one file. */
function costOf(edit: (text: string) => string, app = "app7"): ReadonlyMap<string, number> {
  const analysis = warm();
  analysis.editText(fileOf(app), edit(manifest(app)));
  ask(analysis);
  return analysis.takeRuns();
}

const RELATIONS = [
  "selection",
  "nearMisses",
  "targets",
  "references",
  "governing",
  "nodePortClaims",
  "podIndex",
];
const WORLDS = ["worlds", "identities"];

function assertAsleep(runs: ReadonlyMap<string, number>, names: readonly string[]): void {
  assert.deepEqual(
    names.filter((name) => runs.has(name)).map((name) => `${name}: ${runs.get(name)}`),
    [],
  );
}

test("the workspace is clean, so that what follows measures no findings", () => {
  const analysis = warm();
  for (const file of analysis.files()) assert.deepEqual(analysis.diagnostics(file).shown, []);
});

test("a comment edit reads one value without a tree, reruns one facts query, and nothing that hangs on facts", () => {
  const runs = costOf((text) => text.replace("kind: Deployment", "kind: Deployment # the shop's front"));
  assert.equal(runs.get("plain"), 1);
  assert.equal(runs.get("parse"), undefined);
  assert.equal(runs.get("documentFacts"), 1);
  assert.equal(runs.get("facts"), 1);
  assertAsleep(runs, [...RELATIONS, ...WORLDS, "findings", "resource"]);
});

test("a blank line between documents parses one document", () => {
  const runs = costOf((text) => text.replace("---\n", "\n---\n"));
  assert.equal(runs.get("parse"), 1);
  assertAsleep(runs, [...RELATIONS, "findings"]);
});

test("a label edit reruns the selections that could see it and nothing else", () => {
  const runs = costOf((text) => text.replace("tier: front", "tier: back"));
  assert.equal(runs.get("podIndex"), 1);
  assert.equal(runs.get("selection"), 1, "that of the Service whose pods these are");
  assertAsleep(runs, ["nearMisses", "targets", "worlds"]);
});

test("a label that a Service selects wakes that Service", () => {
  const runs = costOf((text) => text.replace("app: app7\n        tier", "app: app8\n        tier"));
  assert.equal(runs.get("selection"), 2, "app7 lost its pods, app8 gained some");
  assertAsleep(runs, ["worlds"]);
});

test("an inserted document wakes no other resource", () => {
  const runs = costOf(
    (text) =>
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: extra\n  namespace: shop\nspec:\n  ports: [{ port: 1 }]\n---\n${text}`,
  );
  assert.equal(runs.get("parse"), 1);
  assert.equal(runs.get("documentFacts"), 1);
  assert.equal(runs.get("findings"), 1, "its own");
  assert.ok((runs.get("selection") ?? 0) <= 1, "its own");
});

test("an edit in one file reads nothing in another", () => {
  const runs = costOf((text) => text.replace("containerPort: 8080", "containerPort: 9090"));
  assert.equal(runs.get("plain"), 1);
  assert.equal(runs.get("parse"), undefined);
  assertAsleep(runs, ["selection", "podIndex", "worlds"]);
});

test("an edit asks the API server's rules about its own document and no other", () => {
  for (const edit of [
    (text: string) => text.replace("kind: Deployment", "kind: Deployment # the shop's front"),
    (text: string) => text.replace("tier: front", "tier: back"),
  ]) {
    const runs = costOf(edit);
    assert.equal(runs.get("verdictOn"), 1);
  }
});

test("a document is read once for its facts and for the API server's verdict, however many there are", () => {
  const files = Array.from({ length: 200 }, (_, index) => `app${index}`);
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, files.map(fileOf));
  for (const name of files) analysis.setText(fileOf(name), manifest(name));
  analysis.takeRuns();
  for (const file of analysis.files()) analysis.diagnostics(file);
  const runs = analysis.takeRuns();
  assert.equal(runs.get("verdictOn"), 400);
  assert.equal(runs.get("plain"), 400);
});

/** As `ask`, with the chart open and the panel of one Service. */
function look(analysis: Analysis): void {
  ask(analysis);
  for (const { id } of analysis.charts()) {
    analysis.chart({ unit: id });
    analysis.chartDetails(id, "Service/shop/app7");
  }
}

function chartCostOf(edit: (text: string) => string): ReadonlyMap<string, number> {
  const analysis = warm();
  look(analysis);
  analysis.takeRuns();
  analysis.editText(fileOf("app7"), edit(manifest("app7")));
  look(analysis);
  return analysis.takeRuns();
}

test("a comment reruns nothing of the chart", () => {
  const runs = chartCostOf((text) => text.replace("kind: Deployment", "kind: Deployment # the shop's front"));
  assertAsleep(
    runs,
    [...runs.keys()].filter((name) => name.startsWith("chart")),
  );
});

test("an edit makes the pieces anew that it could touch, and the chart once", () => {
  const runs = chartCostOf((text) => text.replace("      targetPort: http\n", "      targetPort: 8080\n"));
  assert.equal(runs.get("chart"), 1);
  assert.ok((runs.get("chartPiece") ?? 0) <= 2, "the Service's, and that of the workload behind it");
  assertAsleep(runs, ["chartIds"]);
});

test("an edit in a file of many faulty documents makes a tree of its own document alone", () => {
  const text = Array.from({ length: 100 }, (_, index) =>
    service(`faulty${index}`).replace("port: 80", `port: ${70_000 + index}`),
  ).join("---\n");
  const analysis = createAnalysis();
  const file = fileId(ROOT, "all.yaml");
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [file]);
  analysis.editText(file, text);
  assert.equal(analysis.diagnostics(file).shown.length, 100);
  analysis.takeRuns();
  analysis.editText(file, text.replace("name: faulty7\n", "name: faulty7 # the first\n"));
  assert.equal(analysis.diagnostics(file).shown.length, 100);
  assert.equal(analysis.takeRuns().get("parse"), 1);
});

test("thousands of findings of one Service share what they ask about it", () => {
  const ports = Array.from(
    { length: 6_000 },
    (_, index) => `    - { name: p${index}, port: ${10_000 + index} }`,
  );
  const crowded = service("app7").replace("    - port: 80\n      targetPort: http", ports.join("\n"));
  const analysis = createAnalysis();
  const file = fileId(ROOT, "all.yaml");
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, [file]);
  analysis.setText(file, `${crowded}---\n${deployment("app7")}`);
  const { user } = process.cpuUsage();
  assert.ok(analysis.diagnostics(file).shown.length >= 6_000);
  const seconds = (process.cpuUsage().user - user) / 1e6;
  assert.ok(seconds < 15, `${seconds} s; asked one by one it would be a minute`);
});

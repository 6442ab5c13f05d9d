/** Laws of the chart: what holds for any workspace and any course of edits. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Analysis } from "../../server/src/core/analysis.ts";
import { createAnalysis } from "../../server/src/core/analysis.ts";
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import { fileId } from "../../server/src/core/value/file.ts";

const ROOT = "sea";
const NAMES = ["web", "cart", "pay", "a/b", "x~2", '<img src=x onerror="1">', "", "\u202eevil"] as const;

const name = fc.constantFrom(...NAMES);
const written = fc.constantFrom("", "shop", "data", "{{ .ns }}");
const quoted = (text: string) => JSON.stringify(text);
const inNamespace = (namespace: string) => (namespace === "" ? "" : `  namespace: ${quoted(namespace)}\n`);

const head = (kind: string, each: { readonly name: string; readonly namespace: string }) =>
  `kind: ${kind}\nmetadata:\n  name: ${quoted(each.name)}\n${inNamespace(each.namespace)}`;

const port = fc
  .record({
    port: fc.constantFrom("80", "443", '"${PORT}"'),
    target: fc.constantFrom("", "8080", "http", "grpc", '"<target>"'),
    name: fc.constantFrom("", "http", "http", "a#b"),
    nodePort: fc.constantFrom("", "30080"),
  })
  .map(
    (each) =>
      `    - port: ${each.port}\n` +
      (each.name === "" ? "" : `      name: ${quoted(each.name)}\n`) +
      (each.target === "" ? "" : `      targetPort: ${each.target}\n`) +
      (each.nodePort === "" ? "" : `      nodePort: ${each.nodePort}\n`),
  );

const service = fc
  .record({
    name,
    namespace: written,
    app: name,
    type: fc.constantFrom("ClusterIP", "NodePort", "LoadBalancer", "ExternalName", '"{{ .t }}"'),
    headless: fc.boolean(),
    selects: fc.boolean(),
    ports: fc.array(port, { maxLength: 3 }),
  })
  .map(
    (each) => `apiVersion: v1
${head("Service", each)}spec:
  type: ${each.type}
  externalName: db.example.com
${each.headless ? "  clusterIP: None\n" : ""}${each.selects ? `  selector:\n    app: ${quoted(each.app)}\n` : ""}${each.ports.length > 0 ? `  ports:\n${each.ports.join("")}` : ""}`,
  );

const workload = fc
  .record({
    name,
    namespace: written,
    app: name,
    kind: fc.constantFrom("Deployment", "StatefulSet", "DaemonSet"),
    ports: fc.array(fc.constantFrom("http", "grpc", "http"), { maxLength: 3 }),
  })
  .map(
    (each) => `apiVersion: apps/v1
${head(each.kind, each)}spec:
  template:
    metadata:
      labels:
        app: ${quoted(each.app)}
    spec:
      containers:
        - name: main
          ports: [${each.ports.map((label, index) => `{ name: ${label}, containerPort: ${8080 + (index % 2)} }`).join(", ")}]
`,
  );

const ingress = fc
  .record({ name, namespace: written, services: fc.array(name, { minLength: 1, maxLength: 3 }) })
  .map(
    (each) => `apiVersion: networking.k8s.io/v1
${head("Ingress", each)}spec:
  rules:
    - host: shop.example.com
      http:
        paths:
${each.services.map((to, index) => `          - { path: /${index}, backend: { service: { name: ${quoted(to)}, port: { number: 80 } } } }\n`).join("")}`,
  );

const route = fc.record({ name, namespace: written, parent: name, to: name, far: written }).map(
  (each) => `apiVersion: gateway.networking.k8s.io/v1
${head("HTTPRoute", each)}spec:
  parentRefs: [{ name: ${quoted(each.parent)}, sectionName: http }]
  rules:
    - backendRefs:
        - { name: ${quoted(each.to)}, port: 80 }
        - { name: ${quoted(each.to)}, port: 80 }
        - { name: ${quoted(each.to)}, namespace: ${quoted(each.far || "data")}, port: 443 }
`,
);

const gateway = fc.record({ name, namespace: written }).map(
  (each) => `apiVersion: gateway.networking.k8s.io/v1
${head("Gateway", each)}spec:
  listeners: [{ name: http, port: 80 }, { name: http, port: 81 }]
`,
);

const slice = fc.record({ name, namespace: written, service: name }).map(
  (each) => `apiVersion: discovery.k8s.io/v1
${head("EndpointSlice", each)}  labels:
    kubernetes.io/service-name: ${quoted(each.service)}
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints: [{ addresses: [192.0.2.1] }]
`,
);

const policy = fc.record({ name, namespace: written, app: name }).map(
  (each) => `apiVersion: networking.k8s.io/v1
${head("NetworkPolicy", each)}spec:
  podSelector: { matchLabels: { app: ${quoted(each.app)} } }
`,
);

const broken = fc.constantFrom(
  'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: "\n',
  "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\nspec: [\n",
);

const manifest = fc.oneof(
  { weight: 4, arbitrary: service },
  { weight: 4, arbitrary: workload },
  { weight: 2, arbitrary: ingress },
  ...[route, gateway, slice, policy, broken].map((arbitrary) => ({ weight: 1, arbitrary })),
);

const text = fc.array(manifest, { maxLength: 5 }).map((all) => all.join("---\n"));
const PATHS = ["a.yaml", "deploy/b.yaml", "deploy/c.yaml"] as const;
const workspace = fc
  .tuple(text, text, text)
  .map((texts) => new Map(PATHS.map((path, at) => [path, texts[at] ?? ""])));

type Files = ReadonlyMap<string, string>;

function analysisOf(files: Files, order: readonly string[] = [...files.keys()]): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  for (const path of order) analysis.setText(fileId(ROOT, path), files.get(path) ?? "");
  analysis.setFiles(
    ROOT,
    order.map((path) => fileId(ROOT, path)),
  );
  return analysis;
}

function chartsOf(analysis: Analysis): readonly ChartGraph[] {
  return analysis.charts().flatMap(({ id }) => analysis.chart({ unit: id }) ?? []);
}

function assertUnique(ids: readonly string[], what: string): void {
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
    `${what} are unique`,
  );
}

function assertSound({ nodes, edges, bands }: ChartGraph): void {
  assertUnique(
    nodes.map(({ id }) => id),
    "nodes",
  );
  assertUnique(
    edges.map(({ id }) => id),
    "edges",
  );
  assert.deepEqual(
    nodes.map(({ id }) => id),
    nodes.map(({ id }) => id).toSorted(),
    "nodes are sorted",
  );
  assert.deepEqual(
    edges.map(({ id }) => id),
    edges.map(({ id }) => id).toSorted(),
    "edges are sorted",
  );
  const rows = new Map(nodes.map((node) => [node.id, new Set(node.rows.map(({ id }) => id))]));
  for (const node of nodes) {
    assertUnique(
      node.rows.map(({ id }) => id),
      `rows of ${node.id}`,
    );
    assert.notEqual(node.title, "", `${node.id} has a title`);
    assert.ok(
      node.namespace === undefined || bands.some(({ namespace }) => namespace === node.namespace),
      `${node.id} stands in a band`,
    );
  }
  for (const { id, from, to, state, reason } of edges) {
    for (const { node, row } of [from, to]) {
      assert.ok(rows.has(node), `${id}: ${node} is there`);
      assert.ok(row === undefined || rows.get(node)?.has(row), `${id}: row ${row} is there`);
    }
    assert.equal(reason === "", state === "flows" || state === "meant", `${id} says why`);
  }
}

/** Every problem of what is drawn, and of the namespaces that are, is counted in a band, once. */
function assertAgreed(analysis: Analysis, { unit, bands }: ChartGraph): void {
  const namespaces = new Set(bands.map(({ namespace }) => namespace));
  const problems = analysis
    .files()
    .flatMap((file) => analysis.diagnostics(file).shown)
    .filter(({ severity, units, resource, file, range }) => {
      if (severity === "hint" || !units.includes(unit.name)) return false;
      const isDrawn = analysis.chartAt(file, range.start, unit.id)?.unit === unit.id;
      return isDrawn || namespaces.has(resource?.namespace || "?");
    });
  const counted = bands.reduce(
    (sum, { problems: { errors, warnings, informations } }) => sum + errors + warnings + informations,
    0,
  );
  assert.equal(counted, problems.length);
}

test("ids are unique and sorted, edges dock on what is there, what does not flow says why", () => {
  fc.assert(
    fc.property(workspace, (files) => {
      for (const graph of chartsOf(analysisOf(files))) assertSound(graph);
    }),
    { numRuns: 150 },
  );
});

test("the chart and the list of problems agree", () => {
  fc.assert(
    fc.property(workspace, (files) => {
      const analysis = analysisOf(files);
      for (const graph of chartsOf(analysis)) assertAgreed(analysis, graph);
    }),
    { numRuns: 80 },
  );
});

test("the order of files never matters", () => {
  fc.assert(
    fc.property(workspace, fc.shuffledSubarray([...PATHS], { minLength: PATHS.length }), (files, order) => {
      assert.deepEqual(chartsOf(analysisOf(files, order)), chartsOf(analysisOf(files)));
    }),
    { numRuns: 40 },
  );
});

test("edits lead to the same chart as a fresh start", () => {
  const edit = fc.record({ path: fc.constantFrom(...PATHS), text });
  fc.assert(
    fc.property(workspace, fc.array(edit, { minLength: 1, maxLength: 4 }), (files, edits) => {
      const analysis = analysisOf(files);
      chartsOf(analysis);
      const now = new Map<string, string>(files);
      for (const each of edits) {
        now.set(each.path, each.text);
        analysis.setText(fileId(ROOT, each.path), each.text);
        chartsOf(analysis);
      }
      assert.deepEqual(chartsOf(analysis), chartsOf(analysisOf(now)));
    }),
    { numRuns: 40 },
  );
});

test("every node has details, a place in a file, and links that lead somewhere", () => {
  fc.assert(
    fc.property(workspace, (files) => {
      const analysis = analysisOf(files);
      for (const { unit, nodes } of chartsOf(analysis)) {
        const ids = new Set(nodes.map(({ id }) => id));
        for (const { id, hasSource } of nodes) {
          const details = analysis.chartDetails(unit.id, id);
          assert.ok(details, id);
          const links = details.sections.flatMap(({ rows }) => rows.flatMap(({ node }) => node ?? []));
          assert.deepEqual(
            links.filter((link) => !ids.has(link)),
            [],
          );
          assert.equal(
            analysis.chartSource(unit.id, id) !== undefined,
            hasSource,
            `${id} is written somewhere`,
          );
        }
      }
    }),
    { numRuns: 30 },
  );
});

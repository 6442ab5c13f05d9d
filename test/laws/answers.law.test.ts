/** Laws of the whole: what holds for any workspace and any course of edits. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Analysis, createAnalysis } from "../../server/src/core/analysis.ts";
import type { Diagnostic } from "../../server/src/core/answers.ts";
import { fileId, pathOf } from "../../server/src/core/value/file.ts";

const ROOT = "sea";
const NAMES = ["web", "cart", "pay"] as const;
const PORTS = [80, 8080, "http"] as const;

const name = fc.constantFrom(...NAMES);
const namespace = fc.constantFrom("", "shop", "data");

const inNamespace = (written: string) => (written === "" ? "" : `  namespace: ${written}\n`);

const service = fc
  .record({
    name,
    namespace,
    app: name,
    target: fc.constantFrom(...PORTS),
    nodePort: fc.constantFrom(0, 30080),
  })
  .map(
    (each) => `apiVersion: v1
kind: Service
metadata:
  name: ${each.name}
${inNamespace(each.namespace)}spec:
  type: NodePort
  selector:
    app: ${each.app}
  ports:
    - port: 80
      targetPort: ${each.target}
${each.nodePort === 0 ? "" : `      nodePort: ${each.nodePort}\n`}`,
  );

const deployment = fc.record({ name, namespace, app: name, port: fc.constantFrom("http", "metrics") }).map(
  (each) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${each.name}
${inNamespace(each.namespace)}spec:
  selector:
    matchLabels:
      app: ${each.app}
  template:
    metadata:
      labels:
        app: ${each.app}
    spec:
      containers:
        - name: main
          ports:
            - name: ${each.port}
              containerPort: 8080
`,
);

const ingress = fc.record({ name, namespace, service: name, port: fc.constantFrom(80, 81) }).map(
  (each) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${each.name}
${inNamespace(each.namespace)}spec:
  defaultBackend:
    service:
      name: ${each.service}
      port:
        number: ${each.port}
`,
);

const broken = fc.constantFrom(
  'kind: Service\nx: "\n',
  "{{- if .Values.on }}\n",
  "apiVersion: v1\nkind: Service\nspec: [\n",
  "",
);
const document = fc.oneof(
  { weight: 4, arbitrary: service },
  { weight: 4, arbitrary: deployment },
  { weight: 1, arbitrary: ingress },
  { weight: 1, arbitrary: broken },
);
const text = fc.array(document, { minLength: 1, maxLength: 3 }).map((documents) => documents.join("---\n"));
const path = fc.constantFrom("a.yaml", "b.yaml", "base/a.yaml", "base/b.yaml", "prod/a.yaml");
const files = fc.dictionary(path, text, { minKeys: 1, maxKeys: 5 });

/** Its answers, in the order of the files' names, as text. */
function answersOf(analysis: Analysis): string {
  const shown = analysis
    .files()
    .toSorted()
    .flatMap((file) => analysis.diagnostics(file).shown.map(printed));
  const lenses = analysis
    .files()
    .toSorted()
    .flatMap((file) => analysis.lenses(file).map(({ title }) => title));
  return JSON.stringify([shown, lenses], undefined, 1);
}

function printed({ file, code, severity, message, range, units }: Diagnostic) {
  return [pathOf(file), code, severity, message, range, units];
}

function fresh(contents: Readonly<Record<string, string>>, order = (paths: string[]) => paths): Analysis {
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  const paths = order(Object.keys(contents));
  analysis.setFiles(
    ROOT,
    paths.map((each) => fileId(ROOT, each)),
  );
  for (const each of paths) analysis.setText(fileId(ROOT, each), contents[each] ?? "");
  return analysis;
}

const RUNS = { numRuns: 60 };

test("any course of edits gives the answers of a fresh start", () => {
  const edit = fc.record({ path, text, gone: fc.boolean() });
  fc.assert(
    fc.property(files, fc.array(edit, { maxLength: 6 }), (start, edits) => {
      const analysis = fresh(start);
      answersOf(analysis);
      const contents: Record<string, string> = { ...start };
      for (const each of edits) {
        if (each.gone) delete contents[each.path];
        else contents[each.path] = each.text;
        analysis.setFiles(
          ROOT,
          Object.keys(contents).map((name) => fileId(ROOT, name)),
        );
        if (!each.gone) analysis.setText(fileId(ROOT, each.path), each.text);
        analysis.sweep();
        assert.equal(answersOf(analysis), answersOf(fresh(contents)));
      }
    }),
    RUNS,
  );
});

test("the order of files never matters", () => {
  fc.assert(
    fc.property(files, (contents) => {
      assert.equal(answersOf(fresh(contents, (paths) => paths.toReversed())), answersOf(fresh(contents)));
    }),
    RUNS,
  );
});

test("comments and blank lines change no finding but in position", () => {
  const withoutPlaces = (analysis: Analysis) =>
    analysis
      .files()
      .flatMap((file) =>
        analysis
          .diagnostics(file)
          .shown.map(({ code, severity, message, path: at }) => [code, severity, message, at]),
      );
  fc.assert(
    fc.property(files, (contents) => {
      const commented = Object.fromEntries(
        Object.entries(contents).map(([each, written]) => [
          each,
          written.includes('"')
            ? written
            : written.replace(/^(\s+\S+:.*)$/gm, "$1 # c").replace(/^/, "# first\n\n"),
        ]),
      );
      assert.deepEqual(withoutPlaces(fresh(commented)), withoutPlaces(fresh(contents)));
    }),
    RUNS,
  );
});

test("every finding lies in its file, on characters that are there", () => {
  fc.assert(
    fc.property(files, (contents) => {
      const analysis = fresh(contents);
      for (const file of analysis.files()) {
        const lines = (contents[pathOf(file)] ?? "").split("\n");
        for (const { range } of analysis.diagnostics(file).shown) {
          assert.ok(range.start.line <= range.end.line && range.end.line < lines.length);
          assert.ok(range.end.character <= (lines[range.end.line] ?? "").length);
          assert.notDeepEqual(range.start, range.end);
        }
      }
    }),
    RUNS,
  );
});

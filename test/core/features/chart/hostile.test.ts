/** Whatever a manifest calls things stays text: on cards, in ids, in commands, in every format. */
import assert from "node:assert/strict";
import test from "node:test";
import { dotOf } from "../../../../server/src/core/chart/print/dot.ts";
import { mermaidOf } from "../../../../server/src/core/chart/print/mermaid.ts";
import { analysisOf } from "../../../support/workspace.ts";

const LONG = "x".repeat(253);
const NAMES = [
  '<img src=x onerror="alert(1)">',
  "a\u202eb",
  "a\u0000b",
  'q"`$(rm -rf /)`;&|',
  "shop/cart#http → x~2",
  "end",
  LONG,
];

function chartOfNames(names: readonly string[]) {
  const text = names
    .map(
      (name, index) => `apiVersion: v1
kind: Service
metadata:
  name: ${JSON.stringify(name)}
  namespace: ${JSON.stringify(names[(index + 1) % names.length])}
spec:
  selector: { app: ${JSON.stringify(name)} }
  ports: [{ name: ${JSON.stringify(name)}, port: 80 }, { name: ${JSON.stringify(name)}, port: 81 }]
`,
    )
    .join("---\n");
  const analysis = analysisOf([{ path: "a.yaml", text }]);
  const graph = analysis.chart({});
  assert.ok(graph);
  return { analysis, graph };
}

test("names stand on cards as they are, and what cannot be seen is spelt out", () => {
  const { graph } = chartOfNames(NAMES);
  const titles = graph.nodes.filter(({ kind }) => kind === "Service").map(({ title }) => title);
  assert.deepEqual(titles.toSorted(), [
    '<img src=x onerror="alert(1)">',
    "a\\u0000b",
    "a\\u202eb",
    "end",
    'q"`$(rm -rf /)`;&|',
    "shop/cart#http → x~2",
    LONG,
  ]);
});

test("ids are one a thing, and hold nothing that cannot be seen", () => {
  const { graph } = chartOfNames(NAMES);
  const ids = [...graph.nodes, ...graph.edges].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.doesNotMatch(id, /[\p{Cc}\p{Cf}]/u);
});

test("no command is offered with a name that a shell would act upon", () => {
  const { analysis, graph } = chartOfNames(NAMES);
  for (const { id } of graph.nodes) {
    const details = analysis.chartDetails(graph.unit.id, id);
    const sections = details?.sections.filter(({ id: section }) => section === "try" || section === "ways");
    for (const { text } of sections?.flatMap(({ rows }) => rows) ?? []) {
      assert.match(text, /^[A-Za-z0-9 ._/=,:-]+$/);
    }
  }
  const plain = chartOfNames(["web", "cart"]);
  const { sections } = plain.analysis.chartDetails(plain.graph.unit.id, "Service/cart/web") ?? {
    sections: [],
  };
  assert.deepEqual(
    sections.find(({ id }) => id === "try")?.rows.map(({ text }) => text),
    [
      "kubectl -n cart get endpointslices -l kubernetes.io/service-name=web",
      "kubectl -n cart get pods -l app=web -o wide",
    ],
  );
});

test("no name gets out of its quotes in Mermaid and DOT", () => {
  const { graph } = chartOfNames(NAMES);
  for (const line of mermaidOf(graph).split("\n")) {
    const inside = [...line.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text.replaceAll("<br/>", ""));
    assert.equal((line.match(/"/g)?.length ?? 0) % 2, 0, line);
    for (const text of inside) assert.doesNotMatch(text, /[<>`|{}[\]()\\]/, line);
  }
  for (const line of dotOf(graph).split("\n")) {
    assert.equal((line.replaceAll(/\\./g, "").match(/"/g)?.length ?? 0) % 2, 0, line);
    assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
  }
});

/** What an edit left alone is the same object in the next graph. */
import assert from "node:assert/strict";
import test from "node:test";
import { interned } from "../../client/webview/interning.ts";
import type { ChartGraph } from "../../server/src/core/chart/graph.ts";
import { large } from "../core/chart/large.ts";

const graph = large(150);

test("a graph that is told again is the one that is there", () => {
  assert.equal(interned(told(graph), graph), graph);
  assert.equal(interned(graph, undefined), graph);
});

test("of a graph with an edit only what the edit touched is new", () => {
  const touched = graph.nodes[5]?.id;
  for (const change of [
    { subtitle: "9 pods" },
    { rows: [] },
    { state: "missing" },
    { readiness: "none" },
  ] as const) {
    const next = told({
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === touched ? { ...node, ...change } : node)),
    });
    const kept = interned(next, graph);
    assert.deepEqual(kept, next);
    const others = kept.nodes.filter((node, index) => node !== graph.nodes[index]);
    assert.deepEqual(
      others.map(({ id }) => id),
      [touched],
    );
    assert.equal(kept.edges, graph.edges);
    assert.equal(kept.bands, graph.bands);
    assert.equal(kept.unit, graph.unit);
  }
});

test("what has come and gone moves nothing that stays", () => {
  const less = told({ ...graph, nodes: graph.nodes.slice(3), edges: graph.edges.slice(0, -2) });
  const kept = interned(less, graph);
  assert.deepEqual(kept, less);
  assert.deepEqual(
    kept.nodes.filter((node, index) => node !== graph.nodes[index + 3]),
    [],
  );
  const more = interned(told(graph), kept);
  assert.deepEqual(more, told(graph));
  assert.equal(more.nodes[3], graph.nodes[3]);
});

/** As it comes over the wire. */
function told(said: ChartGraph): ChartGraph {
  return structuredClone(said);
}

/** What a layout remembers changes no picture. */
import assert from "node:assert/strict";
import test from "node:test";
import type { ChartGraph } from "../../../server/src/core/chart/graph.ts";
import {
  type BandContent,
  type BandParts,
  createLayoutMemory,
} from "../../../server/src/core/chart/layout/memory.ts";
import { sceneOf } from "../../../server/src/core/chart/sceneOf.ts";
import { WHOLE } from "../../../server/src/core/chart/view.ts";
import { measureByTable } from "../../../server/src/core/chart/widths.ts";
import { type Random, randomFrom } from "../../support/random.ts";
import { large } from "./large.ts";
import { wild } from "./wild.ts";

test("scenes after any course of graphs and views are as if each were the first", () => {
  const memory = createLayoutMemory();
  const chance = randomFrom(5);
  let graph = large(150);
  for (let step = 0; step < 120; step++) {
    graph = step % 20 === 19 ? wild(step) : edited(graph, chance);
    const folded = graph.bands.filter(() => chance.oneIn(5)).map(({ namespace }) => namespace);
    const view = { ...WHOLE, folded: new Set(folded) };
    const remembered = sceneOf(graph, view, measureByTable, memory);
    assert.deepEqual(remembered, sceneOf(graph, view, measureByTable), `after step ${step}`);
  }
});

test("only the namespace that an edit changes is laid out again", () => {
  const graph = large(150);
  const laidOut: string[] = [];
  const memory = createLayoutMemory();
  const counting = {
    ...memory,
    recall: (namespace: string, parts: BandParts, stack: (parts: BandParts) => BandContent) =>
      memory.recall(namespace, parts, (own) => {
        laidOut.push(namespace);
        return stack(own);
      }),
  };
  sceneOf(graph, WHOLE, measureByTable, counting);
  assert.equal(laidOut.length, graph.bands.length);
  laidOut.length = 0;
  sceneOf({ ...graph }, WHOLE, measureByTable, counting);
  assert.deepEqual(laidOut, []);
  const service = graph.nodes.find(({ column }) => column === "service");
  const grown = graph.nodes.map((node) =>
    node === service ? { ...node, rows: [...node.rows, ...node.rows] } : node,
  );
  sceneOf({ ...graph, nodes: grown }, WHOLE, measureByTable, counting);
  assert.deepEqual(laidOut, [service?.namespace]);
});

test("where a card says something else, no other card is made again, and no edge that does not meet it", () => {
  const graph = large(150);
  const memory = createLayoutMemory();
  const before = sceneOf(graph, WHOLE, measureByTable, memory);
  const service = graph.nodes.find(({ column }) => column === "service");
  const nodes = graph.nodes.map((node) => (node === service ? { ...node, subtitle: "Service" } : node));
  const { cards, edges } = sceneOf({ ...graph, nodes }, WHOLE, measureByTable, memory);
  const known = new Set<unknown>([...before.cards, ...before.edges]);
  assert.deepEqual(
    cards.filter((card) => !known.has(card)).map(({ id }) => id),
    [service?.id],
  );
  const redrawn = edges.filter((edge) => !known.has(edge));
  assert.ok(redrawn.every(({ from, to }) => from === service?.id || to === service?.id));
  assert.ok(redrawn.length < edges.length);
});

/** A name, a row, an edge or a node other than before. */
function edited(graph: ChartGraph, chance: Random): ChartGraph {
  const at = chance.below(graph.nodes.length);
  const sort = chance.below(4);
  if (sort === 0) return { ...graph, edges: graph.edges.filter(() => !chance.oneIn(100)) };
  if (sort === 1) return { ...graph, nodes: graph.nodes.filter((_, index) => index !== at) };
  return {
    ...graph,
    nodes: graph.nodes.map((node, index) => {
      if (index !== at) return node;
      return sort === 2 ? { ...node, title: `${node.title}-a` } : { ...node, rows: node.rows.slice(1) };
    }),
  };
}

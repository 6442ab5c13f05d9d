/** What holds for every picture, of real graphs and of such as no cluster has. */
import assert from "node:assert/strict";
import test from "node:test";
import { legible } from "../../../server/src/core/chart/fit.ts";
import type { ChartGraph } from "../../../server/src/core/chart/graph.ts";
import type { TextStyle } from "../../../server/src/core/chart/measure.ts";
import type { Box, Line, Scene, SceneCard } from "../../../server/src/core/chart/scene.ts";
import { sceneOf } from "../../../server/src/core/chart/sceneOf.ts";
import { type ChartView, WHOLE } from "../../../server/src/core/chart/view.ts";
import { measureByTable } from "../../../server/src/core/chart/widths.ts";
import { holds, overlap, type Point, strokesOf } from "./geometry.ts";
import { shop } from "./graphs.ts";
import { large } from "./large.ts";
import { wild } from "./wild.ts";

interface Sample {
  readonly name: string;
  readonly graph: ChartGraph;
}

const ORDINARY: readonly Sample[] = [
  { name: "the shop", graph: shop() },
  ...[30, 120, 300].map((size) => ({ name: `${size} nodes`, graph: large(size, size) })),
];
const SAMPLES: readonly Sample[] = [
  ...ORDINARY,
  ...Array.from({ length: 120 }, (_, seed) => ({ name: `wild ${seed}`, graph: wild(seed) })),
];

const OPEN = () => WHOLE;
const HALF = (graph: ChartGraph) => folding(graph, 2);
const FOLDED = (graph: ChartGraph) => folding(graph, 1);

function folding({ bands }: ChartGraph, every: number): ChartView {
  const folded = bands.filter((_, index) => index % every === 0).map(({ namespace }) => namespace);
  return { ...WHOLE, folded: new Set(folded) };
}

function draw(graph: ChartGraph, view: ChartView = WHOLE): Scene {
  return sceneOf(graph, view, measureByTable);
}

/** With all namespaces open, every second folded, and all folded. */
function everywhere(law: (scene: Scene, graph: ChartGraph) => void, views = [OPEN, HALF, FOLDED]): void {
  for (const { name, graph } of SAMPLES) {
    try {
      for (const view of views) law(draw(graph, view(graph)), graph);
    } catch (error) {
      throw new Error(`in ${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}

test("every node is drawn once, and every edge between two that are drawn", () => {
  everywhere(
    ({ cards, edges }, graph) => {
      const there = new Set(graph.nodes.map(({ id }) => id));
      assert.deepEqual(cards.map(({ id }) => id).toSorted(), [...there].toSorted());
      const both = graph.edges.filter(
        ({ from, to }) => from.node !== to.node && there.has(from.node) && there.has(to.node),
      );
      assert.deepEqual(edges.map(({ id }) => id).toSorted(), both.map(({ id }) => id).toSorted());
    },
    [OPEN],
  );
});

test("no two cards touch, and each stands in its band and on the plane", () => {
  everywhere(({ cards, bands, width, height }) => {
    const sorted = cards.toSorted((a, b) => a.y - b.y);
    sorted.forEach((card, index) => {
      for (let next = index + 1; next < sorted.length; next++) {
        const other = sorted[next];
        if (!other || other.y >= card.y + card.height) break;
        assert.ok(!overlap(card, other), `${card.id} overlaps ${other.id}`);
      }
      assert.ok(
        card.x >= 0 && card.y >= 0 && card.x + card.width <= width && card.y + card.height <= height,
        card.id,
      );
      for (const band of bands) {
        const own =
          band.namespace === card.namespace && card.column !== "outside" && card.column !== "external";
        assert.equal(overlap(card, band), own, `${card.id} and band ${band.namespace}`);
      }
    });
    for (const [index, band] of bands.entries()) {
      const next = bands[index + 1];
      assert.ok(next === undefined || next.y > band.y + band.height, `${band.namespace} runs into the next`);
    }
  });
});

test("no edge crosses a card that is not its end", () => {
  everywhere(({ cards, edges }) => {
    for (const { id, path, beyond, from, to } of edges) {
      const points = [path, beyond ?? ""].flatMap(strokesOf).flat();
      const crossed = cards.find(
        (card) => card.id !== from && card.id !== to && points.some((point) => holds(card, point)),
      );
      assert.equal(crossed?.id, undefined, `${id} crosses a card`);
    }
  });
});

test("every edge leaves and arrives at a handle", () => {
  everywhere(({ cards, edges, bands }) => {
    const handles = new Map(cards.map((card) => [card.id, handlesOf(card)] as const));
    for (const { id, path, beyond, from, to } of edges) {
      const [stroke = []] = strokesOf(path);
      const end = beyond === undefined ? stroke.at(-1) : strokesOf(beyond)[0]?.at(-1);
      const meets = (node: string, point: { readonly x: number; readonly y: number } | undefined) =>
        (handles.get(node) ?? []).some((handle) => handle.x === point?.x && handle.y === point.y);
      const bandOf = (node: string) => bands.find(({ namespace }) => node === `Namespace/${namespace}`);
      const [source, band] = [bandOf(from), bandOf(to)];
      const isFrom = source ? isOnSide(source, stroke[0]) : meets(from, stroke[0]);
      assert.ok(isFrom, `${id} leaves from nowhere: ${path}`);
      const isThere = band ? isOnSide(band, end) : meets(to, end);
      assert.ok(isThere, `${id} ends nowhere: ${path} ${beyond}`);
    }
  });
});

/** In the middle of its left or right side, or anywhere on the upper or the lower. */
function isOnSide({ x, y, width, height }: Box, point: Point | undefined): boolean {
  if (point === undefined) return false;
  const isBeside = (point.x === x || point.x === x + width) && point.y === y + height / 2;
  const isAbove = point.x > x && point.x < x + width && (point.y === y || point.y === y + height);
  return isBeside || isAbove;
}

function handlesOf(card: SceneCard): readonly { readonly x: number; readonly y: number }[] {
  const docks = [card.dock, ...card.rows.map((row) => ({ ...row, y: row.y + row.height / 2 }))];
  return docks.flatMap(({ y, left, right }) => [
    ...(left ? [{ x: card.x, y }] : []),
    ...(right ? [{ x: card.x + card.width, y }] : []),
  ]);
}

test("every text has room, is cut with an ellipsis or whole, and can be read", () => {
  everywhere(({ cards, bands }) => {
    const check = (line: Line, style: TextStyle, box: { readonly x: number; readonly width: number }) => {
      const width = measureByTable(line.text, style);
      const left =
        line.anchor === "start" ? line.x : line.anchor === "end" ? line.x - width : line.x - width / 2;
      assert.ok(left >= box.x && left + width <= box.x + box.width, `${line.text} (${style}) is too wide`);
      assert.ok(
        line.text === legible(line.whole) || /…$|^$/u.test(line.text),
        `${line.text} of ${line.whole}`,
      );
      assert.doesNotMatch(line.text, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.doesNotMatch(line.text, /\p{Cs}/u, "half of a character");
    };
    for (const card of cards) {
      check(card.title, "title", card);
      check(card.subtitle, "subtitle", card);
      for (const row of card.rows) check(row.text, "row", card);
    }
    for (const band of bands) {
      check(band.title, "band", band);
      check(band.summary, "subtitle", band);
    }
  });
});

test("no hole goes across a namespace: between two rows of cards there is an edge, or no more room than for its words", () => {
  everywhere(
    ({ cards, bands, edges }) => {
      const level = edges.flatMap(({ path }) =>
        strokesOf(path).flatMap((stroke) =>
          stroke.flatMap(({ y }, index) => (stroke[index + 1]?.y === y ? [{ top: y, bottom: y }] : [])),
        ),
      );
      const boxes = cards.map(({ y, height }) => ({ top: y, bottom: y + height }));
      for (const { namespace, y, height, folded, shelf } of bands) {
        if (folded) continue;
        const end = shelf?.y ?? y + height;
        const rows = [...boxes, ...level]
          .filter(({ top }) => top > y && top < end)
          .toSorted((a, b) => a.top - b.top);
        let bottom = y + 40;
        for (const row of rows) {
          assert.ok(row.top - bottom <= 48, `${namespace}: nothing from ${bottom} to ${row.top}`);
          bottom = Math.max(bottom, row.bottom);
        }
      }
    },
    [OPEN],
  );
});

test("words on edges stand on no card and on no other words", () => {
  everywhere(({ cards, edges }) => {
    const labels = edges.flatMap(({ id, label, reason }) =>
      [label, reason].flatMap((each) => (each ? [{ id, box: each.box }] : [])),
    );
    labels.forEach(({ id, box }, index) => {
      const card = cards.find((each) => overlap(each, box));
      assert.equal(card?.id, undefined, `the words of ${id} stand on a card`);
      const other = labels.slice(index + 1).find((each) => overlap(each.box, box));
      assert.equal(other?.id, undefined, `the words of ${id} stand on others`);
    });
  });
});

test("the same graph gives the same scene", () => {
  for (const { graph } of SAMPLES) assert.deepEqual(draw(structuredClone(graph)), draw(graph));
});

test("arrow keys lead to cards that are drawn", () => {
  everywhere(({ cards }) => {
    const there = new Set(cards.map(({ id }) => id));
    for (const { id, next } of cards) {
      for (const target of Object.values(next))
        assert.ok(there.has(target) && target !== id, `${id} → ${target}`);
    }
  });
});

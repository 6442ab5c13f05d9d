/** What is drawn of a graph, and what stays where it is when a little changes. */
import assert from "node:assert/strict";
import test from "node:test";
import type { ChartGraph } from "../../../server/src/core/chart/graph.ts";
import type { Scene } from "../../../server/src/core/chart/scene.ts";
import { sceneOf } from "../../../server/src/core/chart/sceneOf.ts";
import { type ChartView, WHOLE } from "../../../server/src/core/chart/view.ts";
import { measureByTable } from "../../../server/src/core/chart/widths.ts";
import { strokesOf } from "./geometry.ts";
import { edge, graphOf, node, shop } from "./graphs.ts";
import { large } from "./large.ts";

function draw(graph: ChartGraph, view: Partial<ChartView> = {}): Scene {
  return sceneOf(graph, { ...WHOLE, ...view }, measureByTable);
}

function idsOf(scene: Scene): readonly string[] {
  return scene.cards.map(({ id }) => id).toSorted();
}

test("a folded namespace is one line, and the others look as before", () => {
  const open = draw(shop());
  const folded = draw(shop(), { folded: new Set(["data"]) });
  const [rest, data] = folded.bands;
  assert.deepEqual([data?.namespace, data?.folded, data?.height], ["data", true, 32]);
  assert.equal(rest?.folded, false);
  assert.deepEqual(
    folded.cards.filter(({ namespace }) => namespace === "data"),
    [],
  );
  const places = (scene: Scene) => {
    const band = scene.bands.find(({ namespace }) => namespace === "shop");
    return scene.cards
      .filter(({ namespace }) => namespace === "shop")
      .map(({ id, y }) => [id, y - (band?.y ?? 0)]);
  };
  assert.deepEqual(places(folded), places(open));
});

test("with all namespaces folded there are their lines, and where traffic enters", () => {
  const { cards, columns, bands, edges } = draw(shop(), { folded: new Set(["data", "shop"]) });
  assert.deepEqual(
    [cards.map(({ id }) => id), columns.map(({ column }) => column)],
    [["internet/Internet"], ["outside"]],
  );
  assert.deepEqual(
    bands.map(({ namespace, folded }) => [namespace, folded]),
    [
      ["shop", true],
      ["data", true],
    ],
    "where traffic enters comes first",
  );
  const [entering] = edges;
  const [shopBand] = bands;
  assert.ok(entering && shopBand && edges.length === 1, "one edge for all that enters");
  assert.deepEqual(
    [entering.from, entering.to, entering.state],
    ["internet/Internet", "Namespace/shop", "flows"],
  );
  const end = strokesOf(entering.path)[0]?.at(-1);
  assert.deepEqual(end, { x: shopBand.x, y: shopBand.y + shopBand.height / 2 });
});

test("what an open namespace leads to in a folded one ends at its band, with how many it is", () => {
  const rows = ["/: → web :80", "/pay: → pay :80"];
  const graph = graphOf(
    [
      node("route", "edge/site", "HTTPRoute", { rows }),
      node("service", "edge/own", "Service", { rows: ["http: :80"] }),
      ...["web", "web-canary", "pay"].map((name) =>
        node("service", `shop/${name}`, "Service", { rows: ["http: :80"] }),
      ),
    ],
    [
      edge("route/edge/site#/", "service/shop/web#http"),
      edge("route/edge/site#/", "service/shop/web-canary#http"),
      edge("route/edge/site#/pay", "service/shop/pay#http", "broken", { reason: "no port 80" }),
    ],
  );
  const { bands, edges, cards } = draw(graph, { folded: new Set(["shop"]) });
  assert.deepEqual(edges.map(({ from, to, state, label }) => [from, to, state, label?.whole]).toSorted(), [
    ["route/edge/site", "Namespace/shop", "broken", undefined],
    ["route/edge/site", "Namespace/shop", "flows", "2 in shop"],
  ]);
  const shopBand = bands.find(({ namespace }) => namespace === "shop");
  const [flowing] = edges.filter(({ state }) => state === "flows");
  assert.ok(shopBand && flowing);
  const [stroke = [], ...signs] = strokesOf(flowing.path);
  assert.equal(stroke.at(-1)?.y, shopBand.y, "it comes from above");
  assert.equal(signs.length, 1, "and ends in an arrow, since there is no handle");
  assert.equal(
    cards.find(({ id }) => id === "route/edge/site")?.rows.every(({ right }) => right),
    true,
  );
});

test("what a folded namespace leads to in an open one begins at its band", () => {
  const graph = graphOf(
    [
      node("gateway", "edge/site", "Gateway", { rows: ["http: http :80", "https: https :443"] }),
      node("gateway", "shop/own", "Gateway", { rows: ["http: http :80"] }),
      node("route", "shop/web", "HTTPRoute", { rows: ["/: → web :80"] }),
      node("service", "shop/web", "Service", { rows: ["http: :80"] }),
    ],
    [
      edge("gateway/edge/site#http", "route/shop/web", "unknown", { reason: "not seen" }),
      edge("gateway/edge/site#https", "route/shop/web"),
      edge("route/shop/web#/", "service/shop/web#http"),
    ],
  );
  const { bands, edges, cards } = draw(graph, { folded: new Set(["edge"]) });
  const edgeBand = bands.find(({ namespace }) => namespace === "edge");
  const [leaving, ...others] = edges.filter(({ from }) => from === "Namespace/edge");
  assert.ok(edgeBand && leaving);
  assert.deepEqual([others.length, leaving.to, leaving.state], [0, "route/shop/web", "flows"]);
  const [stroke = []] = strokesOf(leaving.path);
  assert.equal(stroke[0]?.y, edgeBand.y + edgeBand.height, "from its lower edge");
  assert.equal(stroke.at(-1)?.x, cards.find(({ id }) => id === "route/shop/web")?.x);
});

test("where the last open column leads into a folded namespace, its side is met", () => {
  const graph = graphOf(
    [
      node("gateway", "edge/site", "Gateway", { rows: ["http: http :80"] }),
      node("route", "shop/web", "HTTPRoute", { rows: ["/: → web :80"] }),
    ],
    [edge("gateway/edge/site#http", "route/shop/web")],
  );
  const { bands, edges, width } = draw(graph, { folded: new Set(["shop"]) });
  const shopBand = bands.find(({ namespace }) => namespace === "shop");
  const [stroke = []] = strokesOf(edges[0]?.path ?? "");
  assert.ok(shopBand);
  assert.deepEqual(stroke.at(-1), { x: shopBand.x + shopBand.width, y: shopBand.y + shopBand.height / 2 });
  assert.ok(stroke.every(({ x }) => x < width));
});

test("only chosen namespaces are drawn, and outside of them only what leads there", () => {
  const data = draw(shop(), { namespaces: new Set(["data"]) });
  assert.deepEqual(
    data.bands.map(({ namespace }) => namespace),
    ["data"],
  );
  assert.ok(idsOf(data).includes("external/billing.example.org"));
  assert.ok(!idsOf(data).includes("internet/Internet"));
});

test("a focus shows the road of a node, not what merely shares an entry with it", () => {
  const cart = draw(shop(), { focus: { node: "service/shop/cart", reach: 9 } });
  assert.deepEqual(idsOf(cart), [
    "deployment/shop/cart",
    "gateway/shop/edge",
    "internet/Internet",
    "route/shop/shop-web",
    "service/shop/cart",
  ]);
  const near = draw(shop(), { focus: { node: "service/shop/cart", reach: 1 } });
  assert.deepEqual(idsOf(near), ["deployment/shop/cart", "route/shop/shop-web", "service/shop/cart"]);
});

test("a focus opens a folded namespace", () => {
  const view = { focus: { node: "headless/data/db", reach: 9 }, folded: new Set(["data"]) };
  assert.deepEqual(idsOf(draw(shop(), view)), [
    "endpoints/data/db pg",
    "headless/data/db",
    "statefulSet/data/db",
  ]);
});

test("only problems: what is broken, and what leads there", () => {
  assert.deepEqual(idsOf(draw(shop(), { onlyProblems: true })), [
    "deployment/shop/cart",
    "gateway/shop/edge",
    "internet/Internet",
    "route/shop/shop-web",
    "service/data/cache",
    "service/shop/cart",
    "service/shop/pay-v2",
  ]);
});

test("columns that hold nothing take no room", () => {
  const scene = draw(graphOf([node("deployment", "a/one", "Deployment · 1 replica")], []));
  assert.deepEqual(
    scene.columns.map(({ column }) => column),
    ["workload"],
  );
  assert.ok(scene.width < 600, String(scene.width));
});

test("an empty graph is an empty plane", () => {
  const { cards, edges, bands, columns } = draw(graphOf([], []));
  assert.deepEqual([cards, edges, bands, columns], [[], [], [], []]);
});

test("a new Service with its pods moves nothing but what stands below it", () => {
  const before = large(120, 3);
  const after = graphOf(
    [
      ...before.nodes,
      node("service", "app/brand-new", "Service · ClusterIP", { rows: ["http: http :80"] }),
      node("deployment", "app/brand-new", "Deployment · 1 replica", { rows: ["http: app · 8080"] }),
    ],
    [...before.edges, edge("service/app/brand-new#http", "deployment/app/brand-new#http")],
  );
  const [old, now] = [draw(before), draw(after)];
  const moves = new Set(
    now.cards.flatMap((card) => {
      const same = old.cards.find(({ id }) => id === card.id);
      return same && card.namespace !== undefined ? [card.y - same.y] : [];
    }),
  );
  const [, ...further] = [...moves].toSorted((a, b) => a - b);
  assert.ok(moves.has(0), "what stands above stays");
  assert.equal(further.length, 1, `all below move by the same: ${[...moves]}`);
});

test("a new backend of a route keeps the order of the others", () => {
  const before = shop();
  const after = graphOf(
    [...before.nodes, node("service", "shop/mail", "Service · ClusterIP", { rows: ["smtp: smtp :25"] })],
    [...before.edges, edge("route/shop/shop-web#2", "service/shop/mail#smtp")],
  );
  const order = (scene: Scene) =>
    scene.cards
      .filter(({ id, namespace }) => namespace === "shop" && id !== "service/shop/mail")
      .toSorted((a, b) => a.x - b.x || a.y - b.y)
      .map(({ id }) => id);
  assert.deepEqual(order(draw(after)), order(draw(before)));
});

test("workloads that nothing leads to stand together on a shelf, few of them in their column", () => {
  const jobs = (count: number) =>
    Array.from({ length: count }, (_, index) => node("job", `a/job-${index}`, "Job"));
  const road = [
    node("service", "a/web", "Service", { rows: ["http: :80"] }),
    node("deployment", "a/web", "Deployment", { rows: ["http: :80"] }),
  ];
  const edges = [edge("service/a/web#http", "deployment/a/web#http")];
  const few = draw(graphOf([...road, ...jobs(2)], edges));
  assert.equal(few.bands[0]?.shelf, undefined);
  const many = draw(graphOf([...road, ...jobs(6)], edges));
  assert.equal(many.bands[0]?.shelf?.title.text, "No Service leads to these");
  const rows = new Set(many.cards.filter(({ kind }) => kind === "job").map(({ y }) => y));
  assert.equal(rows.size, 3, "two columns are wide enough");
});

test("a column whose cards all stand on shelves takes no room", () => {
  const jobs = ["a", "b", "c"].map((name) => node("job", `shop/${name}`, "Job"));
  const road = [
    node("gateway", "shop/edge", "Gateway", { rows: ["http: http :80"] }),
    node("route", "shop/web", "HTTPRoute", { rows: ["/: → web :80"] }),
    node("service", "shop/web", "Service", { rows: ["http: :80"] }),
  ];
  const edges = [
    edge("gateway/shop/edge#http", "route/shop/web"),
    edge("route/shop/web#/", "service/shop/web#http"),
  ];
  const { columns, bands, cards } = draw(graphOf([...road, ...jobs], edges));
  assert.deepEqual(
    columns.map(({ column }) => column),
    ["entry", "route", "service"],
  );
  const right = Math.max(...cards.map(({ x, width }) => x + width));
  assert.equal((bands[0]?.x ?? 0) + (bands[0]?.width ?? 0), right + 16);
});

test("arrow keys follow the traffic", () => {
  const { cards } = draw(shop());
  const next = (id: string) => cards.find((card) => card.id === id)?.next;
  assert.equal(next("gateway/shop/edge")?.right, "route/shop/shop-web");
  assert.equal(next("gateway/shop/edge")?.left, "internet/Internet");
  assert.equal(next("service/shop/web")?.down, "service/shop/cart");
  assert.equal(next("internet/Internet")?.left, undefined);
});

test("2,000 nodes are laid out in well under two seconds, with all edges in one namespace, too", () => {
  const graph = large(2000);
  const one = {
    ...graph,
    nodes: graph.nodes.map((each) => (each.namespace ? { ...each, namespace: "one" } : each)),
  };
  const [band] = graph.bands;
  assert.ok(band);
  const dense = { ...one, bands: [{ ...band, namespace: "one" }] };
  for (const each of [graph, dense]) {
    const started = performance.now();
    const { cards } = draw(each);
    assert.equal(cards.length, each.nodes.length);
    assert.ok(performance.now() - started < 2000, `${performance.now() - started} ms`);
  }
});

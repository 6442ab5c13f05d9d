/** The road through what is selected, also where namespaces on it are folded. */
import assert from "node:assert/strict";
import test from "node:test";
import { roadOn } from "../../client/webview/road.ts";
import { visible } from "../../server/src/core/chart/layout/visible.ts";
import { WHOLE } from "../../server/src/core/chart/view.ts";
import { edge, graphOf, node } from "../core/chart/graphs.ts";

const rows = ["http: http :80", "admin: admin :81"];
const graph = graphOf(
  [
    node("internet", "Internet", ""),
    node("gateway", "infra/edge", "Gateway", { rows }),
    node("service", "shop/cart", "Service", { rows }),
    node("service", "shop/alone", "Service", { rows }),
    node("service", "bank/pay", "Service", { rows }),
  ],
  [
    edge("internet/Internet", "gateway/infra/edge#http"),
    edge("gateway/infra/edge#http", "service/shop/cart#http"),
    edge("gateway/infra/edge#admin", "service/shop/alone#admin"),
    edge("gateway/infra/edge#admin", "service/bank/pay#http"),
  ],
);

const drawnOnRoad = (selected: string | undefined, ...folded: readonly string[]) => {
  const { edges, entering, leaving } = visible(graph, { ...WHOLE, folded: new Set(folded) });
  const road = roadOn(graph, selected);
  return [...edges, ...entering, ...leaving].filter(({ id }) => road.edges.has(id)).map(({ id }) => id);
};

test("the road goes into a folded namespace by the row that leads to what is selected", () => {
  assert.deepEqual(drawnOnRoad("service/shop/cart", "shop"), [
    "internet/Internet → gateway/infra/edge#http",
    "gateway/infra/edge#http → Namespace/shop",
  ]);
});

test("the road goes out of a folded namespace to what is selected, and no further", () => {
  assert.deepEqual(drawnOnRoad("service/shop/cart", "infra"), [
    "internet/Internet → Namespace/infra",
    "Namespace/infra → service/shop/cart#http",
  ]);
});

test("without a selection there is no road", () => {
  assert.deepEqual(drawnOnRoad(undefined, "shop", "infra"), []);
  assert.deepEqual(drawnOnRoad("service/gone/cart", "shop"), []);
});

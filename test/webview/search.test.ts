/** What a search of the chart finds, and in which order one is led through it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../../client/webview/search.ts";
import { node } from "../core/chart/graphs.ts";

const NODES = [
  node("deployment", "shop/cart", "Deployment · 1 replica", { rows: ["http: app · http 8080/TCP"] }),
  node("deployment", "shop/web", "Deployment · 1 replica"),
  node("route", "shop/all", "HTTPRoute", { rows: ["0: /cart → cart :80"] }),
  node("service", "shop/cart", "Service · ClusterIP", { rows: ["http: http :80 → http"] }),
];

test("what bears the name comes before what only speaks of it, a Service before its pods", () => {
  assert.deepEqual(search("CART", NODES), ["service/shop/cart", "deployment/shop/cart", "route/shop/all"]);
});

test("every word of a query must be found", () => {
  assert.deepEqual(search("cart 8080", NODES), ["deployment/shop/cart"]);
  assert.deepEqual(search("cart 9090", NODES), []);
  assert.deepEqual(search("  ", NODES), []);
});

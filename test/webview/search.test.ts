/** What a search of the chart finds, in which order one is led through it, and what is seen of it; and a toolbar without room. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { search } from "../../client/webview/search.ts";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { node, shop } from "../core/chart/graphs.ts";
import { type ChartPage, type PageOptions, settled } from "./page.ts";
import { textOf, usingShop } from "./shopPage.ts";

const CART = "service/shop/cart";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const withShop = (use: (chart: ChartPage) => Promise<void>, options?: PageOptions) =>
  usingShop(browser, use, options);

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

test("a search names what it found and goes there", () =>
  withShop(async (chart) => {
    const { page } = chart;
    await page.keyboard.press("/");
    await page.keyboard.type("8080 pay");
    await settled(page);
    assert.equal(await textOf(chart, ".matches"), "1 found");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await textOf(chart, ".details h2"), "pay");
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.locator(".card.is-dimmed").count(), 0);
  }));

test("a search sets off what it found and the road of what is selected, and nothing when it found nothing", () =>
  withShop(async (chart) => {
    const { page, card } = chart;
    await page.keyboard.press("/");
    await page.keyboard.type("pay");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await textOf(chart, ".details h2"), "pay");
    assert.match(
      (await page.locator(".details").textContent()) ?? "",
      /Service/,
      "the Service before its pods",
    );
    assert.ok((await page.locator(".card.is-dimmed").count()) > 0);
    assert.equal(await page.locator(".card.is-road.is-dimmed").count(), 0, "a road is seen whole");
    assert.ok((await page.locator(".card.is-road:not(.is-found)").count()) > 0);
    await page.keyboard.press("/");
    await page.keyboard.type("zebra");
    await settled(page);
    assert.equal(await textOf(chart, ".matches"), "none");
    assert.equal(await page.locator(".is-dimmed").count(), 0);
    assert.equal(await card(CART).count(), 1);
  }));

test("Escape empties the search, closes what it led to and gives the keyboard back to the chart", () =>
  withShop(async (chart) => {
    const { page } = chart;
    await page.keyboard.press("/");
    await page.keyboard.type("zebra");
    await page.keyboard.press("Escape");
    await page.keyboard.type("pay");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(await textOf(chart, ".details h2"), "pay", "keys that come fast are all heard");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.locator(".details").count(), 0);
    await page.keyboard.press("t");
    await page.waitForSelector("table");
  }));

test("a narrow page still counts the problems, and says whole why not all is known", async () => {
  const gap = "overlays/staging is one of several copies, and may belong to the workspace folder.";
  const narrow = { size: { width: 840, height: 600 } };
  await withShop(async (chart) => {
    const { page } = chart;
    const button = page.getByRole("button", { name: "3 problems" });
    assert.equal(await button.locator(".brief").textContent(), "3");
    assert.equal(await button.locator(".brief").isVisible(), true);
    const plain = shop();
    await chart.draw({ ...plain, unit: { ...plain.unit, gaps: [gap] } });
    await settled(page);
    const [shown, whole] = await page
      .locator(".gaps")
      .evaluate((element) => [element.clientWidth, element.scrollWidth] as const);
    assert.ok(shown >= whole, `${shown} of ${whole} px`);
  }, narrow);
});

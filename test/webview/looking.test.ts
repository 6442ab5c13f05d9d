/** Where one looks: what keeps its place on the screen through edits, reloads, other units and another size of the page. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { graphOf, node, shop } from "../core/chart/graphs.ts";
import { type ChartPage, openChart, type PageOptions, settled } from "./page.ts";
import { textOf, usingShop } from "./shopPage.ts";

const CART = "service/shop/cart";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const withShop = (use: (chart: ChartPage) => Promise<void>, options?: PageOptions) =>
  usingShop(browser, use, options);

test("a chart narrower than the page stands in its middle, and stays where it is when the panel opens", async () => {
  const chart = await openChart(browser, { size: { width: 1600, height: 900 } });
  const { page, card } = chart;
  const small = graphOf(
    [
      node("service", "shop/cart", "Service · ClusterIP", { rows: ["http: http :80"] }),
      node("deployment", "shop/cart", "Deployment · 2 replicas", { rows: ["http: http 8080/TCP"] }),
    ],
    [],
  );
  await chart.draw(small);
  const place = async () => {
    const box = await card(CART).locator("text.title").boundingBox();
    return box && [Math.round(box.x), Math.round(box.y), Math.round(box.width)];
  };
  const gaps = await page.evaluate(() => {
    const [band, view] = [".band-box", ".view"].map((each) =>
      document.querySelector(each)?.getBoundingClientRect(),
    );
    return band && view ? [band.left - view.left, view.right - band.right] : [];
  });
  assert.ok(Math.abs((gaps[0] ?? 0) - (gaps[1] ?? 99)) < 4, `as much on the left as on the right: ${gaps}`);
  assert.match(await textOf(chart, ".percent"), /130/);
  const before = await place();
  await card(CART).click();
  await settled(page);
  assert.equal(await page.locator(".details").count(), 1);
  assert.deepEqual(await place(), before);
  await page.keyboard.press("Escape");
  await settled(page);
  assert.deepEqual(await place(), before);
  await page.close();
});

test("a zoom that nobody chose goes by the room there is, one that was chosen stays", () =>
  withShop(
    async (chart) => {
      const { page } = chart;
      const zoom = async () => Number.parseInt(await textOf(chart, ".percent"), 10);
      const narrow = await zoom();
      assert.ok(narrow < 100, "the whole width is seen");
      await page.setViewportSize({ width: 1900, height: 900 });
      await settled(page);
      const wide = await zoom();
      assert.ok(wide > narrow, `${wide} is no more than ${narrow}`);
      await page.keyboard.press("+");
      await settled(page);
      const chosen = await zoom();
      await page.setViewportSize({ width: 900, height: 700 });
      await settled(page);
      assert.equal(await zoom(), chosen);
    },
    { size: { width: 900, height: 700 } },
  ));

test("each unit is seen again from where it was left", () =>
  withShop(async (chart) => {
    const { page, draw } = chart;
    const other = graphOf([node("service", "other/api", "Service · ClusterIP")], [], "overlays/test");
    for (let step = 0; step < 3; step++) await page.keyboard.press("+");
    await page.evaluate(() =>
      document.querySelector(".scroller")?.scrollTo({ top: 120, behavior: "instant" }),
    );
    await settled(page);
    const place = async () => [
      await textOf(chart, ".percent"),
      await page.evaluate(() => document.querySelector(".scroller")?.scrollTop),
    ];
    const before = await place();
    await draw(other);
    assert.notDeepEqual(await place(), before, "another plane begins at its beginning");
    await draw(shop());
    assert.deepEqual(await place(), before);
  }));

test("an update keeps the zoom, the selection, and the place of what is chosen", () =>
  withShop(
    async (chart) => {
      const { page, card, draw } = chart;
      await page.keyboard.press("+");
      await card(CART).click();
      await settled(page);
      const zoom = await textOf(chart, ".percent");
      const before = await card(CART).boundingBox();
      const element = await card(CART).elementHandle();
      const more = shop();
      const extra = [1, 2, 3].map((i) => node("service", `data/extra-${i}`, "Service · ClusterIP"));
      await draw({ ...more, nodes: [...more.nodes, ...extra].toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
      await settled(page);
      const now = await card(CART).boundingBox();
      assert.ok(before && now);
      assert.ok(Math.abs(before.x - now.x) < 1 && Math.abs(before.y - now.y) < 1, `${now.x},${now.y}`);
      assert.ok(await card(CART).evaluate((is, was) => is === was, element), "its element is the same");
      assert.equal(await textOf(chart, ".percent"), zoom);
      assert.equal(await card(CART).getAttribute("aria-pressed"), "true");
    },
    { size: { width: 1000, height: 600 } },
  ));

test("after a reload everything is where it was", () =>
  withShop(async (chart) => {
    const { page, card, heard, reload, draw } = chart;
    await page.locator('[data-band="data"] .band-title').click();
    await page.keyboard.press("-");
    await card(CART).click();
    await page.getByRole("button", { name: "Follow" }).click();
    await settled(page);
    const zoom = await textOf(chart, ".percent");
    await reload();
    assert.deepEqual(await heard(), [{ type: "ready", follow: false }]);
    await draw(shop());
    assert.equal(await card("headless/data/db").count(), 0, "what was folded is");
    assert.equal(await card(CART).getAttribute("aria-pressed"), "true");
    assert.equal(await textOf(chart, ".percent"), zoom);
  }));

test("what is kept for a reload is how one looks at a chart, and not the chart", () =>
  withShop(async (chart) => {
    const { page, card } = chart;
    await card(CART).click();
    await page.waitForTimeout(400);
    const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem("state") ?? "{}"));
    assert.equal(kept.selected, CART);
    const names = ["camera", "follow", "mode", "query", "selected", "unit", "view"];
    assert.deepEqual(Object.keys(kept).toSorted(), names);
  }));

test("a state of another version, or of no version at all, does no harm", async () => {
  const chart = await openChart(browser);
  await chart.page.evaluate(() =>
    sessionStorage.setItem("state", '{"view":7,"camera":{"zoom":null},"selected":[],"query":{},"unit":4}'),
  );
  await chart.page.reload();
  await chart.draw(shop());
  assert.equal(await chart.page.locator(".card").count(), shop().nodes.length);
  assert.deepEqual(chart.complaints, []);
  await chart.page.close();
});

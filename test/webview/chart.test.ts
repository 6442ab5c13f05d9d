/** The chart's page in a real browser, as a person meets it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { edge, graphOf, node, shop } from "../core/chart/graphs.ts";
import { cartDetails } from "./details.ts";
import { type ChartPage, openChart, type PageOptions, settled } from "./page.ts";
import { textOf, usingShop } from "./shopPage.ts";

const CART = "service/shop/cart";
const WEB = "service/shop/web";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const withShop = (use: (chart: ChartPage) => Promise<void>, options?: PageOptions) =>
  usingShop(browser, use, options);

async function focusedNode({ page }: ChartPage): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-node") ?? null);
}

test("a page that has just been made says that it is ready, and waits calmly", async () => {
  const chart = await openChart(browser);
  assert.deepEqual(await chart.heard(), [{ type: "ready", follow: true }]);
  assert.equal(await textOf(chart, ".notice h2"), "Starting");
  assert.deepEqual(chart.complaints, []);
  await chart.page.close();
});

test("every node is drawn once, with its words for those who listen", () =>
  withShop(async (chart) => {
    const { page, card } = chart;
    assert.equal(await page.locator(".card").count(), shop().nodes.length);
    assert.match((await card(CART).getAttribute("aria-label")) ?? "", /^cart, Service · ClusterIP, http :80/);
  }));

test("a click selects: the road is marked, the details are asked for and shown", () =>
  withShop(async (chart) => {
    const { page, card, tell, heard } = chart;
    await card(CART).click();
    assert.deepEqual(await heard(), [{ type: "details", node: CART }]);
    await tell({ type: "details", node: CART, details: cartDetails });
    await page.waitForSelector(".finding");
    assert.match(await textOf(chart, ".finding"), /Error\s+PTL101\s+app: crat matches no pod template/);
    assert.equal(await card(CART).getAttribute("aria-pressed"), "true");
    assert.ok(await page.locator(".edge.is-road").count());
    await page.getByRole("button", { name: "Change app: crat to app: cart (Deployment cart)" }).click();
    await page.getByRole("button", { name: "Copy cart.shop.svc.cluster.local", exact: true }).click();
    assert.deepEqual(await heard(), [
      { type: "fix", node: CART, finding: "finding-1", fix: 0 },
      { type: "copy", text: "cart.shop.svc.cluster.local" },
    ]);
  }));

test("details of another node than the selected one are not shown", () =>
  withShop(async (chart) => {
    const { page, card, tell } = chart;
    await card(WEB).click();
    await tell({ type: "details", node: CART, details: cartDetails });
    await settled(page);
    assert.equal(await page.locator(".finding").count(), 0);
    assert.equal(await textOf(chart, ".details h2"), "web");
  }));

test("a double click opens the manifest at the row that was meant", () =>
  withShop(async ({ card, heard }) => {
    const box = await card("service/shop/pay").boundingBox();
    assert.ok(box);
    await card("service/shop/pay").dblclick({ position: { x: 60, y: box.height - 12 } });
    const open = (await heard()).find(({ type }) => type === "open");
    assert.deepEqual(open, { type: "open", node: "service/shop/pay", row: "grpc" });
  }));

test("with the keyboard alone: enter the chart, follow the traffic, open, close", () =>
  withShop(async (chart) => {
    const { page, heard } = chart;
    await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.ok(await focusedNode(chart), "an arrow enters the chart");
    await page.keyboard.press("Home");
    await settled(page);
    await page.keyboard.press("ArrowRight");
    await settled(page);
    await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.notEqual(await focusedNode(chart), "internet/Internet", "arrows lead away from the outside");
    await page.keyboard.press("Home");
    await settled(page);
    assert.equal(await focusedNode(chart), "internet/Internet");
    await page.keyboard.press("End");
    await settled(page);
    assert.equal(await focusedNode(chart), "external/billing.example.org");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await settled(page);
    const at = await focusedNode(chart);
    assert.equal(at, "route/shop/shop-web", "keys that come fast are all heard");
    await heard();
    await page.keyboard.press("Enter");
    assert.deepEqual(await heard(), [{ type: "open", node: at }]);
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.locator(".details").count(), 0);
    assert.equal(await focusedNode(chart), at, "the keyboard stays where it was");
  }));

test("a namespace folds by its head and unfolds by the keyboard", () =>
  withShop(async (chart) => {
    const { page, card } = chart;
    const band = page.locator('[data-band="shop"]');
    await band.locator(".band-title").click();
    await settled(page);
    assert.equal(await card(CART).count(), 0);
    assert.equal(await band.getAttribute("aria-expanded"), "false");
    await band.focus();
    await page.keyboard.press("ArrowRight");
    await settled(page);
    assert.equal(await card(CART).count(), 1);
  }));

test("an edge out of a folded namespace opens it: what it comes from is in there", () =>
  withShop(async (chart) => {
    const { page, draw } = chart;
    const graph = graphOf(
      [
        node("gateway", "edge/site", "Gateway", { rows: ["http: http :80"] }),
        node("gateway", "shop/own", "Gateway", { rows: ["http: http :80"] }),
        node("route", "shop/web", "HTTPRoute", { rows: ["/: → web :80"] }),
      ],
      [edge("gateway/edge/site#http", "route/shop/web")],
    );
    await draw(graph);
    await page.locator('[data-band="edge"] .band-title').click();
    await settled(page);
    const leaving = page.locator('[data-from="Namespace/edge"]');
    assert.equal(await leaving.count(), 1);
    await leaving.dispatchEvent("click");
    await settled(page);
    assert.equal(await page.locator('[data-band="edge"]').getAttribute("aria-expanded"), "true");
    assert.equal(await page.locator(".details").count(), 0);
  }));

test("the table holds what the chart holds, and selects alike", () =>
  withShop(async (chart) => {
    const { page, heard } = chart;
    await page.keyboard.press("t");
    await page.waitForSelector("table");
    assert.equal(await page.locator("tbody tr:not(.group)").count(), shop().nodes.length);
    const row = page.locator("tbody tr", { hasText: "app: crat ≠ cart" });
    assert.match((await row.textContent()) ?? "", /broken: app: crat ≠ cart/);
    await row.getByRole("button").click();
    assert.deepEqual(await heard(), [{ type: "details", node: CART }]);
  }));

test("only problems, a namespace less, only what is near: and everything again", () =>
  withShop(async (chart) => {
    const { page, card } = chart;
    const all = await page.locator(".card").count();
    await page.getByRole("button", { name: "3 problems" }).click();
    await settled(page);
    assert.equal(await card("service/shop/pay").count(), 0);
    assert.equal(await card(CART).count(), 1);
    await page.getByRole("button", { name: "3 problems" }).click();
    await page.locator(".menu summary").first().click();
    await page.getByRole("checkbox", { name: "data" }).click();
    await settled(page);
    assert.equal(await card("headless/data/db").count(), 0);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.keyboard.press("Escape");
    await card(CART).click();
    await page.getByRole("button", { name: "Only What Is Near" }).click();
    await settled(page);
    assert.equal(await card("service/shop/pay").count(), 0);
    await page.getByRole("button", { name: "Show the whole", exact: true }).click();
    await settled(page);
    assert.equal(await page.locator(".card").count(), all);
  }));

test("another unit is looked at anew, and the first as before when it is back", () =>
  withShop(async (chart) => {
    const { page, card, draw } = chart;
    await page.locator('[data-band="data"] .band-title').click();
    await card(CART).click();
    const other = graphOf([node("service", "other/api", "Service · ClusterIP")], [], "overlays/test");
    await draw(other);
    assert.equal(await page.locator(".card").count(), 1);
    assert.equal(await page.locator(".details").count(), 0);
    await draw(shop());
    assert.equal(await card("headless/data/db").count(), 0, "what was folded is");
    assert.equal(await card(CART).getAttribute("aria-pressed"), "true");
  }));

test("the cursor in the editor is shown without taking the selection, and only while it is followed", () =>
  withShop(async (chart) => {
    const { page, card, tell, heard } = chart;
    await card(CART).click();
    await heard();
    await tell({ type: "cursor", node: WEB });
    await page.waitForSelector(".is-at-cursor");
    assert.equal(
      await card(WEB)
        .getAttribute("class")
        .then((it) => it?.includes("is-at-cursor")),
      true,
    );
    assert.equal(await card(CART).getAttribute("aria-pressed"), "true");
    await page.getByRole("button", { name: "Follow" }).click();
    await settled(page);
    assert.deepEqual(await heard(), [{ type: "follow", on: false }]);
    await tell({ type: "cursor", node: CART });
    await settled(page);
    assert.equal(await page.locator(".is-at-cursor").count(), 0);
  }));

test("a node that was asked for is selected as soon as it is drawn", async () => {
  const chart = await openChart(browser);
  await chart.tell({ type: "go", node: CART });
  await chart.draw(shop());
  assert.equal(await chart.card(CART).getAttribute("aria-pressed"), "true");
  await chart.page.close();
});

test("a server that has stopped leaves the chart, and says so; an empty workspace says what to do", () =>
  withShop(async (chart) => {
    const { page, tell, heard } = chart;
    await tell({ type: "notice", notice: "stopped" });
    await page.waitForSelector(".stripe.is-warning");
    assert.equal(await page.locator(".card").count(), shop().nodes.length);
    await page.getByRole("button", { name: "Restart" }).click();
    assert.deepEqual(await heard(), [{ type: "restart" }]);
    await tell({ type: "notice", notice: "empty" });
    await page.waitForSelector(".notice");
    assert.match(await textOf(chart, ".notice"), /Nothing to chart yet\s+No manifest/);
  }));

test("it is saved: as SVG, as PNG of the right size, as Mermaid", () =>
  withShop(async (chart) => {
    const { page, heard } = chart;
    for (const name of ["SVG", "PNG", "Mermaid"]) {
      await page.locator("summary", { hasText: "Export" }).click();
      await page.getByRole("button", { name: new RegExp(`^${name}:`) }).click();
      await settled(page);
    }
    await page.waitForTimeout(700);
    const made = (await heard()).flatMap((each) => (each.type === "export" ? [each] : []));
    assert.deepEqual(
      made.map(({ format }) => format),
      ["svg", "png", "mermaid"],
    );
    const [svg, png, mermaid] = made.map(({ content }) => Buffer.from(Object.values(content)));
    assert.match(svg?.toString("utf8") ?? "", /^<svg [\s\S]*app: crat ≠ cart[\s\S]*<\/svg>\n$/);
    assert.match(mermaid?.toString("utf8") ?? "", /^flowchart LR\n[\s\S]*no Service pay-v2/);
    assert.equal(png?.subarray(1, 4).toString("latin1"), "PNG");
    assert.ok((png?.readUInt32BE(16) ?? 0) > 1500);
  }));

test("who wants nothing to move sees nothing move", () =>
  withShop(
    async ({ page }) => {
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll(".card, .line")].filter((each) => {
            const durations = getComputedStyle(each).transitionDuration.split(",");
            return durations.some((duration) => Number.parseFloat(duration) > 0);
          }).length,
      );
      assert.equal(moving, 0);
    },
    { calm: "reduce" },
  ));

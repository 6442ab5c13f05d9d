/** The panel's sections: they fold, stay as they were left, and are copied line by line or whole. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { cartDetails } from "./details.ts";
import type { ChartPage } from "./page.ts";
import { textOf, usingShop } from "./shopPage.ts";

const CART = "service/shop/cart";
const WEB = "service/shop/web";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const withShop = (use: (chart: ChartPage) => Promise<void>) => usingShop(browser, use);

const SUMMARY = "details.facts summary";

test("a section that folds says how much is in it, and is copied whole", () =>
  withShop(async (chart) => {
    const { page, card, tell, heard } = chart;
    await card(CART).click();
    await tell({ type: "details", node: CART, details: cartDetails });
    await page.waitForSelector(SUMMARY);
    assert.match(await textOf(chart, SUMMARY), /^\s*kube-proxy rules\s+2\s*$/i);
    const all = page.getByRole("button", { name: "Copy all 2" });
    assert.equal(await all.isVisible(), false, "it begins closed");
    await page.locator(SUMMARY).click();
    await heard();
    await all.click();
    assert.deepEqual(await heard(), [
      {
        type: "copy",
        text: "-A KUBE-SERVICES -d 10.96.12.7 --dport 80 -j REJECT\n-A KUBE-FORWARD -j ACCEPT",
      },
    ]);
    assert.match(await textOf(chart, "details.facts .note"), /for all Services/);
  }));

test("it stays open for the next node, and Escape closes the panel, not the section", () =>
  withShop(async (chart) => {
    const { page, card, tell } = chart;
    await card(CART).click();
    await tell({ type: "details", node: CART, details: cartDetails });
    await page.locator(SUMMARY).press("Enter");
    await card(WEB).click();
    await tell({ type: "details", node: WEB, details: { ...cartDetails, node: WEB, title: "web" } });
    await page.waitForFunction(() => document.querySelector(".details h2")?.textContent === "web");
    await page.locator("details.facts[open]").waitFor();
    await page.locator(SUMMARY).focus();
    await page.keyboard.press("Escape");
    await page.locator(".details").waitFor({ state: "detached" });
  }));

test("an example bears a sign, and one line says what it means", () =>
  withShop(async (chart) => {
    const { page, card, tell } = chart;
    await card(CART).click();
    await tell({ type: "details", node: CART, details: cartDetails });
    await page.waitForSelector(".examples");
    assert.equal(await textOf(chart, ".fact .example"), "*");
    assert.match(
      await textOf(chart, ".examples"),
      /marks an example: the cluster gives out addresses of its own/,
    );
  }));

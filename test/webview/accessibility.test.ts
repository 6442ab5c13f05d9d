/** Whoever cannot see well, or at all: axe finds nothing in any theme, and every control has a name. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { AxeResults, RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { shop } from "../core/chart/graphs.ts";
import { large } from "../core/chart/large.ts";
import { cartDetails } from "./details.ts";
import { openChart, settled, THEMES } from "./page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

/** What axe has against the page as it stands: the rule, and where. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(async () => {
    const runner: { run: (options: RunOptions) => Promise<AxeResults> } = Reflect.get(window, "axe");
    return runner.run({ resultTypes: ["violations"] });
  });
  return violations.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 3)
      .map(({ html, failureSummary }) => `${html.slice(0, 120)}\n${failureSummary}`);
    return `${id}: ${help}, ${nodes.length} times\n${places.join("\n")}`;
  });
}

for (const theme of THEMES) {
  test(`axe finds nothing in the theme ${theme}: chart, side panel, menu, table, notices`, async () => {
    const chart = await openChart(browser, { theme });
    const { page, card, tell } = chart;
    assert.deepEqual(await faults(page), [], "before there is a chart");
    await chart.draw(shop());
    await card(cartDetails.node).click();
    await tell({ type: "details", node: cartDetails.node, details: cartDetails });
    await page.waitForSelector(".finding");
    await settled(page);
    assert.deepEqual(await faults(page), [], "the chart with its side panel");
    await page.locator(".menu summary").first().click();
    await tell({ type: "notice", notice: "stopped" });
    await settled(page);
    assert.deepEqual(await faults(page), [], "a menu, and a server that has stopped");
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await page.waitForSelector("table");
    assert.deepEqual(await faults(page), [], "the table");
    await tell({ type: "notice", notice: "empty" });
    await page.waitForSelector(".notice");
    assert.deepEqual(await faults(page), [], "an empty workspace");
    await page.close();
  });
}

for (const theme of ["dark", "hc-light"] as const) {
  test(`axe finds nothing in the theme ${theme}: a large chart, near, far and sought in, some of it folded`, async () => {
    const chart = await openChart(browser, { theme });
    const { page } = chart;
    await chart.draw(large(160));
    assert.deepEqual(await faults(page), [], "near");
    await page.locator(".band").first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("/");
    await page.keyboard.type("cart");
    await settled(page);
    assert.deepEqual(await faults(page), [], "a search, with a namespace folded");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    for (let step = 0; step < 12; step++) await page.keyboard.press("-");
    await settled(page);
    assert.ok(await page.locator(".portolan-chart.is-afar").count());
    assert.deepEqual(await faults(page), [], "far");
    await page.close();
  });
}

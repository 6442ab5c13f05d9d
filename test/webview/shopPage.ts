/** The shop of the tests on the chart's page. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { shop } from "../core/chart/graphs.ts";
import { type ChartPage, openChart, type PageOptions } from "./page.ts";

/** A page with the shop on it; whatever the browser complains of is a failure. */
export async function usingShop(
  browser: Browser,
  use: (chart: ChartPage) => Promise<void>,
  options: PageOptions = {},
): Promise<void> {
  const chart = await openChart(browser, options);
  try {
    await chart.draw(shop());
    await chart.heard();
    await use(chart);
    assert.deepEqual(chart.complaints, []);
  } finally {
    await chart.page.close();
  }
}

export async function textOf({ page }: ChartPage, selector: string): Promise<string> {
  return (await page.locator(selector).textContent()) ?? "";
}

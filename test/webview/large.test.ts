/** A chart that is too large to be made whole: what is seen is there, and nothing that a person does meets a gap. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { large } from "../core/chart/large.ts";
import { type ChartPage, openChart, settled } from "./page.ts";

const GRAPH = large(600);
/** Seen whole on one screen. */
const SMALLER = large(200);

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

async function usingLarge(use: (chart: ChartPage) => Promise<void>, graph = GRAPH): Promise<void> {
  const chart = await openChart(browser);
  try {
    await chart.draw(graph);
    await unfoldAll(chart);
    await use(chart);
    assert.deepEqual(chart.complaints, []);
  } finally {
    await chart.page.close();
  }
}

async function unfoldAll({ page }: ChartPage): Promise<void> {
  await page.locator(".menu summary").first().click();
  await page.getByRole("button", { name: "Unfold all" }).click();
  await page.keyboard.press("Escape");
  await settled(page);
}

/** Cards whose place on the screen is in sight. */
async function inSight({ page }: ChartPage): Promise<readonly string[]> {
  return page.evaluate(() => {
    const frame = document.querySelector(".scroller")?.getBoundingClientRect();
    return [...document.querySelectorAll("[data-node]")].flatMap((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      const isSeen = frame !== undefined && bottom > frame.top && top < frame.bottom;
      return isSeen ? [card.getAttribute("data-node") ?? ""] : [];
    });
  });
}

async function scrollTo({ page }: ChartPage, share: number): Promise<void> {
  await page.evaluate((at) => {
    const scroller = document.querySelector(".scroller");
    scroller?.scrollTo({ top: at * scroller.scrollHeight, behavior: "instant" });
  }, share);
  await settled(page);
}

const cardsIn = ({ page }: ChartPage) => page.locator(".cards > .card").count();
const focused = ({ page }: ChartPage) =>
  page.evaluate(() => document.activeElement?.getAttribute("data-node") ?? null);

test("it is first seen with its namespaces folded, and has a map once they are not", async () => {
  const chart = await openChart(browser);
  await chart.draw(GRAPH);
  assert.equal(await chart.page.locator(".card.family-service").count(), 0);
  assert.ok(await chart.page.locator('[data-band][aria-expanded="false"]').count());
  assert.equal(await chart.page.locator(".minimap:visible").count(), 0);
  await unfoldAll(chart);
  assert.ok(await chart.page.locator(".card.family-service").count());
  assert.equal(await chart.page.locator(".minimap:visible").count(), 1);
  assert.deepEqual(chart.complaints, []);
  await chart.page.close();
});

test("wherever one scrolls to, there is a chart, and never all of it is made", () =>
  usingLarge(async (chart) => {
    const met = new Set<string>();
    for (let share = 0; share <= 1; share += 0.025) {
      await scrollTo(chart, share);
      const seen = await inSight(chart);
      assert.ok(seen.length > 0, `nothing is to be seen at ${share}`);
      assert.ok((await cardsIn(chart)) < GRAPH.nodes.length / 2);
      for (const node of seen) met.add(node);
    }
    // What stands on no road from the top to the bottom is met, too: every card has a place.
    assert.deepEqual(
      GRAPH.nodes.map(({ id }) => id).filter((id) => !met.has(id)),
      [],
    );
  }));

test("the keyboard goes to what is not in sight, and stays where it is when that scrolls away", () =>
  usingLarge(async (chart) => {
    const { page } = chart;
    await page.locator(".cards > .card").first().focus();
    await page.keyboard.press("End");
    await settled(page);
    const last = await focused(chart);
    assert.ok(last);
    assert.ok((await inSight(chart)).includes(last));
    await scrollTo(chart, 0);
    assert.equal(await focused(chart), last);
    await page.keyboard.press("ArrowUp");
    await settled(page);
    const next = await focused(chart);
    assert.notEqual(next, last);
    assert.ok((await inSight(chart)).includes(next ?? ""));
  }));

test("what is selected can be reached by Tab from anywhere", () =>
  usingLarge(async (chart) => {
    const { page } = chart;
    await page.locator(".cards > .card.family-service").first().click();
    await settled(page);
    await scrollTo(chart, 1);
    assert.equal(await page.locator('.cards > .card[tabindex="0"]').count(), 1);
    assert.equal(await page.locator(".cards > .card.is-selected").count(), 1);
    await page.keyboard.press("Escape");
    await settled(page);
    assert.equal(await page.locator('.cards > .card[tabindex="0"]').count(), 1);
  }));

test("a search leads to what has never been made, and marks it", () =>
  usingLarge(async (chart) => {
    const { page } = chart;
    const target = GRAPH.nodes.findLast(({ column }) => column === "service");
    assert.ok(target);
    await page.keyboard.press("/");
    await page.keyboard.type(`${target.title} ${target.namespace}`);
    await page.keyboard.press("Enter");
    await settled(page);
    await page.waitForTimeout(500);
    const card = page.locator(".cards > .card.is-selected");
    assert.equal(await card.count(), 1);
    assert.ok((await inSight(chart)).includes((await card.getAttribute("data-node")) ?? ""));
    assert.match((await card.getAttribute("class")) ?? "", /is-found/);
  }));

test("from afar all is there, with little on it but all that is said aloud", () =>
  usingLarge(async (chart) => {
    const { page } = chart;
    const whole = await page.locator(".cards > .card.family-service").first().getAttribute("aria-label");
    assert.ok(await page.locator(".cards .row").count());
    await page.keyboard.press("f");
    await settled(page);
    assert.equal((await inSight(chart)).length, SMALLER.nodes.length);
    assert.equal(await page.locator(".cards .row").count(), 0);
    assert.equal(
      await page.locator(".cards > .card.family-service").first().getAttribute("aria-label"),
      whole,
    );
    await page.keyboard.press("0");
    await settled(page);
    assert.ok(await page.locator(".cards .row").count());
  }, SMALLER));

test("an edit changes what is in sight, and what it changes elsewhere is there when one comes", () =>
  usingLarge(async (chart) => {
    const changed = {
      ...GRAPH,
      nodes: GRAPH.nodes.map((each) => (each.column === "workload" ? { ...each, subtitle: "mended" } : each)),
    };
    await chart.draw(changed);
    for (const share of [0, 0.5, 1]) {
      await scrollTo(chart, share);
      const texts = await chart.page.locator(".cards > .card.family-workload .subtitle").allTextContents();
      assert.ok(texts.length > 0);
      assert.deepEqual(new Set(texts), new Set(["mended"]));
    }
  }));

/** Names as somebody writes them who means harm: they are shown as they are, and do nothing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../scripts/vscode/page.mjs";
import { edge, graphOf, node } from "../core/chart/graphs.ts";
import { cartDetails } from "./details.ts";
import { openChart } from "./page.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const HOSTILE = [
  "<img src=x onerror=\"document.title='owned'\">",
  "</text><script>document.title='owned'</script>",
  "\u202egnp.exe",
  "a".repeat(253),
  "${document.title='owned'}",
  "]]>&lt;b&gt;",
];

test("hostile names are text, wherever they stand", async () => {
  const chart = await openChart(browser);
  const nodes = HOSTILE.map((name, i) => ({
    ...node("service", `${name}/${i}`, name, { rows: [`${name}: ${name}`], problems: { errors: 1 } }),
    id: `node ${i}`,
    title: name,
    namespace: name,
    words: [name],
  }));
  const edges = nodes.slice(1).map((to, i) => ({
    ...edge("a", "b", "broken", { reason: HOSTILE[i] ?? "" }),
    id: `edge ${i}`,
    from: { node: `node ${i}` },
    to: { node: to.id },
  }));
  const graph = graphOf(nodes, edges, HOSTILE[0]);
  await chart.draw({ ...graph, unit: { ...graph.unit, gaps: HOSTILE } });
  for (const [i, name] of HOSTILE.entries()) {
    await chart.tell({ type: "go", node: `node ${i}` });
    const section = { id: name, title: name, rows: [{ label: name, text: name, code: true }] };
    const fault = {
      id: name,
      code: name,
      severity: "error" as const,
      message: name,
      fixes: [{ title: name, preferred: true }],
    };
    const details = {
      ...cartDetails,
      node: `node ${i}`,
      title: name,
      subtitle: name,
      findings: [fault],
      sections: [section],
    };
    await chart.tell({ type: "details", node: `node ${i}`, details });
    await chart.page.waitForFunction(
      (text) => document.querySelector(".details h2")?.textContent === text,
      name,
    );
  }
  await chart.page.keyboard.press("t");
  await chart.page.waitForSelector("table");
  assert.equal(await chart.page.locator("img, table script, svg script").count(), 0);
  assert.equal(await chart.page.title(), "Traffic Chart");
  assert.deepEqual(chart.complaints, []);
  await chart.page.close();
});

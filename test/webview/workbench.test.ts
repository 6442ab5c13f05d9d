/** The chart in VS Code itself: a person opens it, follows it, mends with it, loses it in a reload and has it again. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { FrameLocator, Page } from "playwright-core";
import { root } from "../../scripts/project.mjs";
import { openPage } from "../../scripts/vscode/page.mjs";
import { startWorkbench } from "../../scripts/vscode/workbench.mjs";

const CART = "Service/shop/cart";
const LONG = 30_000;

const folder = mkdtempSync(join(tmpdir(), "portolan-chart-"));
const workspace = join(folder, "workspace");
const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

let page: Page;
before(async () => {
  cpSync(join(root, "test/vscode/workspace"), workspace, { recursive: true });
  const data = join(folder, "data");
  mkdirSync(data);
  const workbench = await startWorkbench({ data });
  closing.push(async () => {
    workbench.stop();
    await workbench.ended;
  });
  const opened = await openPage(workbench.address(workspace, { extensionDevelopmentPath: root }));
  closing.push(opened.close);
  page = opened.page;
  await page.waitForSelector(".monaco-workbench .part.statusbar", { timeout: 60_000 });
});

function chart(): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

function card(node: string) {
  return chart().locator(`[data-node="${node}"]`);
}

/** By the palette: `>` and a command, or a file's name. */
async function quickly(text: string): Promise<void> {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input");
  await box.waitFor({ timeout: LONG });
  await box.fill(text);
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await first.filter({ hasText: text.replace(/^>/, "") }).waitFor({ timeout: LONG });
  await page.keyboard.press("Enter");
}

async function openFile(name: string): Promise<void> {
  await quickly(name);
  await page.locator(".tabs-container .tab.active", { hasText: name }).waitFor({ timeout: LONG });
}

test("the command opens it beside the manifest, with the unit of the file", async () => {
  await openFile("cart.yaml");
  await quickly(">Portolan: Open Chart");
  await card(CART).waitFor({ timeout: LONG });
  assert.equal(await page.locator(".tab", { hasText: "Traffic Chart" }).count(), 1);
});

test("it shows where the cursor is", async () => {
  await chart().locator(`[data-node="${CART}"].is-at-cursor`).waitFor({ timeout: LONG });
  await openFile("admin.yaml");
  await chart().locator('[data-node="Service/shop/cart-admin"].is-at-cursor').waitFor({ timeout: LONG });
});

test("a fix from its side panel changes the file, and the chart", async () => {
  await card(CART).click();
  await chart().getByRole("button", { name: "Change app: crat to app: cart" }).click({ timeout: LONG });
  await chart().locator(".finding").waitFor({ state: "detached", timeout: LONG });
  await card("Endpoints/shop/cart/http").waitFor({ timeout: LONG });
  assert.equal(await card(CART).getAttribute("aria-pressed"), "true", "what was selected still is");
  await quickly(">File: Save All Files");
  const file = join(workspace, "shop/cart.yaml");
  for (let tries = 0; tries < 50 && readFileSync(file, "utf8").includes("crat"); tries += 1)
    await page.waitForTimeout(200);
  assert.match(readFileSync(file, "utf8"), /app: cart # a slip of the keys/);
});

test("Enter opens the manifest beside it, at the Service", async () => {
  await card("Service/shop/cart-admin").focus();
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "admin.yaml" }).waitFor({ timeout: LONG });
  assert.equal(await page.locator(".tab", { hasText: "Traffic Chart" }).count(), 1);
});

test("after a reload of the window it is there again, and what was selected", async () => {
  const selected = () => chart().locator(`[data-node="${CART}"][aria-pressed="true"]`);
  await card(CART).click();
  await selected().waitFor({ timeout: LONG });
  // The workbench in a browser writes what it keeps every few seconds, and may not come to it when the page goes.
  await page.waitForTimeout(12_000);
  await page.reload();
  // Until all files are read again another unit may be shown.
  await selected().waitFor({ timeout: 60_000 });
});

test("a server that is started again brings the chart back", async () => {
  await quickly(">Portolan: Restart Language Server");
  await page.waitForTimeout(1500);
  await card(CART).waitFor({ timeout: LONG });
  await chart().locator(".stripe").waitFor({ state: "detached", timeout: LONG });
});

// The first five minutes of somebody who has cloned the repository: `npm start`, a file, a fault, its page, its fix.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { openPage } from "../../scripts/vscode/page.mjs";
import { npmStart, type Started } from "./npmStart.ts";

const SQUIGGLE = ".view-overlays .squiggly-error";

let started: Started;
let page: Page;
let close: () => Promise<void>;

before(async () => {
  started = await npmStart();
  ({ page, close } = await openPage(started.address));
  page.setDefaultTimeout(60_000);
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
});

after(async () => {
  await close();
  await started.interrupt();
});

/** Through the box that F1 opens: without a leading `>`, the name of a file. */
async function openFile(name: string): Promise<void> {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input");
  await box.fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** A lens that comes late moves the line away from under the mouse: as a person does, it is tried again. */
async function hoverUntil(hover: Locator): Promise<void> {
  for (let tries = 0; tries < 10 && !(await hover.isVisible()); tries++) {
    await page.mouse.move(0, 0);
    await page.locator(SQUIGGLE).first().hover({ force: true });
    await hover.waitFor({ timeout: 5_000 }).catch(() => undefined);
  }
  await hover.waitFor();
}

test("a fault of the samples is underlined", async () => {
  await openFile("cart.yaml");
  await page.locator(SQUIGGLE).first().waitFor();
});

test("hovering it names both sides and links to its page, which opens rendered", async () => {
  const hover = page.locator(".monaco-hover", { hasText: "crat" }).first();
  await hoverUntil(hover);
  await hover.locator(".code-link", { hasText: "PTL101" }).click();
  await page.locator('.tab.active[data-resource-name="PTL101.md"]').waitFor();
  const rendered = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  await rendered.getByRole("heading", { name: /PTL101/ }).waitFor();
});

test("one click mends it", async () => {
  await openFile("cart.yaml");
  await page.locator(SQUIGGLE).first().waitFor();
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+.");
  await page
    .locator(".action-widget .action-item, .action-widget .monaco-list-row", { hasText: "app: cart" })
    .first()
    .click();
  await page.locator(SQUIGGLE).first().waitFor({ state: "detached" });
  await page
    .locator(".view-lines", { hasText: /app:\scart\s/ })
    .first()
    .waitFor();
});

test("Ctrl-C ends it and leaves no copy of the samples behind", async () => {
  assert.equal(await started.interrupt(), 0);
  assert.ok(!existsSync(started.folder));
});

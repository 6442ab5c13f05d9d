// Takes the pictures of README.md anew, in the workbench, on the workspace beside this: npm run screenshots [-- NAME…]

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./project.mjs";
import { runMain, say } from "./terminal.mjs";
import { openPage } from "./vscode/page.mjs";
import { startWorkbench } from "./vscode/workbench.mjs";

const LONG = 45_000;

/** @typedef {import("playwright-core").Page} Page */

/**
 * @typedef {object} Picture
 * @property {string} name
 * @property {"Default Light Modern" | "Default Dark Modern"} theme
 * @property {{ readonly width: number, readonly height: number }} size
 * @property {(page: Page) => Promise<unknown>} pose
 */

/** @type {readonly Picture[]} */
const pictures = [
  {
    name: "screenshot-chart-light",
    theme: "Default Light Modern",
    size: { width: 1600, height: 900 },
    pose: poseChart,
  },
  {
    name: "screenshot-chart-dark",
    theme: "Default Dark Modern",
    size: { width: 1600, height: 900 },
    pose: poseChart,
  },
  {
    name: "screenshot-fault",
    theme: "Default Light Modern",
    size: { width: 1280, height: 720 },
    pose: poseFault,
  },
  {
    name: "screenshot-names",
    theme: "Default Dark Modern",
    size: { width: 1600, height: 900 },
    pose: poseNames,
  },
];

await runMain(async () => {
  const chosen = process.argv.slice(2);
  for (const picture of pictures)
    if (chosen.length === 0 || chosen.includes(picture.name)) await take(picture);
  return 0;
});

/** @param {Picture} picture */
async function take({ name, theme, size, pose }) {
  const folder = mkdtempSync(join(tmpdir(), "portolan-"));
  const workspace = join(folder, "harbour");
  cpSync(join(root, "scripts/screenshots/workspace"), workspace, { recursive: true });
  mkdirSync(join(workspace, ".vscode"));
  writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify(settingsFor(theme)));
  const workbench = await startWorkbench({ data: join(folder, "data") });
  try {
    const opened = await openPage(workbench.address(workspace, { extensionDevelopmentPath: root }));
    await opened.page.setViewportSize(size);
    await opened.page.waitForSelector(".monaco-workbench .part.statusbar", { timeout: LONG });
    await quickly(opened.page, ">View: Close Primary Side Bar");
    await pose(opened.page);
    await quiet(opened.page);
    await opened.page.screenshot({ path: join(root, "media", `${name}.png`) });
    await opened.close();
    say(`media/${name}.png`);
  } finally {
    workbench.stop();
    await workbench.ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What would take room and says nothing. @param {string} theme */
function settingsFor(theme) {
  return {
    "workbench.colorTheme": theme,
    "editor.minimap.enabled": false,
    "editor.fontSize": 14,
    "workbench.activityBar.location": "hidden",
    "breadcrumbs.enabled": false,
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
    "editor.stickyScroll.enabled": false,
  };
}

/** The Service whose selector has a slip, and a namespace that is well and folded. @param {Page} page */
async function poseChart(page) {
  await openFile(page, "cart.yaml");
  await quickly(page, ">Portolan: Open Chart");
  const chart = chartOf(page);
  await chart.locator('[data-node="Service/shop/cart"]').waitFor({ timeout: LONG });
  // The manifest is closed, so that the chart has the window for itself.
  await page.locator(".tab", { hasText: "cart.yaml" }).first().click({ button: "middle" });
  await page.waitForTimeout(1500);
  await chart.locator('[data-band="monitoring"] .band-title').click();
  await chart.locator('[data-node="Service/shop/cart"] .title').click();
  await chart.locator(".finding").waitFor({ timeout: LONG });
  await page.keyboard.press("f");
}

/** @param {Page} page */
async function poseFault(page) {
  await openFile(page, "cart.yaml");
  await page.locator(".squiggly-error").first().waitFor({ timeout: LONG });
  await page.locator(".codelens-decoration").first().waitFor({ timeout: LONG });
  await page.keyboard.press("Control+Shift+m");
  await page.locator(".markers-panel").waitFor({ timeout: LONG });
  await page.keyboard.press("Control+1");
  await quickly(page, ":8:12", "");
  await page.waitForTimeout(2000);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").first().waitFor({ timeout: LONG });
}

/** @param {Page} page */
async function poseNames(page) {
  await openFile(page, "web.yaml");
  await page.locator(".codelens-decoration").first().waitFor({ timeout: LONG });
  await quickly(page, ":9:5", "");
  await quickly(page, ">Portolan: Show DNS Names");
  await page.locator(".tab", { hasText: "web.shop" }).waitFor({ timeout: LONG });
}

/** @param {Page} page */
function chartOf(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** @param {Page} page @param {string} name */
async function openFile(page, name) {
  await quickly(page, name);
  await page.locator(".tabs-container .tab.active", { hasText: name }).waitFor({ timeout: LONG });
}

/** By the palette: `>` and a command, a file's name, `:` and a place. @param {Page} page @param {string} text @param {string} first what the first answer says */
async function quickly(page, text, first = text.replace(/^>/, "")) {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input");
  await box.waitFor({ timeout: LONG });
  await box.fill(text);
  await page
    .locator(".quick-input-list .monaco-list-row")
    .first()
    .filter({ hasText: first })
    .waitFor({ timeout: LONG });
  await page.keyboard.press("Enter");
}

/** Until nothing moves: files are read, lenses stand, notes are gone. @param {Page} page */
async function quiet(page) {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.mouse.move(width / 2, height - 4);
  await page.waitForTimeout(3000);
}

// A browser that nobody sees.

import { browserArguments, findBrowser } from "./browser.mjs";

/** @returns {Promise<import("playwright-core").Browser>} */
export async function openBrowser() {
  const { chromium } = await import("playwright-core");
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    args: browserArguments,
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
    timeout: 60_000,
  });
}

/**
 * Opens an address of the workbench.
 * @param {string} address
 * @returns {Promise<{ page: import("playwright-core").Page, close: () => Promise<void> }>}
 */
export async function openPage(address) {
  const browser = await openBrowser();
  const close = () => browser.close();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address, { timeout: 60_000 });
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

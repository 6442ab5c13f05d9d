// Renders media/icon.svg into media/icon.png, as the extension's page shows it: npm run icon

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";
import { runMain } from "./terminal.mjs";
import { openBrowser } from "./vscode/page.mjs";

const SIZE = 256;

await runMain(async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    await page.setContent(`<style>* { margin: 0; display: block }</style>${read("icon.svg")}`);
    writeFileSync(join(root, "media/icon.png"), await page.screenshot({ omitBackground: true }));
  } finally {
    await browser.close();
  }
  return 0;
});

/** @param {string} name */
function read(name) {
  return readFileSync(join(root, "media", name), "utf8");
}

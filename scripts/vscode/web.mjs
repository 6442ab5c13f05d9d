// The workbench in a browser as a host for the suite.

import { findBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";
import { installExtension, installWorkbench, startWorkbench } from "./workbench.mjs";

const MINUTES = 5;

/** @returns {Promise<import("./suite.mjs").Host>} */
export async function webHost() {
  await installWorkbench();
  await findBrowser();
  return { name: "VS Code's workbench in a browser", run: runSuite };
}

/** @param {import("./suite.mjs").SuiteRun} suite */
async function runSuite(suite) {
  if (suite.vsix !== undefined) await installExtension(suite.data, suite.vsix);
  const workbench = await startWorkbench({ data: suite.data, env: suite.env });
  try {
    const address = workbench.address(suite.workspace, {
      extensionDevelopmentPath: suite.development,
      extensionTestsPath: suite.suite,
    });
    const browser = await openPage(address);
    const deadline = Date.now() + MINUTES * 60_000;
    while (!suite.reported() && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 200));
    await browser.close();
  } finally {
    workbench.stop();
    await workbench.ended;
  }
}

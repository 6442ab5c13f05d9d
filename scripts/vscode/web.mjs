// The workbench in a browser as a host for the suite.

import { findBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";
import { installExtension, installWorkbench, startWorkbench } from "./workbench.mjs";

const MINUTES = 5;

/** @param {string} release @returns {Promise<import("./suite.mjs").Host>} */
export async function webHost(release) {
  await installWorkbench(release);
  await findBrowser();
  return {
    name: "VS Code's workbench in a browser",
    run: (suite) => runSuite(release, suite),
    isParticular: true,
  };
}

/** @param {string} release @param {import("./suite.mjs").SuiteRun} suite */
async function runSuite(release, suite) {
  if (suite.vsix !== undefined) await installExtension(release, suite.data, suite.vsix);
  const workbench = await startWorkbench({
    release,
    data: suite.data,
    env: suite.env,
    trust: suite.opened === "untrusted" ? "none" : "all",
  });
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

// The desktop's VS Code as a host for the suite: the one that VSCODE_EXECUTABLE names, else a download.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../project.mjs";
import { PlainError, say, step } from "../terminal.mjs";
import { hasDisplay } from "./display.mjs";

const QUIET = { "security.workspace.trust.enabled": false, "workbench.startupEditor": "none" };

/** @returns {Promise<import("./suite.mjs").Host | undefined>} nothing where there is no desktop */
export async function desktopHost() {
  const chosen = process.env["VSCODE_EXECUTABLE"];
  if (chosen && !existsSync(chosen)) {
    throw new PlainError(`VSCODE_EXECUTABLE names ${chosen}, which does not exist.`);
  }
  const executable = chosen || (hasDisplay() ? await download() : undefined);
  if (executable === undefined) return undefined;
  return { name: `the desktop's VS Code (${executable})`, run: (suite) => runSuite(executable, suite) };
}

async function download() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  try {
    const cachePath = join(cacheFolder(), "vscode-desktop");
    return await step("Fetching VS Code for the desktop", () => downloadAndUnzipVSCode({ cachePath }));
  } catch (error) {
    say(
      `  VS Code for the desktop cannot be fetched here (${error instanceof Error ? error.message : error}).`,
    );
    return undefined;
  }
}

/** @param {string} executable @param {import("./suite.mjs").SuiteRun} suite */
async function runSuite(executable, suite) {
  const { resolveCliArgsFromVSCodeExecutablePath, runTests } = await import("@vscode/test-electron");
  const folders = [
    `--extensions-dir=${join(suite.data, "extensions")}`,
    `--user-data-dir=${join(suite.data, "user")}`,
  ];
  const settings = join(suite.data, "user/User/settings.json");
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify(QUIET));
  if (suite.vsix !== undefined) {
    const [program = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
    execFileSync(program, [...args, ...folders, "--install-extension", suite.vsix], { timeout: 180_000 });
  }
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: suite.development,
    extensionTestsPath: suite.suite,
    extensionTestsEnv: suite.env,
    launchArgs: [suite.workspace, ...folders, "--disable-workspace-trust", "--skip-welcome", "--no-sandbox"],
  }).catch((error) => {
    // A failing suite also ends here; it has then written its report.
    if (!suite.reported()) throw error;
  });
}

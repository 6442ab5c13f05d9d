// The desktop's VS Code as a host for the suite: the one that VSCODE_EXECUTABLE names, else a download.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../command.mjs";
import { cacheFolder, node24, root } from "../project.mjs";
import { PlainError, say, step } from "../terminal.mjs";
import { hasDisplay } from "./display.mjs";

const MINUTES = 10;

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

/** In a process of its own, which can be stopped if the editor hangs. @param {string} executable @param {import("./suite.mjs").SuiteRun} suite */
async function runSuite(executable, suite) {
  const { data, workspace, development, suite: tests, env, vsix } = suite;
  const task = JSON.stringify({ executable, data, workspace, development, tests, env, vsix });
  const script = join(root, "scripts/vscode/desktopRun.mjs");
  const { output } = await run(node24, [script, task], { cwd: root, minutes: MINUTES });
  if (!suite.reported()) say(output);
}

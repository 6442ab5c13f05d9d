// One run of the suite in the desktop's VS Code, in settings and extensions of its own.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resolveCliPathFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";

const QUIET = { "security.workspace.trust.enabled": false, "workbench.startupEditor": "none" };

const { executable, data, workspace, development, tests, env, vsix } = JSON.parse(process.argv[2] ?? "{}");
const folders = [`--extensions-dir=${join(data, "extensions")}`, `--user-data-dir=${join(data, "user")}`];

const settings = join(data, "user/User/settings.json");
mkdirSync(dirname(settings), { recursive: true });
writeFileSync(settings, JSON.stringify(QUIET));

if (vsix !== undefined) {
  const program = resolveCliPathFromVSCodeExecutablePath(executable);
  const shell = process.platform === "win32";
  execFileSync(program, [...folders, "--install-extension", vsix], { timeout: 180_000, shell });
}

// A failing suite rejects; what it found stands in its report.
await runTests({
  vscodeExecutablePath: executable,
  extensionDevelopmentPath: development,
  extensionTestsPath: tests,
  extensionTestsEnv: env,
  launchArgs: [workspace, ...folders, "--disable-workspace-trust", "--skip-welcome", "--no-sandbox"],
});

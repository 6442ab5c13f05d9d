// Runs the one suite inside the extension host, of the desktop's VS Code where there is one, else of the workbench.
// The suite writes what it found into a file; whoever runs it waits for that file, for so long and no longer.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../project.mjs";
import { say } from "../terminal.mjs";
import { desktopHost } from "./desktop.mjs";
import { webHost } from "./web.mjs";
import { releases } from "./workbench.mjs";

/**
 * @typedef {"trusted" | "untrusted" | "virtual"} Opened what is open in the editor: a folder on disk, trusted or not, or one
 *   that is on no disk
 *
 * @typedef {object} SuiteRun
 * @property {string} data a folder of this run's own
 * @property {string} workspace a folder, or a file that names folders
 * @property {string} development the extension under development
 * @property {string} suite
 * @property {Record<string, string>} env
 * @property {string | undefined} vsix a packaged extension to install first
 * @property {Opened} opened
 * @property {() => boolean} reported
 *
 * @typedef {object} Host
 * @property {string} name
 * @property {(run: SuiteRun) => Promise<void>} run
 * @property {true} [isParticular] it can open a folder that nobody has trusted, and one that is on no disk
 *
 * @typedef {{ version: string, passed: number, failed: number, failures: { title: string, error: string }[] }} Report
 */

/** Today's VS Code first; the oldest where it can be had. @returns {Promise<readonly Host[]>} */
export async function chooseHosts() {
  const desktop = await desktopHost();
  if (desktop !== undefined) return [desktop];
  return [await webHost(releases.newest), await webHost(releases.oldest)];
}

/**
 * @param {Host} host
 * @param {string | undefined} vsix tests the packaged extension, installed, instead of the sources
 * @param {Opened} [opened] in other folders than those that are trusted only what is about them is tested
 * @returns {Promise<Report>}
 */
export async function runSuite(host, vsix, opened = "trusted") {
  const data = mkdtempSync(join(tmpdir(), "portolan-suite-"));
  const report = join(data, "report.json");
  const folder = join(data, "workspace");
  cpSync(join(root, "test/vscode/workspace"), folder, { recursive: true });
  const virtual = join(data, "virtual.code-workspace");
  writeFileSync(virtual, JSON.stringify({ folders: [{ uri: "memfs:/shop" }] }));
  mkdirSync(join(data, "bystander"));
  cpSync(join(root, "test/vscode/bystander"), join(data, "bystander"), { recursive: true });
  try {
    await host.run({
      data,
      workspace: opened === "virtual" ? virtual : folder,
      development: vsix === undefined ? root : join(data, "bystander"),
      suite: join(root, "dist-test/suite.cjs"),
      env: { PORTOLAN_SUITE_REPORT: report, PORTOLAN_SUITE_FOLDER: opened },
      vsix,
      opened,
      reported: () => existsSync(report),
    });
    return read(report);
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @param {string} file @returns {Report} */
function read(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const error = "The suite did not report: the extension host did not start, or it was stopped on its way.";
  return { version: "?", passed: 0, failed: 1, failures: [{ title: "the suite", error }] };
}

/** Says what a run found, and gives it back. @param {Report} report @param {string} what */
export function tell(report, what) {
  say(`  ${what} in VS Code ${report.version}: ${report.passed} passed, ${report.failed} failed`);
  for (const failure of report.failures)
    say(`\n  ✗ ${failure.title}\n${failure.error.replace(/^/gm, "      ")}\n`);
  return report;
}

// VS Code's own workbench, served to a browser: the same editor and the same extension host as the desktop's,
// from the npm registry alone. Its native parts stay unbuilt; they cost the terminal and some log lines.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { run, stop } from "../command.mjs";
import { emptyPackage } from "../emptyPackage.mjs";
import { npm } from "../npm.mjs";
import { cacheFolder, node24 } from "../project.mjs";
import { PlainError, step } from "../terminal.mjs";

/** The releases that the extension is tried on: today's VS Code, and the oldest that package.json promises. */
export const releases = { newest: "4.139.1", oldest: "4.100.3" };

/** Folders are not trusted until somebody says so, and nobody is asked. */
const RESTRICTED = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

const START_SECONDS = 90;

const QUIET = {
  "chat.disableAIFeatures": true,
  "extensions.autoUpdate": false,
  // A browser's workbench saves by itself otherwise, and a test finds what another one typed.
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/** Installs the workbench into the cache folder if it is not there. @param {string} release @returns {Promise<string>} its folder */
export async function installWorkbench(release) {
  const folder = join(cacheFolder(), `workbench-${release}`);
  const inside = "node_modules/code-server/lib/vscode";
  if (!existsSync(folder)) {
    await step("Installing VS Code's workbench into the cache folder", async () => {
      const partial = `${folder}.partial-${process.pid}`;
      emptyPackage(partial);
      await npm(["install", "--ignore-scripts", `code-server@${release}`], partial);
      const rest = ["install", "--omit=dev", "--ignore-scripts", "--legacy-peer-deps"];
      await npm(rest, join(partial, inside));
      await npm(rest, join(partial, inside, "extensions"));
      if (existsSync(folder)) rmSync(partial, { recursive: true });
      else renameSync(partial, folder);
    });
  }
  return join(folder, inside);
}

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [release]
 * @property {string} data a folder for its settings and state
 * @property {Record<string, string>} [env] what the extension host finds in its environment
 * @property {"all" | "none"} [trust] whether folders are trusted, or nobody has said so
 *
 * @typedef {object} Workbench
 * @property {(folder: string, development: Readonly<Record<string, string>>) => string} address of a folder, or of a
 *   file that names folders, opened with these development options, whose values are absolute paths
 * @property {Promise<void>} ended
 * @property {() => void} stop
 */

/**
 * Starts the workbench on a free port of this machine's loopback address, for whoever knows its random token.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench({ release = releases.newest, data, env = {}, trust = "all" }) {
  const vscode = await installWorkbench(release);
  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  writeSettings(data, trust === "all" ? QUIET : { ...QUIET, ...RESTRICTED });
  const host = ["--host", "127.0.0.1", "--port", String(port), "--connection-token", token];
  const trusting = trust === "all" ? ["--disable-workspace-trust"] : [];
  const child = spawn(node24, [...serverArguments(vscode, data), ...trusting, ...host], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (log = (log + chunk).slice(-20_000)));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("close", () => resolve()));
  const close = () => stop(child);
  process.once("exit", close);
  const origin = `http://127.0.0.1:${port}`;
  await answers(
    `${origin}/version`,
    () => child.exitCode === null,
    () => log,
    close,
  );
  return {
    address: (folder, development) => address(origin, token, folder, development),
    ended,
    stop: close,
  };
}

/** Installs a packaged extension. @param {string} release @param {string} data @param {string} vsix */
export async function installExtension(release, data, vsix) {
  const vscode = await installWorkbench(release);
  const result = await run(
    node24,
    [...serverArguments(vscode, data), "--install-extension", vsix, "--force"],
    { minutes: 3 },
  );
  if (result.code !== 0) throw new Error(`${vsix} could not be installed:\n${result.output}`);
}

/** @param {string} vscode @param {string} data */
function serverArguments(vscode, data) {
  return [
    join(vscode, "out/server-main.js"),
    // A built workbench takes development options only with this driver.
    "--enable-smoke-test-driver",
    "--accept-server-license-terms",
    ...["--server-data-dir", join(data, "server"), "--extensions-dir", join(data, "extensions")],
    ...["--telemetry-level", "off"],
  ];
}

/** @param {string} data @param {object} settings */
function writeSettings(data, settings) {
  const file = join(data, "server/data/User/settings.json");
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(new PlainError(`No free port on 127.0.0.1 could be had: ${error.message}`)),
    );
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      const port = typeof bound === "object" && bound !== null ? bound.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {string} url @param {() => boolean} alive @param {() => string} log @param {() => void} giveUp
 */
async function answers(url, alive, log, giveUp) {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (alive() && Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  giveUp();
  throw new Error(`VS Code's workbench did not start:\n${log()}`);
}

/**
 * @param {string} origin @param {string} token @param {string} folder
 * @param {Readonly<Record<string, string>>} development
 */
function address(origin, token, folder, development) {
  const remote = origin.replace("http://", "vscode-remote://");
  const payload = Object.entries(development).map(([key, path]) => [
    key,
    remote + pathToFileURL(path).pathname,
  ]);
  const opened = decodeURIComponent(pathToFileURL(folder).pathname);
  const kind = opened.endsWith(".code-workspace") ? "workspace" : "folder";
  const query = new URLSearchParams({ tkn: token, [kind]: opened, payload: JSON.stringify(payload) });
  return `${origin}/?${query}`;
}

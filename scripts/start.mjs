// npm start [-- [--web] [PATH]]: sets the clone up, builds, and opens VS Code with the extension loaded, on a copy of
// samples/ or on the folder PATH: the desktop's `code` if there is one, else the workbench in a browser.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { run } from "./command.mjs";
import { cacheFolder, findProgram, node24, root } from "./project.mjs";
import { setup } from "./setup.mjs";
import { PlainError, runMain, say, step } from "./terminal.mjs";
import { hasDisplay } from "./vscode/display.mjs";
import { startWorkbench } from "./vscode/workbench.mjs";

await runMain(async () => {
  const { path, web } = readArguments();
  await setup();
  await step("Building", build);
  const temporary = path === undefined ? mkdtempSync(join(tmpdir(), "portolan-")) : undefined;
  const folder = path ?? copySamples(temporary ?? tmpdir());
  const code =
    web || !hasDisplay() ? undefined : process.env["VSCODE_EXECUTABLE"] || findProgram(["code", "codium"]);
  if (code !== undefined) return openDesktop(code, folder);
  try {
    return await serve(folder);
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
});

function readArguments() {
  const { values, positionals } = readOrExplain();
  const [given, ...rest] = positionals;
  if (rest.length > 0) throw new PlainError("One folder at a time: npm start -- [--web] [PATH]");
  const path = given === undefined ? undefined : resolve(process.env["INIT_CWD"] ?? ".", given);
  if (path !== undefined && !(existsSync(path) && statSync(path).isDirectory())) {
    throw new PlainError(`${path} is not a folder.`);
  }
  return { path, web: values.web };
}

function readOrExplain() {
  try {
    return parseArgs({ options: { web: { type: "boolean", default: false } }, allowPositionals: true });
  } catch (error) {
    throw new PlainError(
      `${error instanceof Error ? error.message : error}\nUsage: npm start -- [--web] [PATH]`,
    );
  }
}

async function build() {
  const { code, output } = await run(node24, [join(root, "esbuild.mjs")], { cwd: root, minutes: 3 });
  if (code !== 0) throw new PlainError(`The build failed:\n\n${output}`);
}

/** What is tried out on the samples stays out of the repository. @param {string} into */
function copySamples(into) {
  const copy = join(into, "samples");
  cpSync(join(root, "samples"), copy, { recursive: true });
  return copy;
}

/** @param {string} code @param {string} folder @returns {Promise<number>} */
function openDesktop(code, folder) {
  say(`Opening ${folder} in VS Code (${code}). \`npm start -- --web\` opens it in a browser instead.`);
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, folder];
  const child = spawn(code, args, { stdio: "inherit", shell: platform() === "win32" });
  return new Promise((done, fail) => {
    child.once("error", (error) => fail(new PlainError(`${code} could not be started: ${error.message}`)));
    child.once("close", (exit) => done(exit ?? 1));
  });
}

/** @param {string} folder @returns {Promise<number>} */
async function serve(folder) {
  const workbench = await startWorkbench({ data: join(cacheFolder(), "start") });
  const address = workbench.address(folder, { extensionDevelopmentPath: root });
  say(`\nVS Code is open on ${folder}, with Portolan loaded, at\n\n  ${address}\n\nCtrl-C ends it.`);
  if (hasDisplay()) showAddress(address);
  const interrupted = new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => done(true));
  });
  const asked = await Promise.race([interrupted, workbench.ended]);
  workbench.stop();
  if (asked) return 0;
  throw new PlainError("VS Code's workbench ended by itself. Run `npm start` again.");
}

/** @param {string} address */
function showAddress(address) {
  const openers = new Map([
    ["darwin", "open"],
    ["win32", "explorer"],
  ]);
  const opener = openers.get(platform()) ?? "xdg-open";
  // The address stands on the terminal; a machine without an opener loses nothing.
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

// A Chromium to drive the workbench with: the machine's own, or one unpacked from an npm package.

import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { run } from "../command.mjs";
import { emptyPackage } from "../emptyPackage.mjs";
import { npm } from "../npm.mjs";
import { cacheFolder, findProgram } from "../project.mjs";
import { PlainError, step } from "../terminal.mjs";

const PACKED = "@sparticuz/chromium";
const PACKED_VERSION = "147.0.0";

/** @typedef {{ path: string, env: Record<string, string> }} Browser */

const INSTALLED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => {
    const folder = process.env[name];
    if (folder === undefined) return [];
    return [
      `${folder}/Google/Chrome/Application/chrome.exe`,
      `${folder}/Microsoft/Edge/Application/msedge.exe`,
    ];
  }),
];

export const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns {Promise<Browser>} */
export async function findBrowser() {
  const chosen = process.env["CHROME_PATH"];
  if (chosen) {
    if (!existsSync(chosen)) throw new PlainError(`CHROME_PATH names ${chosen}, which does not exist.`);
    return { path: chosen, env: {} };
  }
  const path =
    findProgram([
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "microsoft-edge",
    ]) ?? INSTALLED.find((candidate) => existsSync(candidate));
  return path === undefined ? unpackedBrowser() : { path, env: {} };
}

/** @returns {Promise<Browser>} */
async function unpackedBrowser() {
  if (platform() !== "linux" || arch() !== "x64") {
    throw new PlainError(
      "No browser was found. Install Chrome, Chromium or Edge, or name one in CHROME_PATH.",
    );
  }
  const folder = join(cacheFolder(), `chromium-${PACKED_VERSION}`);
  if (!existsSync(join(folder, "chromium"))) {
    await step("Installing a browser into the cache folder", () => unpack(folder));
  }
  return withLibraries(folder);
}

/** @param {string} folder */
async function unpack(folder) {
  const partial = `${folder}.partial-${process.pid}`;
  emptyPackage(partial);
  await npm(["install", "--ignore-scripts", `${PACKED}@${PACKED_VERSION}`], partial);
  const packed = join(partial, "node_modules", PACKED, "bin");
  const tar = createRequire(join(partial, "package.json"))("tar-fs");
  const program = join(partial, "chromium");
  await pipeline(
    createReadStream(join(packed, "chromium.br")),
    createBrotliDecompress(),
    createWriteStream(program),
  );
  chmodSync(program, 0o755);
  for (const name of ["al2023", "swiftshader", "fonts"]) {
    const archive = createReadStream(join(packed, `${name}.tar.br`));
    await pipeline(archive, createBrotliDecompress(), tar.extract(partial));
  }
  writeFileSync(join(partial, "fonts.conf"), fontSettings(folder));
  rmSync(join(partial, "node_modules"), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}

/** A bare machine has no fonts and no font settings; the package brings one family. @param {string} folder */
function fontSettings(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

/** The bundled libraries are used only where the machine lacks them. @param {string} folder @returns {Promise<Browser>} */
async function withLibraries(folder) {
  const path = join(folder, "chromium");
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  const libraries = { ...fonts, LD_LIBRARY_PATH: join(folder, "lib") };
  for (const env of [fonts, libraries]) {
    const { code } = await run(path, ["--no-sandbox", "--version"], { env, minutes: 1 });
    if (code === 0) return { path, env };
  }
  const { output } = await run(path, ["--no-sandbox", "--version"], { env: libraries, minutes: 1 });
  throw new PlainError(
    `The unpacked browser does not start here. Install Chromium, or name one in CHROME_PATH.\n${output}`,
  );
}

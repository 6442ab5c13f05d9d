// Where things are: the project, what it installs, and the cache that outlives a clone.

import { existsSync } from "node:fs";
import { homedir, platform } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const oldestNode = 20;

/** Node 24, which runs the TypeScript sources as they are; it comes with the packages. */
export const node24 = join(root, "node_modules/node/bin", platform() === "win32" ? "node.exe" : "node");

/** The JavaScript entry of an installed package's command, to run with {@link node24}. */
export const tool = {
  tsc: join(root, "node_modules/typescript/bin/tsc"),
  biome: join(root, "node_modules/@biomejs/biome/bin/biome"),
  knip: join(root, "node_modules/knip/bin/knip.js"),
  vsce: join(root, "node_modules/@vscode/vsce/vsce"),
  grammar: join(root, "node_modules/vscode-tmgrammar-test/dist/snapshot.js"),
};

/** A folder for large downloads (VS Code, a browser), shared by all clones. */
export function cacheFolder() {
  const chosen = process.env["PORTOLAN_CACHE"];
  if (chosen) return chosen;
  if (platform() === "win32") return join(process.env["LOCALAPPDATA"] ?? homedir(), "portolan", "cache");
  if (platform() === "darwin") return join(homedir(), "Library", "Caches", "portolan");
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "portolan");
}

/**
 * The first of these programs found on the PATH. What npm puts there for a project's own packages is passed over.
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function findProgram(names) {
  const endings = platform() === "win32" ? [".exe", ".cmd", ""] : [""];
  const folders = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes(`${sep}node_modules${sep}`));
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const path = join(folder, name + ending);
        if (existsSync(path)) return path;
      }
    }
  }
  return undefined;
}

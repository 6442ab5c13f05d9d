import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An empty folder that npm takes for a package of its own. @param {string} folder */
export function emptyPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
}

/** Files that are shipped beside the program, wherever it runs from: its sources, or a bundle of them. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The path on disk of something shipped, such as `docs/rules`; undefined when it was left out. */
export function shipped(path: string): string | undefined {
  const own = ownFolder(import.meta.dirname);
  const found = own === undefined ? undefined : join(own, path);
  return found !== undefined && existsSync(found) ? found : undefined;
}

export function productVersion(): string {
  const manifest = shipped("package.json");
  if (manifest === undefined) return "unknown";
  const { version }: { version?: unknown } = JSON.parse(readFileSync(manifest, "utf8"));
  return typeof version === "string" ? version : "unknown";
}

/** The nearest folder upwards that is a package. */
function ownFolder(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  return dirname(folder) === folder ? undefined : ownFolder(dirname(folder));
}

/**
 * `.gitignore` files as git reads them: the nearest one that has something to say about a path decides. Those above the
 * workspace folder count as far up as the repository reaches.
 */
import { readFile, stat } from "node:fs/promises";
import { platform } from "node:os";
import { basename, dirname, join } from "node:path";
import ignore, { type Ignore } from "ignore";

export const IGNORE_FILE = ".gitignore";

/** One `.gitignore` on top of those above it. */
export interface Ignores {
  readonly above: Ignores | undefined;
  readonly rules: Ignore;
  /** A path below the workspace folder, as this file sees it. */
  readonly see: (path: string) => string;
}

export type EntryKind = "file" | "folder";

export function isIgnored(ignores: Ignores | undefined, path: string, kind: EntryKind): boolean {
  for (let layer = ignores; layer !== undefined; layer = layer.above) {
    const seen = layer.see(path);
    const { ignored, unignored } = layer.rules.test(kind === "folder" ? `${seen}/` : seen);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Adds the `.gitignore` of a folder below the workspace folder; `path` is empty for the workspace folder itself. */
export async function withIgnoresOf(
  above: Ignores | undefined,
  root: string,
  path: string,
): Promise<Ignores | undefined> {
  const rules = await readRules(join(root, path));
  if (rules === undefined) return above;
  return { above, rules, see: (inner) => (path === "" ? inner : inner.slice(path.length + 1)) };
}

/** Of the folders above the workspace folder, up to the repository's own. A folder that somebody opens is wanted, ignored or not. */
export async function ignoresAbove(root: string): Promise<Ignores | undefined> {
  const folders = await foldersUpToRepository(root);
  let ignores: Ignores | undefined;
  for (const { folder, prefix } of folders.toReversed()) {
    const rules = await readRules(folder);
    if (rules === undefined || rules.ignores(`${prefix}/`)) continue;
    ignores = { above: ignores, rules, see: (inner) => `${prefix}/${inner}` };
  }
  return ignores;
}

/** Nearest first; empty when no folder above, nor the folder itself, is a repository's. */
async function foldersUpToRepository(root: string): Promise<readonly { folder: string; prefix: string }[]> {
  const passed: { folder: string; prefix: string }[] = [];
  let prefix = "";
  for (let folder = root; ; folder = dirname(folder)) {
    if (prefix !== "") passed.push({ folder, prefix });
    if (await exists(join(folder, ".git"))) return passed;
    if (dirname(folder) === folder) return [];
    prefix = prefix === "" ? basename(folder) : `${basename(folder)}/${prefix}`;
  }
}

async function readRules(folder: string): Promise<Ignore | undefined> {
  try {
    const text = await readFile(join(folder, IGNORE_FILE), "utf8");
    return ignore({ ignorecase: ["win32", "darwin"].includes(platform()) }).add(text);
  } catch {
    // No such file, a folder of that name, or not ours to read: nothing is ignored by it.
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

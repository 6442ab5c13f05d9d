/** Where the world begins: the nearest folder upwards that is a repository's or holds a `.portolan.yaml`. */
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folderRoot, pathBelow, uriOfPath } from "../host/uris.ts";
import { Fault } from "./faults.ts";
import type { Target } from "./targets.ts";

export interface Root {
  /** On disk. */
  readonly folder: string;
  /**
   * Whether the folder is analysed whole. Without a mark of where the world begins, it is what the arguments name, and the
   * folder only tells what paths are relative to.
   */
  readonly isWhole: boolean;
}

const MARKS = [".portolan.yaml", ".git"];

export async function findRoot(targets: readonly Target[]): Promise<Root> {
  const marked = await Promise.all(targets.map(({ folder }) => markedFolder(folder)));
  if (new Set(marked).size > 1) {
    const names = targets.map(({ typed }) => `\`${typed}\``).join(", ");
    throw new Fault(`${names} do not lie in one repository. Check them one by one, or give --root.`);
  }
  const [first] = marked;
  if (first !== undefined) return { folder: first, isWhole: true };
  const folders = targets.map(({ folder }) => folder);
  return { folder: folders.reduce(commonFolder), isWhole: false };
}

async function markedFolder(folder: string): Promise<string | undefined> {
  for (const mark of MARKS) if (await exists(join(folder, mark))) return folder;
  return dirname(folder) === folder ? undefined : markedFolder(dirname(folder));
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (!holds(common, b) && dirname(common) !== common) common = dirname(common);
  return common;
}

function holds(folder: string, path: string): boolean {
  return folder === path || pathBelow(folderRoot(uriOfPath(folder)), uriOfPath(path)) !== undefined;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

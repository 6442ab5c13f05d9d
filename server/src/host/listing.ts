/**
 * Walks a workspace folder. A folder is entered once, by whatever name it is reached first, its own name before any link
 * to it; so a loop of links ends. A folder that cannot be entered is reported, and the walk goes on.
 */
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import picomatch from "picomatch";
import type { Listing, ListOptions, Unread } from "./disk.ts";
import {
  type EntryKind,
  IGNORE_FILE,
  type Ignores,
  ignoresAbove,
  isIgnored,
  withIgnoresOf,
} from "./ignores.ts";
import { isClosedFolder, joinPath, mayHoldManifests } from "./names.ts";
import { isGone, reasonOf } from "./reasons.ts";

interface Walk {
  /** The workspace folder on disk. */
  readonly root: string;
  readonly isExcluded: (path: string) => boolean;
  readonly signal: AbortSignal;
  readonly files: string[];
  readonly unreadable: Unread[];
  /** Real paths of the folders entered and the files listed. */
  readonly seen: Set<string>;
  readonly links: { readonly path: string; readonly ignores: Ignores | undefined }[];
}

interface Folder {
  readonly path: string;
  readonly real: string;
  readonly ignores: Ignores | undefined;
}

export async function listManifests(root: string, options: ListOptions): Promise<Listing> {
  const excludes = picomatch([...options.excludes], { dot: true });
  const inner = new Set(options.inner);
  const walk: Walk = {
    root,
    isExcluded: (path) => inner.has(path) || excludes(path),
    signal: options.signal,
    files: [],
    unreadable: [],
    seen: new Set(),
    links: [],
  };
  const ignores = await ignoresAbove(root);
  const real = await realpath(root).catch(() => root);
  await enter(walk, { path: "", real, ignores });
  for (let link = walk.links.shift(); link; link = walk.links.shift())
    await follow(walk, link.path, link.ignores);
  return {
    files: walk.files.sort(),
    ...(await judge(walk, options.also, ignores)),
    unreadable: walk.unreadable,
  };
}

async function enter(walk: Walk, folder: Folder): Promise<void> {
  walk.signal.throwIfAborted();
  if (walk.seen.has(folder.real)) return;
  walk.seen.add(folder.real);
  const entries = await entriesOf(walk, folder.path);
  const hasRules = entries.some((entry) => entry.name === IGNORE_FILE);
  const ignores = hasRules ? await withIgnoresOf(folder.ignores, walk.root, folder.path) : folder.ignores;
  const folders: Folder[] = [];
  for (const entry of entries) {
    const path = joinPath(folder.path, entry.name);
    const real = join(folder.real, entry.name);
    if (entry.isSymbolicLink()) walk.links.push({ path, ignores });
    else if (entry.isDirectory()) {
      if (isOpenTo(walk, path, "folder", ignores)) folders.push({ path, real, ignores });
    } else if (entry.isFile() && isOpenTo(walk, path, "file", ignores)) addFile(walk, path, real);
  }
  for (const child of folders) await enter(walk, child);
}

async function entriesOf(walk: Walk, path: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(join(walk.root, path), { withFileTypes: true });
  } catch (error) {
    // What vanished between two looks is simply not there.
    if (path === "" || !isGone(error)) walk.unreadable.push({ path, reason: reasonOf(error) });
    return [];
  }
}

async function follow(walk: Walk, path: string, ignores: Ignores | undefined): Promise<void> {
  try {
    const target = join(walk.root, path);
    const [kind, real] = await Promise.all([stat(target), realpath(target)]);
    if (kind.isDirectory()) {
      if (isOpenTo(walk, path, "folder", ignores) && !holds(real, walk.root))
        await enter(walk, { path, real, ignores });
    } else if (kind.isFile() && isOpenTo(walk, path, "file", ignores)) addFile(walk, path, real);
  } catch (error) {
    if (walk.signal.aborted) throw error;
    // A link that leads nowhere names no file.
  }
}

function addFile(walk: Walk, path: string, real: string): void {
  if (walk.seen.has(real)) return;
  walk.seen.add(real);
  walk.files.push(path);
}

function isOpenTo(walk: Walk, path: string, kind: EntryKind, ignores: Ignores | undefined): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (kind === "folder" ? isClosedFolder(name) : !mayHoldManifests(name)) return false;
  return !walk.isExcluded(path) && !isIgnored(ignores, path, kind);
}

/** A link to a folder above the workspace folder would bring in the whole disk. */
function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function judge(
  walk: Walk,
  paths: readonly string[],
  ignores: Ignores | undefined,
): Promise<Pick<Listing, "admitted" | "refused">> {
  const listed = new Set(walk.files);
  const admitted: string[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    if (listed.has(path)) continue;
    if (await isAdmitted(walk, path, ignores)) admitted.push(path);
    else refused.push(path);
  }
  return { admitted, refused };
}

/** Judges a path that the walk did not meet, folder by folder from the top. */
async function isAdmitted(walk: Walk, path: string, above: Ignores | undefined): Promise<boolean> {
  let ignores = await withIgnoresOf(above, walk.root, "");
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    const folder = path.slice(0, end);
    if (!isOpenTo(walk, folder, "folder", ignores)) return false;
    ignores = await withIgnoresOf(ignores, walk.root, folder);
  }
  return isOpenTo(walk, path, "file", ignores);
}

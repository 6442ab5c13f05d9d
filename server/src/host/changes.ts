/** What a change on disk asks of the host, told by an editor that watches the files. */
import { type Contents, isKnown } from "./contents.ts";
import type { Disk } from "./disk.ts";
import { IGNORE_FILE } from "./ignores.ts";
import { isClosedPath, mayHoldManifests } from "./names.ts";
import { listAgain, type Want } from "./scanQueue.ts";
import { nameOf } from "./uris.ts";

export interface FileChange {
  readonly uri: string;
  readonly kind: "created" | "changed" | "deleted";
}

/** `contents` is undefined for a folder that is being read for the first time: what was read of it may be old already. */
export async function wantAfter(
  change: FileChange,
  path: string,
  contents: Contents | undefined,
  disk: Disk,
): Promise<Want | undefined> {
  if (isClosedPath(path)) return undefined;
  const name = nameOf(change.uri);
  if (name === IGNORE_FILE) return listAgain;
  const again = { relist: true, touched: new Set([path]) };
  if (mayHoldManifests(name)) {
    if (change.kind === "created" || !contents) return again;
    if (isKnown(contents, path)) return { ...again, relist: change.kind === "deleted" };
  }
  // Watchers tell of a folder that was moved or removed, and not of what is in it.
  if (change.kind === "deleted" && contents?.folders.has(path)) return again;
  if (change.kind === "created" && (await disk.isFolder(change.uri))) return again;
  return undefined;
}

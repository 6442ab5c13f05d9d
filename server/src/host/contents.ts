/** What is known of a workspace folder on disk. Paths are below the folder. */
import type { Unread } from "./disk.ts";
import type { Loaded } from "./loading.ts";

export interface Contents {
  /** Files that may hold manifests: those read, and those that could not be. */
  readonly files: ReadonlySet<string>;
  /** Files by name like manifests whose bytes are no text. Nobody is told of them. */
  readonly binary: ReadonlySet<string>;
  /** All folders on the way to one of these files. */
  readonly folders: ReadonlySet<string>;
  /** Open documents that are not on disk, and belong to the folder all the same. */
  readonly admitted: ReadonlySet<string>;
  /** Open documents that an ignore file or an exclude keeps out. */
  readonly refused: ReadonlySet<string>;
  /** Folders that could not be entered. */
  readonly closed: readonly Unread[];
}

export const nothing: Contents = {
  files: new Set(),
  binary: new Set(),
  folders: new Set(),
  admitted: new Set(),
  refused: new Set(),
  closed: [],
};

export function contentsAfter(before: Contents, { listing, readings }: Loaded): Contents {
  const kindOf = (path: string) => readings.get(path)?.kind ?? (before.binary.has(path) ? "binary" : "text");
  const present = listing.files.filter((path) => kindOf(path) !== "gone");
  return {
    files: new Set(present.filter((path) => kindOf(path) !== "binary")),
    binary: new Set(present.filter((path) => kindOf(path) === "binary")),
    folders: new Set(present.flatMap((path) => [...foldersAbove(path)])),
    admitted: new Set(listing.admitted),
    refused: new Set(listing.refused),
    closed: listing.unreadable,
  };
}

export function isKnown(contents: Contents, path: string): boolean {
  return contents.files.has(path) || contents.binary.has(path);
}

export function isTouched(path: string, touched: ReadonlySet<string>): boolean {
  if (touched.size === 0) return false;
  if (touched.has(path)) return true;
  for (const folder of foldersAbove(path)) if (touched.has(folder)) return true;
  return false;
}

/** What the analysis is told of: sorted. An unreadable folder stands in the list like a file. */
export function pathsOf({ files, admitted, closed }: Contents): readonly string[] {
  return [...new Set([...files, ...admitted, ...closed.map(({ path }) => path)])].sort();
}

function* foldersAbove(path: string): Iterable<string> {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
    yield path.slice(0, end);
}

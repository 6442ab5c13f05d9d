/** The workspace folders and what is known of each; where an address belongs among them. */
import { type FileId, fileId } from "../core/value/file.ts";
import type { Contents } from "./contents.ts";
import { mayHoldManifests } from "./names.ts";
import { folderHolding, loneFile, nameOf, pathBelow, schemeOf } from "./uris.ts";

export interface Folder {
  /** Globs of `files.exclude`. */
  readonly excludes: readonly string[];
  /** Undefined until it was read. */
  readonly contents: Contents | undefined;
}

export type Folders = ReadonlyMap<string, Folder>;

/** The folder of a file that may hold manifests. */
export function homeOf(folders: Folders, uri: string): { root: string; path: string } | undefined {
  const root = folderHolding(folders.keys(), uri);
  const path = root === undefined ? undefined : pathBelow(root, uri);
  return root === undefined || path === undefined || !mayHoldManifests(nameOf(uri))
    ? undefined
    : { root, path };
}

export type Place =
  | { readonly kind: "file"; readonly file: FileId }
  /** Kept out by an ignore file, or of a kind that is none of ours. */
  | { readonly kind: "nowhere" }
  /** The folder must be looked at first. */
  | { readonly kind: "unknown"; readonly root: string };

export function placeOf(folders: Folders, uri: string): Place {
  const home = homeOf(folders, uri);
  if (!home) return isTaken(folders, uri) ? { kind: "file", file: loneFile(uri) } : { kind: "nowhere" };
  const { root, path } = home;
  const contents = folders.get(root)?.contents;
  if (!contents) return { kind: "unknown", root };
  if (contents.files.has(path) || contents.admitted.has(path))
    return { kind: "file", file: fileId(root, path) };
  return contents.refused.has(path) || contents.binary.has(path)
    ? { kind: "nowhere" }
    : { kind: "unknown", root };
}

/** Workspace folders inside this one, below it. */
export function innerFolders(folders: Folders, root: string): readonly string[] {
  return [...folders.keys()].flatMap((other) => pathBelow(root, other)?.replace(/\/$/, "") ?? []);
}

/** Never the other side of a diff, or what an extension made up. */
function isTaken(folders: Folders, uri: string): boolean {
  const scheme = schemeOf(uri);
  if (scheme === "file" || scheme === "untitled") return true;
  return [...folders.keys()].some((root) => schemeOf(root) === scheme);
}

/** The loose files of a workspace folder, by the folder they lie in. */
import { type FileId, folderOf, pathOf } from "../../value/file.ts";
import { type FileIdentities, type Identified, isObject } from "../identities.ts";
import { isNetworked } from "../kinds.ts";

export interface LooseFile {
  readonly file: FileId;
  readonly identities: FileIdentities;
}

export interface Folder {
  readonly path: string;
  readonly files: readonly LooseFile[];
  /** Keys of the objects that must not be in one world twice. */
  readonly keys: ReadonlySet<string>;
}

/** Parents before what lies in them: every subtree is one stretch of the list. */
export function foldersOf(files: readonly LooseFile[]): readonly Folder[] {
  const byPath = new Map<string, LooseFile[]>();
  for (const each of files) {
    const path = folderOf(pathOf(each.file));
    const before = byPath.get(path);
    if (before) before.push(each);
    else byPath.set(path, [each]);
  }
  const order = [...byPath.keys()].map((path) => ({ path, sorting: path.replaceAll("/", "\0") }));
  order.sort((a, b) => (a.sorting < b.sorting ? -1 : 1));
  return order.map(({ path }) => {
    const files = byPath.get(path) ?? [];
    return {
      path,
      files,
      keys: new Set(files.flatMap(({ identities }) => identities.resources.flatMap(keyOfCopy))),
    };
  });
}

/**
 * Two folders that hold the same Service, workload or route are copies of each other. The same Namespace, ConfigMap or
 * StorageClass in both says nothing, and objects without a name of their own (`generateName`) are never the same.
 */
export function keyOfCopy(each: Identified): readonly string[] {
  return isObject(each) && each.name !== undefined && isNetworked(each) ? [each.objectKey] : [];
}

/** The deepest folder that holds both. */
export function commonFolder(a: string, b: string): string {
  if (a === "" || b === "") return "";
  const [left, right] = [a.split("/"), b.split("/")];
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth += 1;
  return left.slice(0, depth).join("/");
}

/** The folder right below `folder` on the way to `path`; `folder` itself when there is none. */
export function branchTo(folder: string, path: string): string {
  if (path === folder) return folder;
  const end = path.indexOf("/", folder === "" ? 0 : folder.length + 1);
  return end < 0 ? path : path.slice(0, end);
}

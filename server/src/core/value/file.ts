/**
 * A file as core sees it: the workspace folder it belongs to and its path below that folder, with `/` between segments.
 * What a folder is on disk, and what an editor calls the file, is the host's business.
 */
export type FileId = string;

const ROOT_END = "\u0002";

export function fileId(root: string, path: string): FileId {
  return `${root}${ROOT_END}${path}`;
}

/** The workspace folder's own identifier. */
export function rootOf(file: FileId): string {
  return file.slice(0, file.indexOf(ROOT_END));
}

/** The path below the workspace folder: `deploy/base/cart.yaml`. */
export function pathOf(file: FileId): string {
  return file.slice(file.indexOf(ROOT_END) + 1);
}

/** `deploy/base` for `deploy/base/cart.yaml`; empty for a file in the workspace folder itself. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a path is `folder` or lies below it; every path lies below the empty folder. */
export function isUnder(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** `base/../overlay/./x.yaml` → `overlay/x.yaml`; undefined when it leaves the workspace folder. */
export function normalise(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else segments.push(segment);
  }
  return segments.join("/");
}

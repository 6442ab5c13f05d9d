/**
 * Between the addresses that editors use and the FileIds that core uses. The root of a workspace folder is the folder's
 * address with a final `/`; the root of a document that lies in no folder is the document's own address.
 */
import { URI, Utils } from "vscode-uri";
import { type FileId, fileId, pathOf, rootOf } from "../core/value/file.ts";

// A printer takes FileIds apart only here.
export { baseName, fileId, pathOf } from "../core/value/file.ts";

/** One spelling for an address: editors differ in the case of a drive letter and in what they escape. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}

export function folderRoot(uri: string): string {
  const normal = normalUri(uri);
  return normal.endsWith("/") ? normal : `${normal}/`;
}

/** The path of an address below a workspace folder; undefined when it lies elsewhere. */
export function pathBelow(root: string, uri: string): string | undefined {
  const folder = URI.parse(root);
  const file = URI.parse(normalUri(uri));
  if (file.scheme !== folder.scheme || file.authority !== folder.authority) return undefined;
  if (!file.path.startsWith(folder.path) || file.path.length === folder.path.length) return undefined;
  return file.path.slice(folder.path.length);
}

/** The innermost of some workspace folders that holds an address. */
export function folderHolding(roots: Iterable<string>, uri: string): string | undefined {
  let innermost: string | undefined;
  for (const root of roots) {
    if (pathBelow(root, uri) === undefined) continue;
    if (innermost === undefined || root.length > innermost.length) innermost = root;
  }
  return innermost;
}

/** A document that lies in no workspace folder is a world of its own. */
export function loneFile(uri: string): FileId {
  return fileId(normalUri(uri), Utils.basename(URI.parse(uri)));
}

export function isLone(file: FileId): boolean {
  return !rootOf(file).endsWith("/");
}

export function uriOf(file: FileId): string {
  const root = rootOf(file);
  if (isLone(file)) return root;
  const folder = URI.parse(root);
  return folder.with({ path: folder.path + pathOf(file) }).toString();
}

/** Editors tell of addresses that are none: with such a one nothing can be done. */
export function isAddress(uri: string): boolean {
  try {
    // Nothing at all would be read as the root of the disk.
    return uri !== "" && normalUri(uri) !== "";
  } catch {
    return false;
  }
}

export function schemeOf(uri: string): string {
  return URI.parse(uri).scheme;
}

export function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** A path on this machine's disk as an address; `C:\shop` on Windows, `/shop` elsewhere. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

export function pathOnDisk(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** Which files are worth a look, by name alone: core judges what is in them. */

const ENDING = /\.(ya?ml|json)$/i;

/** Never entered, whatever anybody configures: other people's files, and far too many. */
const CLOSED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", ".git"]);

export function mayHoldManifests(name: string): boolean {
  return ENDING.test(name) || name === "Kustomization";
}

export function isClosedFolder(name: string): boolean {
  return CLOSED_FOLDERS.has(name);
}

/** Whether a path below a workspace folder leads through a folder that is never entered. */
export function isClosedPath(path: string): boolean {
  return path.split("/").some(isClosedFolder);
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

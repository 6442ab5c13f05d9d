/** What an entry of a kustomization names: a file, a folder, or something that is not here. */
import { folderOf, normalise } from "../../value/file.ts";

/** In the order in which kustomize looks for them. */
const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

export function isKustomizationPath(path: string): boolean {
  return NAMES.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** The files that hold a folder's kustomization, the first that is there counts. */
export function kustomizationPaths(folder: string): readonly string[] {
  return NAMES.map((name) => (folder === "" ? name : `${folder}/${name}`));
}

/** The path that an entry means, seen from its kustomization; undefined when it leaves the workspace folder. */
export function pathFrom(kustomization: string, entry: string): string | undefined {
  if (entry.startsWith("/")) return undefined;
  const folder = folderOf(kustomization);
  return normalise(folder === "" ? entry : `${folder}/${entry}`);
}

/** Kustomize takes what is not on disk for an address: a URL, `git@…`, or a host with a path. */
export function isRemote(entry: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(entry) ||
    /^git(@|::)/.test(entry) ||
    /[?&](ref|version|timeout|submodules)=/.test(entry) ||
    /^[\w-]+(\.[\w-]+)*\.(com|org|net|io|dev|local|internal)[/:]/i.test(entry)
  );
}

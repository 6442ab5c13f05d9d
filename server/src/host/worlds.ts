/** The roots that the analysis knows: workspace folders in the editor's order, then documents that lie in none. */
import { type FileId, rootOf } from "../core/value/file.ts";
import type { Inputs } from "./inputs.ts";

export interface Worlds {
  setFolders(roots: readonly string[]): void;
  addLone(file: FileId): void;
  removeLone(file: FileId): void;
}

export function createWorlds(inputs: Inputs): Worlds {
  const lone = new Set<string>();
  let folders: readonly string[] = [];
  const tell = () => inputs.setRoots([...folders, ...lone]);
  return {
    setFolders(roots) {
      folders = roots;
      tell();
    },
    addLone(file) {
      lone.add(rootOf(file));
      tell();
      inputs.setFiles(rootOf(file), [file]);
    },
    removeLone(file) {
      lone.delete(rootOf(file));
      tell();
    },
  };
}

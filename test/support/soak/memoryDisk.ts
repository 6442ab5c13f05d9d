/** A disk that is a map of texts by path: one workspace folder, nothing of the machine. */
import { type FileId, pathOf } from "../../../server/src/core/value/file.ts";
import type { Disk, Reading } from "../../../server/src/host/disk.ts";
import { isKustomization, mayHoldManifests } from "../../../server/src/host/names.ts";

export function memoryDisk(files: ReadonlyMap<string, string>): Disk {
  const read = (file: FileId): Reading => {
    const text = files.get(pathOf(file));
    return text === undefined ? { kind: "gone" } : { kind: "text", text };
  };
  const isListed = (path: string) => mayHoldManifests(path) || isKustomization(path);
  return {
    list: async (_root, { also }) => ({
      files: [...files.keys()].filter(isListed).toSorted(),
      admitted: also.filter((path) => !files.has(path)),
      refused: [],
      unreadable: [],
    }),
    read: async (file) => read(file),
    attachment: async (file) => {
      const text = files.get(pathOf(file));
      return text === undefined ? undefined : { kind: "text", text };
    },
    isFolder: async (uri) => [...files.keys()].some((path) => uri.endsWith(path.slice(0, path.indexOf("/")))),
  };
}

/** The file system of a machine that runs Node. A folder of any other scheme holds no file that could be read here. */
import { stat } from "node:fs/promises";
import type { Disk } from "./disk.ts";
import { listManifests } from "./listing.ts";
import { readManifest } from "./reading.ts";
import { pathOnDisk, schemeOf, uriOf } from "./uris.ts";

export function nodeDisk(): Disk {
  return {
    list: async (root, options) =>
      schemeOf(root) === "file"
        ? listManifests(pathOnDisk(root), options)
        : { files: [], admitted: options.also, refused: [], unreadable: [] },
    read: (file) => readManifest(pathOnDisk(uriOf(file))),
    isFolder: (uri) =>
      stat(pathOnDisk(uri)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
  };
}

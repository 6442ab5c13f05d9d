/** The file system of a machine that runs Node. A folder of any other scheme holds no file that could be read here. */
import { stat } from "node:fs/promises";
import { pathOf, rootOf } from "../core/value/file.ts";
import { readAttachment } from "./attachments.ts";
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
    attachment: async (file) =>
      schemeOf(rootOf(file)) === "file" ? readAttachment(pathOnDisk(rootOf(file)), pathOf(file)) : undefined,
    isFolder: (uri) =>
      stat(pathOnDisk(uri)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
  };
}

/**
 * The file system of a machine that runs Node. Of a folder of any other scheme only what is open in the editor is known: it
 * is a folder that cannot be entered, and proves no absence.
 */
import { stat } from "node:fs/promises";
import { type FileId, pathOf, rootOf } from "../core/value/file.ts";
import { readAttachment } from "./attachments.ts";
import type { Disk, Listing, ListOptions } from "./disk.ts";
import { listManifests } from "./listing.ts";
import { readManifest } from "./reading.ts";
import { pathOnDisk, schemeOf, uriOf } from "./uris.ts";

export function nodeDisk(): Disk {
  return {
    list: async (root, options) =>
      isOnDisk(root) ? listManifests(pathOnDisk(root), options) : openOnly(root, options),
    read: async (file: FileId) =>
      isOnDisk(rootOf(file)) ? readManifest(pathOnDisk(uriOf(file))) : { kind: "gone" },
    attachment: async (file) =>
      isOnDisk(rootOf(file)) ? readAttachment(pathOnDisk(rootOf(file)), pathOf(file)) : undefined,
    isFolder: async (uri) =>
      isOnDisk(uri) &&
      stat(pathOnDisk(uri)).then(
        (found) => found.isDirectory(),
        () => false,
      ),
  };
}

function isOnDisk(uri: string): boolean {
  return schemeOf(uri) === "file";
}

function openOnly(root: string, { also }: ListOptions): Listing {
  const reason = `it is not on disk (${schemeOf(root)}), only what is open in the editor is known`;
  return { files: [], admitted: also, refused: [], unreadable: [{ path: "", reason }] };
}

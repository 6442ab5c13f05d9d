/**
 * Files that kustomizations name and that are no manifests: the analysis says which, once the folder is read; here they are read.
 * Only files of the workspace folder itself, links out of it left aside, and none that no ConfigMap could hold.
 */
import { open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Attachment } from "../core/analysis.ts";
import type { FileId } from "../core/value/file.ts";
import type { Disk } from "./disk.ts";
import type { Inputs } from "./inputs.ts";
import { isGone, reasonOf } from "./reasons.ts";

/** A ConfigMap or Secret holds 1 MiB at most; what is larger is told so, and not read. */
const LARGEST = 1024 * 1024;

/** Tells the analysis of every file that it asks for; those of before that nobody names any more are let go. */
export async function attachAll(
  inputs: Inputs,
  disk: Disk,
  root: string,
  before: ReadonlySet<FileId>,
): Promise<ReadonlySet<FileId>> {
  const wanted = inputs.attachments(root);
  const read = await Promise.all(wanted.map((file) => disk.attachment(file)));
  for (const [index, file] of wanted.entries()) inputs.setAttachment(file, read[index]);
  const now = new Set(wanted);
  for (const file of before) if (!now.has(file)) inputs.setAttachment(file, undefined);
  return now;
}

/** Undefined when there is no such file in the folder. */
export async function readAttachment(folder: string, path: string): Promise<Attachment | undefined> {
  try {
    const [home, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!real.startsWith(home.endsWith(sep) ? home : home + sep))
      return { kind: "unreadable", reason: "it is a link out of the workspace folder" };
    const file = await open(real);
    try {
      const found = await file.stat();
      if (!found.isFile()) return undefined;
      if (found.size > LARGEST) return { kind: "unreadable", reason: "it is larger than 1 MiB" };
      return attachmentOf(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return isGone(error) ? undefined : { kind: "unreadable", reason: reasonOf(error) };
  }
}

export function attachmentOf(bytes: Buffer): Attachment {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const isText = Buffer.from(text, "utf8").equals(bytes);
  return isText ? { kind: "text", text } : { kind: "binary", base64: bytes.toString("base64") };
}

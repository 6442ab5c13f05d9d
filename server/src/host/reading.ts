/** Reads a file as the text of a manifest: any Unicode encoding with a byte order mark, else UTF-8 with its faults replaced. */
import { open } from "node:fs/promises";
import type { Reading } from "./disk.ts";
import { isGone, reasonOf } from "./reasons.ts";

const MEGABYTE = 1024 * 1024;
const LARGEST_MEGABYTES = 60;

/** A text holds no NUL byte; looking at the first bytes finds nearly every file that is none. */
const LOOK_BYTES = 8 * 1024;

export async function readManifest(path: string, largestMegabytes = LARGEST_MEGABYTES): Promise<Reading> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > largestMegabytes * MEGABYTE) {
        const megabytes = Math.ceil(size / MEGABYTE);
        return { kind: "large", reason: `${megabytes} MB, over the limit of ${largestMegabytes} MB` };
      }
      return decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return isGone(error) ? { kind: "gone" } : { kind: "unreadable", reason: reasonOf(error) };
  }
}

/** Also for a text that comes through a pipe. */
export function decode(bytes: Uint8Array): Reading {
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8" && bytes.subarray(0, LOOK_BYTES).includes(0)) {
    return { kind: "binary", reason: "not a text file" };
  }
  // A decoder leaves out the byte order mark.
  return { kind: "text", text: new TextDecoder(encoding).decode(bytes) };
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

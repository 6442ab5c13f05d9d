/**
 * Puts another text into a file that was read before, in place: same encoding, same byte order mark, same permissions. A
 * file is left alone unless its bytes still say exactly what was read, and would say it again when written.
 */
import { type FileHandle, open, realpath } from "node:fs/promises";
import { sep } from "node:path";
import { decode, type Encoding, encodingOf } from "./reading.ts";
import { reasonOf } from "./reasons.ts";

export interface Rewriting {
  /** On disk, absolute. */
  readonly path: string;
  /** The folder out of which no link may lead. */
  readonly root: string;
  /** The text as it was read. */
  readonly before: string;
}

/** A file that can be written, and how its text begins on disk. */
export interface Rewritable {
  readonly mark: "\ufeff" | "";
}

/** Looks without touching; a file that cannot be written gives the reason, in words for people. */
export async function lookAt(rewriting: Rewriting): Promise<Rewritable | string> {
  return withFile(rewriting, async (_, old) => ({ mark: markOf(old).length > 0 ? "\ufeff" : "" }));
}

/** Why it was not written, in words for people; undefined when it was. */
export async function rewrite(rewriting: Rewriting, after: string): Promise<string | undefined> {
  return withFile(rewriting, async (file, old) => {
    const bytes = encode(after, old);
    await file.write(bytes, 0, bytes.length, 0);
    await file.truncate(bytes.length);
    return undefined;
  });
}

async function withFile<T>(
  { path, root, before }: Rewriting,
  act: (file: FileHandle, old: Uint8Array) => Promise<T>,
): Promise<T | string> {
  try {
    const [real, folder] = await Promise.all([realpath(path), realpath(root)]);
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return "a link out of the folder";
    const file = await open(real, "r+");
    try {
      const old = await file.readFile();
      const reading = decode(old);
      if (reading.kind !== "text" || reading.text !== before) return "it has changed meanwhile";
      if (!encode(before, old).equals(old)) return `not valid ${encodingOf(old).toUpperCase()}`;
      return await act(file, old);
    } finally {
      await file.close();
    }
  } catch (error) {
    return reasonOf(error);
  }
}

const MARKS: Readonly<Record<Encoding, readonly number[]>> = {
  "utf-8": [0xef, 0xbb, 0xbf],
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
};

/** The byte order mark, if there is one. */
function markOf(bytes: Uint8Array): readonly number[] {
  const mark = MARKS[encodingOf(bytes)];
  return mark.every((byte, index) => bytes[index] === byte) ? mark : [];
}

/** A text in the encoding of other bytes, with their byte order mark if they have one. */
function encode(text: string, like: Uint8Array): Buffer {
  const encoding = encodingOf(like);
  const body = Buffer.from(text, encoding === "utf-8" ? "utf8" : "utf16le");
  return Buffer.concat([Buffer.from(markOf(like)), encoding === "utf-16be" ? body.swap16() : body]);
}

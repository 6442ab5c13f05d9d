/** Looks at a workspace folder again, as far as is asked for; reading what is new or was touched. */
import { type Contents, isKnown, isTouched, nothing } from "./contents.ts";
import type { Disk, ListOptions } from "./disk.ts";
import { type Loaded, load, readAll } from "./loading.ts";
import type { Want } from "./scanQueue.ts";

export interface ScanOptions extends ListOptions {
  /** Undefined for a folder that was never read. */
  readonly contents: Contents | undefined;
  readonly want: Want;
  readonly onProgress: (files: number) => void;
}

export async function scanFolder(disk: Disk, root: string, options: ScanOptions): Promise<Loaded> {
  const { contents = nothing, want } = options;
  if (want.relist || options.contents === undefined) {
    return load(disk, root, {
      ...options,
      isKnown: (path) => isKnown(contents, path) && !isTouched(path, want.touched),
    });
  }
  const files = [...contents.files, ...contents.binary].sort();
  const touched = files.filter((path) => isTouched(path, want.touched));
  const { admitted, refused, closed } = contents;
  const listing = { files, admitted: [...admitted], refused: [...refused], unreadable: closed };
  return { listing, readings: await readAll(disk, root, touched, options) };
}

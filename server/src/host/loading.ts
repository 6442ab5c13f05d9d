/** Lists a workspace folder and reads its files, many at a time, so that the event loop keeps turning. */
import { fileId } from "../core/value/file.ts";
import type { Disk, Listing, ListOptions, Reading, Unread } from "./disk.ts";

export interface LoadOptions extends ListOptions {
  /** Files known already, which are not read again; undefined when there is no listing yet. */
  readonly isKnown: (path: string) => boolean;
  /** Called now and then with the number of files read so far. */
  readonly onProgress: (files: number) => void;
}

export interface Loaded {
  readonly listing: Listing;
  readonly readings: ReadonlyMap<string, Reading>;
}

const AT_ONCE = 32;

export async function load(disk: Disk, root: string, options: LoadOptions): Promise<Loaded> {
  const listing = await disk.list(root, options);
  const wanted = listing.files.filter((path) => !options.isKnown(path));
  return { listing, readings: await readAll(disk, root, wanted, options) };
}

export async function readAll(
  disk: Disk,
  root: string,
  paths: readonly string[],
  { signal, onProgress }: Pick<LoadOptions, "signal" | "onProgress">,
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    signal.throwIfAborted();
    const batch = paths.slice(start, start + AT_ONCE);
    const read = await Promise.all(batch.map((path) => disk.read(fileId(root, path))));
    for (const [index, path] of batch.entries()) readings.set(path, read[index] ?? { kind: "gone" });
    onProgress(readings.size);
  }
  return readings;
}

/** What could not be read and may hold manifests. */
export function unreadOf({ listing, readings }: Loaded): readonly Unread[] {
  const files = [...readings].flatMap(([path, reading]) =>
    reading.kind === "unreadable" || reading.kind === "large" ? [{ path, reason: reading.reason }] : [],
  );
  return [...listing.unreadable, ...files];
}

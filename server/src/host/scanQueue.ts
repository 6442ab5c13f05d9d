/** One scan of a folder at a time; what is asked for while one runs is gathered for the next. */
import { isTouched } from "./contents.ts";

export interface Want {
  /** Whether the folder must be listed again, or its known files do. */
  readonly relist: boolean;
  /** Files, or folders with all that is in them, whose text may have changed. */
  readonly touched: ReadonlySet<string>;
}

export const listAgain: Want = { relist: true, touched: new Set() };

/** What else the folder's files name is read anew in any case. */
export const readAgain: Want = { relist: false, touched: new Set() };

export interface ScanQueue {
  request(root: string, want: Want): void;
  /** The folder is none of ours any more: stops a scan of it and takes back what was asked. */
  forget(root: string): void;
  /** Whether a file is yet to be read, because it may have changed. */
  awaits(root: string, path: string): boolean;
  /** Resolves when nothing is left to scan. */
  settled(): Promise<void>;
}

/** Reads; what it answers takes over what was read. */
export type Scan = (root: string, want: Want, signal: AbortSignal) => Promise<() => Promise<void>>;

export function createScanQueue(scan: Scan, failed: (root: string, error: unknown) => void): ScanQueue {
  const wanted = new Map<string, { relist: boolean; touched: Set<string> }>();
  /** What is being read; nothing any more while it is taken over. */
  let current: { readonly root: string; readonly want: Want; readonly stop: AbortController } | undefined;
  let running: Promise<void> | undefined;

  async function read(root: string, want: Want, stop: AbortController): Promise<() => Promise<void>> {
    current = { root, want, stop };
    try {
      return await scan(root, want, stop.signal);
    } finally {
      current = undefined;
    }
  }

  async function run(): Promise<void> {
    // What is asked for in one go is scanned in one go.
    await Promise.resolve();
    for (let next = firstOf(wanted); next; next = firstOf(wanted)) {
      const [root, want] = next;
      wanted.delete(root);
      const stop = new AbortController();
      try {
        const takeOver = await read(root, want, stop);
        await takeOver();
      } catch (error) {
        if (!stop.signal.aborted) failed(root, error);
      }
    }
    running = undefined;
  }

  return {
    request(root, want) {
      const all = wanted.get(root) ?? { relist: false, touched: new Set() };
      all.relist ||= want.relist;
      for (const path of want.touched) all.touched.add(path);
      wanted.set(root, all);
      running ??= run();
    },
    forget(root) {
      wanted.delete(root);
      if (current?.root === root) current.stop.abort();
    },
    awaits(root, path) {
      const running = current?.root === root ? [current.want] : [];
      const next = wanted.get(root);
      return [...running, ...(next ? [next] : [])].some(({ touched }) => isTouched(path, touched));
    },
    async settled() {
      while (running) await running;
    },
  };
}

function firstOf<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  for (const entry of map) return entry;
  return undefined;
}

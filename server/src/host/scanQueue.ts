/** One scan of a folder at a time; what is asked for while one runs is gathered for the next. */

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
  /** Resolves when nothing is left to scan. */
  settled(): Promise<void>;
}

export type Scan = (root: string, want: Want, signal: AbortSignal) => Promise<void>;

export function createScanQueue(scan: Scan, failed: (root: string, error: unknown) => void): ScanQueue {
  const wanted = new Map<string, { relist: boolean; touched: Set<string> }>();
  let current: { readonly root: string; readonly stop: AbortController } | undefined;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // What is asked for in one go is scanned in one go.
    await Promise.resolve();
    for (let next = firstOf(wanted); next; next = firstOf(wanted)) {
      const [root, want] = next;
      wanted.delete(root);
      const stop = new AbortController();
      current = { root, stop };
      try {
        await scan(root, want, stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) failed(root, error);
      }
    }
    current = undefined;
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
    async settled() {
      while (running) await running;
    },
  };
}

function firstOf<K, V>(map: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  for (const entry of map) return entry;
  return undefined;
}

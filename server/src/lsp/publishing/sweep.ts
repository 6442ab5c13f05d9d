/**
 * Judges the whole workspace, open files first, in slices that let messages in between. An edit stops a sweep: what was
 * shown moves along at once, what is fixed goes at once, and what is new waits until nobody has typed for a while.
 */
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import type { Log } from "../log.ts";
import { pause } from "../requests.ts";
import type { Publisher } from "./publisher.ts";

export interface Sweeper {
  /** The state has changed. */
  changed(cause: "edit" | "disk"): void;
  stop(): void;
}

export interface SweepOptions {
  readonly analysis: Analysis;
  readonly publisher: Publisher;
  readonly log: Log;
  readonly isOpen: (file: FileId) => boolean;
  readonly uriOf: (file: FileId) => string;
  /** Resolves when every folder is read. */
  readonly settled: () => Promise<void>;
  /** Every file has been judged in its present state. */
  readonly done: () => void;
  readonly idleMilliseconds: number;
}

const SLICE_MILLISECONDS = 10;

export function createSweeper(options: SweepOptions): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let lastEdit = Number.NEGATIVE_INFINITY;
  let isRetaining = false;
  /** Moves with every change; a sweep that is not of the latest one stops. */
  let turn = 0;

  const schedule = () => {
    turn += 1;
    const mine = turn;
    clearTimeout(timer);
    const wait = Math.max(0, lastEdit + options.idleMilliseconds - performance.now());
    timer = setTimeout(() => {
      const isStale = () => turn !== mine;
      sweep(options, isStale).catch((error) => options.log.failure("sweep", error));
    }, wait);
  };
  const retain = async () => {
    if (isRetaining) return;
    isRetaining = true;
    let isDone = false;
    while (!isDone) {
      await pause();
      const mine = turn;
      isDone = await retained(options, () => turn !== mine);
    }
    isRetaining = false;
  };
  return {
    changed(cause) {
      if (cause === "edit") {
        lastEdit = performance.now();
        retain().catch((error) => options.log.failure("diagnostics", error));
      }
      schedule();
    },
    stop() {
      turn += 1;
      clearTimeout(timer);
    },
  };
}

function retained(options: SweepOptions, isStale: () => boolean): Promise<boolean> {
  const { analysis, publisher, isOpen } = options;
  const open = analysis.files().filter(isOpen);
  return inSlices(open, isStale, (file) =>
    inPieces(options, file, () => publisher.retain(file, judge(options, file))),
  );
}

async function sweep(options: SweepOptions, isStale: () => boolean): Promise<void> {
  const { analysis, publisher, isOpen } = options;
  await options.settled();
  if (isStale()) return;
  const files = analysis.files();
  const openFirst = [...files.filter(isOpen), ...files.filter((file) => !isOpen(file))];
  // Reading ahead: the first judgement would otherwise read a whole folder in one go.
  const isRead = await inSlices(openFirst, isStale, (file) =>
    guarded(options, file, () => analysis.prepareInPieces(file)),
  );
  const isJudged =
    isRead &&
    (await inSlices(openFirst, isStale, (file) =>
      inPieces(options, file, () => publisher.put(file, judge(options, file))),
    ));
  if (!isJudged) return;
  publisher.finish(files);
  analysis.sweep();
  options.done();
}

/** The judgement of a file, which may hold thousands of documents, piece by piece, and then what is done with it. */
function* inPieces(options: SweepOptions, file: FileId, act: () => void): Generator<undefined, void> {
  const { analysis } = options;
  yield* guarded(options, file, () => analysis.prepareInPieces(file));
  yield* guarded(options, file, () => analysis.judgeInPieces(file));
  act();
  yield;
}

/** Whether it came to the end. */
async function inSlices(
  files: readonly FileId[],
  isStale: () => boolean,
  pieces: (file: FileId) => Iterable<undefined>,
): Promise<boolean> {
  let begun = performance.now();
  for (const file of files) {
    for (const _piece of pieces(file)) {
      if (performance.now() - begun < SLICE_MILLISECONDS) continue;
      await pause();
      if (isStale()) return false;
      begun = performance.now();
    }
  }
  return true;
}

function judge(options: SweepOptions, file: FileId) {
  return (
    guard(options, file, () => {
      for (const failure of options.analysis.failures(file)) options.log.failure("a rule", failure);
      return options.analysis.diagnostics(file).shown;
    }) ?? []
  );
}

/** One file that cannot be judged must not silence the others. */
function guard<R>({ log, uriOf }: SweepOptions, file: FileId, act: () => R): R | undefined {
  try {
    return act();
  } catch (error) {
    log.failure(`judging ${uriOf(file)}`, error);
    return undefined;
  }
}

function* guarded(
  { log, uriOf }: SweepOptions,
  file: FileId,
  pieces: () => Iterable<undefined>,
): Generator<undefined, void> {
  try {
    yield* pieces();
  } catch (error) {
    log.failure(`judging ${uriOf(file)}`, error);
  }
}

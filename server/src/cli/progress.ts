/** One line on stderr, for somebody who watches and has waited for a while; gone when the answer comes. */
import type { Terminal } from "./terminal.ts";

export interface Progress {
  tell(line: string): void;
  end(): void;
}

const PATIENCE_MILLISECONDS = 1_000;
const STEP_MILLISECONDS = 100;

const CLEAR_LINE = "\r\u001b[K";

export function createProgress(terminal: Terminal, isWanted: boolean): Progress {
  if (!isWanted || !terminal.isWatched) return { tell: () => undefined, end: () => undefined };
  let next = performance.now() + PATIENCE_MILLISECONDS;
  let isShown = false;
  return {
    tell(line) {
      if (performance.now() < next) return;
      next = performance.now() + STEP_MILLISECONDS;
      isShown = true;
      terminal.err(`${CLEAR_LINE}${line}`);
    },
    end() {
      if (isShown) terminal.err(CLEAR_LINE);
      isShown = false;
    },
  };
}

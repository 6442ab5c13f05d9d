/** Lines for the editor's output channel, as many as the settings ask for; a failure is told once. */

export type LogLevel = "error" | "warning" | "info" | "debug";

export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
  /** What went wrong where, with the stack; the same failure is told once. */
  failure(where: string, error: unknown): void;
  setLevel(level: LogLevel): void;
}

/** Where the lines go: `window/logMessage`. */
export interface LogSink {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

const LEVELS: readonly LogLevel[] = ["error", "warning", "info", "debug"];

export function isLogLevel(value: unknown): value is LogLevel {
  return LEVELS.some((level) => level === value);
}

export function createLog(sink: LogSink): Log {
  const told = new Set<string>();
  let level: LogLevel = "info";
  const passes = (wanted: LogLevel) => LEVELS.indexOf(wanted) <= LEVELS.indexOf(level);
  const log: Log = {
    error: (message) => sink.error(message),
    warn: (message) => passes("warning") && sink.warn(message),
    info: (message) => passes("info") && sink.info(message),
    debug: (message) => passes("debug") && sink.debug(message),
    failure(where, error) {
      const what = `${where} failed: ${error instanceof Error ? error.message : String(error)}`;
      // Not by the stack, which may differ between two calls of the same.
      if (told.has(what)) return;
      told.add(what);
      log.error(
        error instanceof Error && error.stack !== undefined ? `${where} failed: ${error.stack}` : what,
      );
    },
    setLevel(next) {
      level = next;
    },
  };
  return log;
}

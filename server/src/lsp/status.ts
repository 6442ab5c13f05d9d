/** Tells the editor how far the index is: by our own notification, and as progress when it takes long. */
import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Summary } from "../core/answers.ts";
import type { StatusParams } from "./messages.ts";

export const STATUS = "portolan/status";

export interface Status {
  /** Folders are about to be read. */
  indexing(): void;
  reading(files: number): void;
  /** Everything is read and judged. */
  ready(summary: Summary): void;
}

const PATIENCE_MILLISECONDS = 1_000;

export function createStatus(connection: Connection, showsProgress: () => boolean): Status {
  let begun: number | undefined;
  let last: StatusParams = { state: "ready", files: 0, resources: 0, observed: 0, units: 0, milliseconds: 0 };
  let progress: Progress | undefined;
  const send = (next: StatusParams) => {
    if (JSON.stringify(next) === JSON.stringify(last)) return;
    last = next;
    connection.sendNotification(STATUS, next).catch(() => undefined);
  };
  return {
    indexing() {
      if (begun !== undefined) return;
      begun = performance.now();
      send({ ...last, state: "indexing", milliseconds: 0 });
      if (showsProgress()) progress = createProgress(connection);
    },
    reading(files) {
      progress?.report(`${files} files`);
    },
    ready({ files, resources, observed, units }) {
      const milliseconds = begun === undefined ? last.milliseconds : Math.round(performance.now() - begun);
      begun = undefined;
      progress?.end();
      progress = undefined;
      send({ state: "ready", files, resources, observed, units: units.length, milliseconds });
    },
  };
}

interface Progress {
  report(message: string): void;
  end(): void;
}

/** Shown only when the work takes long enough for anybody to wonder. */
function createProgress(connection: Connection): Progress {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let isOver = false;
  let message = "";
  const show = async () => {
    const made = await connection.window.createWorkDoneProgress();
    if (isOver) return;
    reporter = made;
    reporter.begin("Portolan: reading manifests", undefined, message);
  };
  const timer = setTimeout(() => {
    // An editor that refuses goes without.
    show().catch(() => undefined);
  }, PATIENCE_MILLISECONDS);
  return {
    report(next) {
      message = next;
      reporter?.report(next);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}

/**
 * The language server: a printer of what the analysis knows, for any editor. It holds no state of its own but what the
 * editor agreed to and what was sent. Deliberately absent: anything of Kubernetes.
 */
import type { Connection } from "vscode-languageserver";
import type { Analysis, FieldBook } from "../core/analysis.ts";
import type { Disk } from "../host/disk.ts";
import { createLensRefresh } from "./lensRefresh.ts";
import { listenToEditor, refreshLenses } from "./lifecycle.ts";
import { MOST_IN_ALL, MOST_IN_FILE } from "./publishing/limits.ts";
import { createPublisher } from "./publishing/publisher.ts";
import { createSweeper, type Sweeper } from "./publishing/sweep.ts";
import {
  lensesOf,
  listenToChart,
  listenToCommands,
  listenToOwnQuestions,
  listenToQuestions,
} from "./questions.ts";
import { createSession, type Session, versionOf } from "./session.ts";
import { createStatus, type Status } from "./status.ts";

export interface ServerOptions {
  readonly analysis: Analysis;
  readonly disk: Disk;
  readonly version: string;
  /** Reads what cards say of fields; asked for once, with the first hover. */
  readonly fieldBook: () => Promise<FieldBook>;
  /** For how long nobody must have typed before new findings are shown; 300 when not said. */
  readonly idleMilliseconds?: number;
}

/** Every file has been judged in its present state; without parameters. */
const JUDGED = "portolan/judged";

const IDLE_MILLISECONDS = 300;

export function startServer(connection: Connection, options: ServerOptions): void {
  const { analysis, disk, version } = options;
  const status = createStatus(connection, () => session.agreed.abilities.showsProgress);
  const refresh = createLensRefresh();
  const session: Session = createSession(connection, analysis, disk, {
    changed: (cause) => sweeper.changed(cause),
    reading: status.reading,
  });
  const idleMilliseconds = options.idleMilliseconds ?? IDLE_MILLISECONDS;
  const sweeper = sweeperOf(session, status, idleMilliseconds, () => {
    refresh.closed(session.workspace.isOpen);
    if (refresh.isDue((file) => lensesOf(session, file))) refreshLenses(session);
    announce(session);
  });
  listenToEditor(session, { status, sweeper, version });
  listenToQuestions(session, refresh, bookOf(session, options));
  listenToOwnQuestions(session);
  listenToCommands(session);
  listenToChart(session);
  connection.listen();
}

/** Reads the book of fields when it is first asked for; without it cards are fewer, and none is wrong. */
function bookOf({ log }: Session, { analysis, fieldBook }: ServerOptions): () => Promise<void> {
  let reading: Promise<void> | undefined;
  return () => {
    reading ??= fieldBook().then(
      (book) => analysis.setFieldBook(book),
      (error) => log.failure("the texts of cards", error),
    );
    return reading;
  };
}

/** What our client keeps on show may have changed. */
function announce({ agreed, connection }: Session): void {
  if (agreed.abilities.clientCommands) connection.sendNotification(JUDGED).catch(() => undefined);
}

function sweeperOf(session: Session, status: Status, idleMilliseconds: number, judged: () => void): Sweeper {
  const { analysis, connection, log, workspace, agreed } = session;
  const publisher = createPublisher({
    send: (params) => {
      connection.sendDiagnostics(params).catch((error) => log.failure("diagnostics", error));
    },
    uriOf: workspace.uriOf,
    versionOf: (uri) => versionOf(session, uri),
    showing: () => agreed.abilities,
    limits: { inFile: MOST_IN_FILE, inAll: MOST_IN_ALL },
  });
  return createSweeper({
    analysis,
    publisher,
    log,
    isOpen: workspace.isOpen,
    uriOf: workspace.uriOf,
    settled: async () => {
      await session.start.reached;
      await workspace.settled();
    },
    done: () => {
      status.ready(analysis.summary());
      judged();
    },
    idleMilliseconds,
  });
}

// The life of the language server as the editor sees it: started once, restarted by command at any time.
// The client library is read only when a server is wanted: it weighs more than all the rest of the extension.

import { commands, type Event, EventEmitter, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { StatusParams } from "../../server/src/lsp/messages.ts";
import type { LanguageServer } from "./languageServer.ts";

export interface Session {
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Asks the server a question of our own, and starts it if need be. */
  readonly ask: <R>(method: string, params: unknown) => Promise<R>;
  /** Makes the edits that the server has answered with. */
  readonly apply: LanguageServer["apply"];
  /** Every file has been judged in its present state. */
  readonly onJudged: Event<void>;
  /** The server has stopped, whether it will be started again or not. */
  readonly onStopped: Event<void>;
  /** Whether folders are being read or first judged. */
  readonly isIndexing: () => boolean;
}

export function createSession(context: ExtensionContext, log: LogOutputChannel): Session {
  let server: Promise<LanguageServer> | undefined;
  const judged = new EventEmitter<void>();
  const stopped = new EventEmitter<void>();
  const status = { indexing: true };
  context.subscriptions.push(judged, stopped);
  const events = {
    judged: () => judged.fire(),
    stopped: () => stopped.fire(),
    status: ({ state }: StatusParams) => {
      const wasIndexing = status.indexing;
      status.indexing = state === "indexing";
      // What was asked for in between may have been answered from a part of the files.
      if (wasIndexing && !status.indexing) judged.fire();
    },
  };
  const launch = async () => {
    const { startLanguageServer } = await import("./languageServer.ts");
    await commands.executeCommand("setContext", "portolan.active", true);
    return startLanguageServer(context.asAbsolutePath("dist/server.cjs"), log, events);
  };
  const started = () => {
    // One that did not start is forgotten, so that the next try is a new one.
    server ??= launch().catch((error: unknown) => {
      server = undefined;
      throw error;
    });
    return server;
  };
  const start = async () => {
    await started();
  };
  const stop = async () => {
    const last = await server;
    server = undefined;
    await last?.stop();
  };
  const restart = async () => {
    await stop();
    await start();
  };
  return {
    start,
    restart,
    stop,
    ask: async (method, params) => (await started()).ask(method, params),
    apply: async (edit) => (await started()).apply(edit),
    onJudged: judged.event,
    onStopped: stopped.event,
    isIndexing: () => status.indexing,
  };
}

// The life of the language server as the editor sees it: started once, restarted after a crash as far as the budget
// goes, restarted by command at any time.

import { commands, type Disposable, type ExtensionContext, type LogOutputChannel, window } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/lsp/messages.ts";
import { documentSelector } from "./documentSelector.ts";
import { createRestartBudget, type RestartBudget } from "./restartBudget.ts";
import { showStatus } from "./status.ts";

export interface Session {
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly client: LanguageClient;
  readonly status: Disposable;
}

export function createSession(context: ExtensionContext, log: LogOutputChannel): Session {
  let running: Running | undefined;
  const start = async () => {
    if (running !== undefined) return;
    const client = new LanguageClient("portolan", "Portolan", serverOptions(context), clientOptions(log));
    running = { client, status: showStatus(client) };
    await commands.executeCommand("setContext", "portolan.active", true);
    try {
      await client.start();
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      offerRestart("The Portolan language server could not be started.");
    }
  };
  const stop = async () => {
    const last = running;
    running = undefined;
    last?.status.dispose();
    // A client whose start failed refuses to stop; it holds nothing any more.
    await last?.client.dispose().catch(() => undefined);
  };
  const restart = async () => {
    await stop();
    await start();
  };
  return { start, restart, stop };
}

function serverOptions(context: ExtensionContext): ServerOptions {
  const server = { module: context.asAbsolutePath("dist/server.cjs"), transport: TransportKind.ipc };
  return { run: server, debug: { ...server, options: { execArgv: ["--nolazy", "--inspect=6009"] } } };
}

function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { clientCommands: true };
  return {
    documentSelector,
    diagnosticCollectionName: "portolan",
    initializationOptions,
    outputChannel: log,
    errorHandler: createErrorHandler(createRestartBudget()),
  };
}

function createErrorHandler(budget: RestartBudget): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      if (budget.take(Date.now())) return { action: CloseAction.Restart, handled: true };
      offerRestart(
        "The Portolan language server stopped six times within three minutes and was not started again.",
      );
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

function offerRestart(message: string): void {
  const actions = { "Show Log": "portolan.showOutput", Restart: "portolan.restartServer" };
  window.showErrorMessage(message, ...Object.keys(actions)).then((chosen) => {
    const command = Object.entries(actions).find(([title]) => title === chosen)?.[1];
    if (command !== undefined) commands.executeCommand(command);
  });
}

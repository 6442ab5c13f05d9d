// The language server as a child process, and the client that speaks to it. After a crash it is started again as far as
// the budget of restarts goes; then the person is told and asked.

import { commands, extensions, type LogOutputChannel, window, workspace } from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type WorkspaceEdit as ProtocolEdit,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import type { InitializationOptions, StatusParams } from "../../server/src/lsp/messages.ts";
import { documentSelector } from "./documentSelector.ts";
import { folderSchemes } from "./folderSchemes.ts";
import { createRestartBudget, type RestartBudget } from "./restartBudget.ts";
import { showStatus } from "./status.ts";

export interface LanguageServer {
  readonly stop: () => Promise<void>;
  /** Asks a question of our own. */
  readonly ask: <R>(method: string, params: unknown) => Promise<R>;
  readonly apply: (edit: ProtocolEdit) => Promise<boolean>;
}

/** What is heard of a server. */
export interface ServerEvents {
  /** Every file has been judged in its present state. */
  readonly judged: () => void;
  readonly stopped: () => void;
  readonly status: (status: StatusParams) => void;
}

export async function startLanguageServer(
  module: string,
  log: LogOutputChannel,
  events: ServerEvents,
): Promise<LanguageServer> {
  const client = new LanguageClient("portolan", "Portolan", serverOptions(module), clientOptions(log));
  const status = showStatus();
  client.onNotification("portolan/judged", events.judged);
  client.onNotification("portolan/status", (params: StatusParams) => {
    status.show(params);
    events.status(params);
  });
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) events.stopped();
  });
  try {
    await client.start();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    offerRestart("The Portolan language server could not be started.");
  }
  const stop = async () => {
    status.dispose();
    // A client whose start failed refuses to stop; it holds nothing any more.
    await client.dispose().catch(() => undefined);
  };
  return {
    stop,
    ask: (method, params) => client.sendRequest(method, params),
    apply: async (edit) => workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit)),
  };
}

function serverOptions(module: string): ServerOptions {
  const server = { module, transport: TransportKind.ipc };
  return { run: server, debug: { ...server, options: { execArgv: ["--nolazy", "--inspect=6009"] } } };
}

function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  // It completes Kubernetes YAML from the cluster's own schemas; two lists of the same words help nobody.
  const completesFields = extensions.getExtension("redhat.vscode-yaml") === undefined;
  const initializationOptions: InitializationOptions = { clientCommands: true, completesFields };
  return {
    documentSelector: documentSelector(folderSchemes()),
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

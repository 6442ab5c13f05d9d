// The life of the language server as the editor sees it: started once, restarted by command at any time.
// The client library is read only when a server is wanted: it weighs more than all the rest of the extension.

import { commands, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { LanguageServer } from "./languageServer.ts";

export interface Session {
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function createSession(context: ExtensionContext, log: LogOutputChannel): Session {
  let server: Promise<LanguageServer> | undefined;
  const launch = async () => {
    const { startLanguageServer } = await import("./languageServer.ts");
    await commands.executeCommand("setContext", "portolan.active", true);
    return startLanguageServer(context.asAbsolutePath("dist/server.cjs"), log);
  };
  const start = async () => {
    server ??= launch();
    await server;
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
  return { start, restart, stop };
}

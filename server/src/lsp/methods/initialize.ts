import {
  type ClientCapabilities,
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { optionsOf } from "../abilities.ts";
import { serverCommands } from "./commands.ts";

export function initialize(params: InitializeParams, version: string): InitializeResult {
  const { capabilities, initializationOptions } = params;
  const hasOurCommands = optionsOf(initializationOptions).clientCommands === true;
  return {
    serverInfo: { name: "portolan", version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      codeLensProvider: { resolveProvider: false },
      // A value begins behind a blank, the next part of a path behind a slash.
      completionProvider: { triggerCharacters: [" ", "/"] },
      codeActionProvider: codeActionProvider(capabilities),
      // An editor registers these under their own names; ours has commands that show what others get as text.
      ...(hasOurCommands ? {} : { executeCommandProvider: { commands: [...serverCommands] } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

/** An editor that knows no literal code actions would take the details for a fault. */
function codeActionProvider({ textDocument }: ClientCapabilities) {
  if (textDocument?.codeAction?.codeActionLiteralSupport === undefined) return true;
  return {
    codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.portolan`],
    resolveProvider: true,
  };
}

/** The folders that are open at the start; an older editor names one. */
export function foldersAtStart({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

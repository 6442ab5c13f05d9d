/** What the editor at the other end can do, asked once and named for what we use it for. */
import { DiagnosticTag, type InitializeParams, MarkupKind } from "vscode-languageserver";
import type { InitializationOptions } from "./messages.ts";

export interface Abilities {
  /** It has our own client commands and opens our rule pages. */
  readonly clientCommands: boolean;
  /** It has nothing else that completes Kubernetes YAML. */
  readonly completesFields: boolean;
  readonly pullsConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  readonly showsProgress: boolean;
  readonly relatedInformation: boolean;
  readonly fadesUnnecessary: boolean;
  readonly linksCodes: boolean;
  readonly hoverFormat: MarkupKind;
  readonly refreshesLenses: boolean;
  readonly resolvesEdits: boolean;
  readonly versionedEdits: boolean;
  readonly confirmsEdits: boolean;
}

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { workspace, textDocument, window } = capabilities;
  const edit = workspace?.workspaceEdit;
  const diagnostics = textDocument?.publishDiagnostics;
  const options = optionsOf(initializationOptions);
  const clientCommands = options.clientCommands === true;
  return {
    clientCommands,
    completesFields: options.completesFields === true,
    pullsConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    showsProgress: window?.workDoneProgress === true,
    relatedInformation: diagnostics?.relatedInformation === true,
    fadesUnnecessary: diagnostics?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary) === true,
    linksCodes: clientCommands && diagnostics?.codeDescriptionSupport === true,
    // The first one that we know; without a word of the editor, what every editor can show.
    hoverFormat: textDocument?.hover?.contentFormat?.[0] ?? MarkupKind.PlainText,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    versionedEdits: edit?.documentChanges === true,
    confirmsEdits: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
  };
}

/** Any editor may send anything here. */
export function optionsOf(options: unknown): InitializationOptions {
  return typeof options === "object" && options !== null ? options : {};
}

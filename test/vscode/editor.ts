// What a person does and sees, through the editor's own commands.

import {
  type CodeAction,
  type CodeLens,
  commands,
  type Diagnostic,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { eventually } from "./eventually.ts";

export const extensionId = "portolan.portolan";

export function fileUri(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  return Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(path));
  await window.showTextDocument(document);
  return document;
}

/** The place of a text's nth occurrence, its first when not said. */
export function place(document: TextDocument, text: string, nth = 0): Range {
  let offset = -1;
  for (let i = 0; i <= nth; i += 1) offset = document.getText().indexOf(text, offset + 1);
  if (offset < 0) throw new Error(`"${text}" is not in ${document.uri.path}`);
  return new Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

function diagnosticCode({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export function diagnostics(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "portolan");
}

export function diagnosticAt(uri: Uri, code: string): Promise<Diagnostic> {
  return eventually(`${code} in ${uri.path}`, () =>
    diagnostics(uri).find((item) => diagnosticCode(item) === code),
  );
}

export function noDiagnostic(uri: Uri, code: string): Promise<true> {
  return eventually(`${code} to leave ${uri.path}`, () =>
    diagnostics(uri).some((item) => diagnosticCode(item) === code) ? undefined : true,
  );
}

export async function codeActions(uri: Uri, range: Range, kind: string): Promise<readonly CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind, 10);
}

export async function apply(action: CodeAction): Promise<void> {
  if (action.edit === undefined) throw new Error(`"${action.title}" came without an edit`);
  if (!(await workspace.applyEdit(action.edit))) throw new Error(`"${action.title}" was not applied`);
}

export async function hoverText(uri: Uri, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri, position);
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) =>
      content instanceof MarkdownString
        ? content.value
        : typeof content === "string"
          ? content
          : content.value,
    )
    .join("\n");
}

export async function lenses(uri: Uri): Promise<readonly CodeLens[]> {
  return commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 50);
}

export async function revertAll(): Promise<void> {
  await commands.executeCommand("workbench.action.files.revert");
  await commands.executeCommand("workbench.action.closeAllEditors");
}

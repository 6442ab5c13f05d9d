// All names of a Service as a document that can be read and copied from, and nothing else. Its address says which
// Service is meant; the language server is asked for the text each time that it may have changed.

import {
  commands,
  type Disposable,
  EventEmitter,
  Position,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { ClientCommands, NamesAnswer, NamesParams } from "../../server/src/lsp/messages.ts";
import type { Session } from "./session.ts";

export const namesScheme = "portolan-names";

/** What an address of a sheet holds besides its title: whom to ask about what. */
interface Asked {
  readonly uri: string;
  readonly resource: string;
}

export function showNames(session: Session): readonly Disposable[] {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (address) => {
      const { uri, resource } = askedBy(address);
      const answer = await ask(session, { textDocument: { uri }, at: resource });
      return answer?.text ?? "This Service is not there any more.\n";
    },
  };
  return [
    changed,
    workspace.registerTextDocumentContentProvider(namesScheme, provider),
    session.onJudged(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === namesScheme) changed.fire(uri);
    }),
    commands.registerCommand(
      "portolan.showNames",
      async (...place: ClientCommands["portolan.showNames"] | []) => {
        const [uri, at] = place.length > 0 ? place : atCursor();
        const answer = uri && at ? await ask(session, { textDocument: { uri }, at }) : null;
        if (uri === undefined || answer === null)
          await window.showInformationMessage("There is no Service here.");
        else await open(addressOf(answer, uri));
      },
    ),
  ];
}

/** The file and the place that the editor is at. */
export function atCursor(): ClientCommands["portolan.showNames"] | [] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const { line, character } = editor.selection.active;
  return [editor.document.uri.toString(), { line, character }];
}

async function ask(session: Session, params: NamesParams): Promise<NamesAnswer | null> {
  return session.ask<NamesAnswer | null>("portolan/names", params);
}

/** Beside the manifest, where both can be seen; a sheet that is open is shown, not opened twice. */
async function open(address: Uri): Promise<void> {
  const document = await workspace.openTextDocument(address);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
    preview: true,
    preserveFocus: true,
  });
  editor.revealRange(editor.document.lineAt(new Position(0, 0)).range);
}

function addressOf({ title, resource }: NamesAnswer, uri: string): Uri {
  const asked: Asked = { uri, resource };
  return Uri.from({
    scheme: namesScheme,
    path: `/DNS of ${title.replaceAll("/", "_")}`,
    query: JSON.stringify(asked),
  });
}

function askedBy({ query }: Uri): Asked {
  const asked: Partial<Asked> = JSON.parse(query);
  return { uri: asked.uri ?? "", resource: asked.resource ?? "" };
}

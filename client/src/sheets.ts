// What the language server answers as a document that can be read and copied from, and nothing else. Its address says what
// was asked; the server is asked for the text each time that it may have changed.

import {
  Disposable,
  EventEmitter,
  Position,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { Session } from "./session.ts";

/** What was asked, in words that are found again. */
export type Asked = Readonly<Record<string, string>>;

export interface SheetKind {
  readonly scheme: string;
  /** The text, or what stands there when it is gone. */
  text(asked: Asked): Promise<string>;
}

export interface Sheets extends Disposable {
  /** Beside the manifest, where both can be seen. */
  open(title: string, asked: Asked): Promise<void>;
}

export function createSheets(session: Session, { scheme, text }: SheetKind): Sheets {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ query }) => text(JSON.parse(query)),
  };
  const parts = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    session.onJudged(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    }),
  );
  return {
    dispose: () => parts.dispose(),
    open: (title, asked) => show(Uri.from({ scheme, path: pathOf(title), query: JSON.stringify(asked) })),
  };
}

/** A tab has no room for more, and an address no use. */
const LONGEST_TITLE = 120;

/** The language of sheets is known by this. */
function pathOf(title: string): string {
  return `/DNS of ${title.replaceAll("/", "_").slice(0, LONGEST_TITLE)}`;
}

/** A sheet that is open is shown, not opened twice. */
async function show(address: Uri): Promise<void> {
  const document = await workspace.openTextDocument(address);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
    preview: true,
    preserveFocus: true,
  });
  editor.revealRange(editor.document.lineAt(new Position(0, 0)).range);
}

import { commands, Disposable, type TextDocument, window, workspace } from "vscode";

/** How long a text rests before it is looked at again, in milliseconds. */
const REST = 500;

/** Keeps the context `portolan.kubernetesEditor` true while the editor shows a manifest: for buttons that stand there only. */
export function tellKubernetesEditor(isKubernetes: (document: TextDocument) => boolean): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    const document = window.activeTextEditor?.document;
    const value = document !== undefined && isKubernetes(document);
    commands.executeCommand("setContext", "portolan.kubernetesEditor", value);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== window.activeTextEditor?.document) return;
      clearTimeout(timer);
      timer = setTimeout(tell, REST);
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}

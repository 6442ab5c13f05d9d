/** Where a person writes: the cursor of the editor in manifests, said once it rests. */
import { Disposable, languages, type TextEditor, window } from "vscode";
import { documentSelector } from "../documentSelector.ts";
import { folderSchemes } from "../folderSchemes.ts";
import type { Place } from "./link.ts";

/** In milliseconds. */
const REST = 120;

export function placeOfCursor(editor: TextEditor | undefined = window.activeTextEditor): Place | undefined {
  if (editor === undefined || languages.match(documentSelector(folderSchemes()), editor.document) === 0)
    return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

export function onCursor(tell: (place: Place) => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = (editor: TextEditor | undefined) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const place = placeOfCursor(editor);
      if (place) tell(place);
    }, REST);
  };
  return Disposable.from(
    window.onDidChangeActiveTextEditor(look),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) look(textEditor);
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}

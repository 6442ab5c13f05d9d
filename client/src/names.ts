// All names of a Service as a sheet.

import { commands, Disposable, window } from "vscode";
import type { ClientCommands, NamesAnswer, NamesParams } from "../../server/src/lsp/messages.ts";
import type { Session } from "./session.ts";
import { createSheets } from "./sheets.ts";

export function showNames(session: Session): Disposable {
  const ask = (params: NamesParams) => session.ask<NamesAnswer | null>("portolan/names", params);
  const sheets = createSheets(session, {
    scheme: "portolan-names",
    text: async ({ uri = "", resource = "" }) => {
      const answer = await ask({ textDocument: { uri }, at: resource });
      return answer?.text ?? "This Service is not there any more.\n";
    },
  });
  return Disposable.from(
    sheets,
    commands.registerCommand(
      "portolan.showNames",
      async (...place: ClientCommands["portolan.showNames"] | []) => {
        const [uri, at] = place.length > 0 ? place : atCursor();
        const answer = uri && at ? await ask({ textDocument: { uri }, at }) : null;
        if (uri === undefined || answer === null)
          await window.showInformationMessage("There is no Service here.");
        else await sheets.open(answer.title, { uri, resource: answer.resource });
      },
    ),
  );
}

/** The file and the place that the editor is at. */
export function atCursor(): ClientCommands["portolan.showNames"] | [] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const { line, character } = editor.selection.active;
  return [editor.document.uri.toString(), { line, character }];
}

import { commands, type Disposable, Position, Selection, Uri, window, workspace } from "vscode";
import type { ClientCommands, ExposeAnswer } from "../../../server/src/lsp/messages.ts";
import { atCursor } from "../names.ts";
import type { Session } from "../session.ts";

/** Writes a Service for the workload of a lens, or under the cursor, and goes there. */
export function exposeWorkload(session: Session): Disposable {
  return commands.registerCommand(
    "portolan.exposeWorkload",
    async (...place: ClientCommands["portolan.exposeWorkload"] | []) => {
      const [uri, position] = place.length > 0 ? place : atCursor();
      const answer =
        uri && position
          ? await session.ask<ExposeAnswer | null>("portolan/expose", { textDocument: { uri }, position })
          : null;
      if (uri === undefined || answer === null)
        await window.showInformationMessage(
          "There is no workload here that a Service could be made for: it needs known labels and declared ports.",
        );
      else if (await session.apply(answer.edit)) await goTo(Uri.parse(uri), answer);
    },
  );
}

/** To the first line that was written. */
async function goTo(uri: Uri, { edit }: ExposeAnswer): Promise<void> {
  const [change] = edit.documentChanges ?? [];
  const edits = change && "edits" in change ? change.edits : Object.values(edit.changes ?? {}).flat();
  const [first] = edits;
  if (first === undefined || !("range" in first)) return;
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  const start = new Position(first.range.start.line + 1, 0);
  editor.selection = new Selection(start, start);
  editor.revealRange(editor.selection);
}

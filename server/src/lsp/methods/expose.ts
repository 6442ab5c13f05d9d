import type { Position } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import type { ExposeAnswer } from "../messages.ts";
import { type EditOptions, workspaceEdit } from "../workspaceEdits.ts";

export function expose(
  analysis: Analysis,
  file: FileId,
  position: Position,
  options: EditOptions,
): ExposeAnswer | null {
  const action = analysis.expose(file, position);
  return action
    ? { title: action.title, edit: workspaceEdit(action.edits, file, action.title, options) }
    : null;
}

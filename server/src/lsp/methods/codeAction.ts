/** Code actions: quick fixes for what lies in the range, and all safe fixes of the file. Edits come on resolve. */
import type { CodeAction, CodeActionParams, Diagnostic, Range } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { CodeAction as CoreAction, FileId } from "../../core/answers.ts";
import { SOURCE } from "../publishing/toProtocol.ts";
import { type EditOptions, workspaceEdit } from "../workspaceEdits.ts";

export interface ActionOptions extends EditOptions {
  /** Whether the editor asks for the edit of the action that was chosen. */
  readonly resolves: boolean;
}

/** What an action carries until it is resolved. */
export interface ActionData {
  readonly uri: string;
  readonly version: number | undefined;
  readonly range: Range;
  readonly title: string;
  readonly kind: string;
}

export function codeActions(
  analysis: Analysis,
  file: FileId,
  { textDocument: { uri }, range, context }: CodeActionParams,
  options: ActionOptions,
): CodeAction[] {
  const wanted = analysis.codeActions(file, range).filter(({ kind }) => isWanted(kind, context.only));
  return wanted.map((action) => {
    const { title, kind } = action;
    const data: ActionData = { uri, version: options.versionOf(uri), range, title, kind };
    const later = options.resolves ? { data } : { edit: workspaceEdit(action.edits, file, title, options) };
    const diagnostics = answered(action, context.diagnostics);
    return {
      title,
      kind,
      ...(diagnostics.length > 0 ? { diagnostics } : {}),
      ...(action.preferred ? { isPreferred: true } : {}),
      ...later,
    };
  });
}

/** The action asked for again, with its edit; its document may have moved on since it was offered. */
export function resolveAction(
  analysis: Analysis,
  action: CodeAction,
  fileOf: (uri: string) => FileId | undefined,
  options: EditOptions,
): CodeAction {
  const { data } = action;
  if (!isActionData(data)) return action;
  const file = fileOf(data.uri);
  const isCurrent = file !== undefined && options.versionOf(data.uri) === data.version;
  const same = isCurrent
    ? analysis
        .codeActions(file, data.range)
        .find(({ title, kind }) => title === data.title && kind === data.kind)
    : undefined;
  if (file === undefined || !same)
    throw new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
  return { ...action, edit: workspaceEdit(same.edits, file, same.title, options) };
}

/** A kind asked for stands for all that lie below it: `source` for `source.fixAll.portolan`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (!only) return true;
  return only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function answered({ answers }: CoreAction, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === SOURCE &&
      answers.some(({ code, range }) => code === diagnostic.code && isSame(range, diagnostic.range)),
  );
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

export function isActionData(data: unknown): data is ActionData {
  return typeof data === "object" && data !== null && "uri" in data && "range" in data && "title" in data;
}

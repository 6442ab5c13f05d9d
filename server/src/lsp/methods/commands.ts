/**
 * Commands of the server, for editors without commands of ours: each takes a document and a position, as any question of the
 * protocol does, and answers with plain text, or with nothing.
 */
import type { ExecuteCommandParams, Position, TextDocumentPositionParams } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import { resolveAt } from "./resolve.ts";

type Run = (analysis: Analysis, file: FileId, position: Position) => string | null;

const COMMANDS: Readonly<Record<string, Run>> = {
  /** All names of the Service there. */
  "portolan.names": (analysis, file, position) => analysis.names(file, position)?.text ?? null,
  /** How the name there is resolved by the pods that read it. */
  "portolan.resolve": resolveAt,
};

export const serverCommands: readonly string[] = Object.keys(COMMANDS);

export function runCommand(
  analysis: Analysis,
  command: string,
  file: FileId,
  position: Position,
): string | null {
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  return run?.(analysis, file, position) ?? null;
}

/** Any editor may send anything. */
export function placeOf({ arguments: args }: ExecuteCommandParams): TextDocumentPositionParams | undefined {
  const [place]: readonly unknown[] = args ?? [];
  return isPlace(place) ? place : undefined;
}

function isPlace(place: unknown): place is TextDocumentPositionParams {
  if (!isObject(place) || !("textDocument" in place) || !("position" in place)) return false;
  const { textDocument, position } = place;
  const isDocument = isObject(textDocument) && "uri" in textDocument && typeof textDocument.uri === "string";
  return isDocument && isPosition(position);
}

function isPosition(position: unknown): boolean {
  if (!isObject(position) || !("line" in position) || !("character" in position)) return false;
  return Number.isInteger(position.line) && Number.isInteger(position.character);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

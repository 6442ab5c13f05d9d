/** How pods resolve a name: what our own clients ask, and a command for editors that have none of ours. */
import type { CodeAction, CodeActionParams, Position } from "vscode-languageserver";
import { type Analysis, printResolution } from "../../core/analysis.ts";
import type { FileId, NameResolution } from "../../core/answers.ts";
import type {
  AskersAnswer,
  AskersParams,
  ClientCommands,
  ResolveAnswer,
  ResolveParams,
} from "../messages.ts";

/** Half of a common screen: it stands beside the manifest. */
const WIDTH = 72;

export function askers(
  analysis: Analysis,
  { position }: AskersParams,
  file: FileId | undefined,
): AskersAnswer {
  const at = file !== undefined && position !== undefined ? { file, position } : undefined;
  const { name, workloads } = analysis.askers(at);
  return { name: name ?? null, workloads };
}

export function resolve(analysis: Analysis, { name, from, unit }: ResolveParams): ResolveAnswer | null {
  const found = analysis.resolve({ name, from, unit });
  return found ? { title: titleOf(found), text: textOf(found) } : null;
}

/** The name at a place in a value, for an editor that shows texts as they come; null where there is none. */
export function resolveAt(analysis: Analysis, file: FileId, position: Position): string | null {
  const asked = analysis.resolvable(file, position);
  return (asked && resolve(analysis, asked)?.text) ?? null;
}

/** Offered where the cursor is in a name; nothing is changed by it, so it is of no kind that an editor asks for. */
export function showAction(
  analysis: Analysis,
  file: FileId,
  { range, context: { only } }: CodeActionParams,
): CodeAction[] {
  const asked = only === undefined || only.includes("") ? analysis.resolvable(file, range.start) : undefined;
  if (!asked) return [];
  const { title, name, from, unit } = asked;
  const args: ClientCommands[typeof COMMAND] = [{ name, from, unit }];
  return [{ title, command: { title, command: COMMAND, arguments: [...args] } }];
}

const COMMAND = "portolan.resolveName";

function titleOf({ name, from }: NameResolution): string {
  return `${name} from ${from.kind} ${from.name}`;
}

function textOf(found: NameResolution): string {
  const lines = printResolution(found, { width: WIDTH });
  return `${lines.map((line) => line.map(({ text }) => text).join("")).join("\n")}\n`;
}

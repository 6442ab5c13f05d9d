import type { CodeLens, Command } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId, Lens } from "../../core/answers.ts";
import type { ClientCommands } from "../messages.ts";

export interface LensOptions {
  readonly uriOf: (file: FileId) => string;
  /** Whether the editor has our commands; without them a lens is a plain title. */
  readonly clientCommands: boolean;
}

export function codeLens(analysis: Analysis, file: FileId, options: LensOptions): CodeLens[] {
  return analysis.lenses(file).map((lens) => {
    const command = options.clientCommands ? commandOf(lens, options.uriOf(file), options) : undefined;
    return { range: lens.range, command: command ?? { title: lens.plainTitle ?? lens.title, command: "" } };
  });
}

function commandOf({ range, title, targets, action }: Lens, uri: string, options: LensOptions) {
  const { start } = range;
  if (action !== undefined) return clientCommand(title, ACTIONS[action], [uri, start]);
  const places = targets.map((target) => ({ uri: options.uriOf(target.file), range: target.range }));
  return places.length > 0 ? clientCommand(title, "portolan.peekPods", [uri, start, places]) : undefined;
}

const ACTIONS = {
  chart: "portolan.openChart",
  names: "portolan.showNames",
  expose: "portolan.exposeWorkload",
} as const;

function clientCommand<C extends keyof ClientCommands>(
  title: string,
  command: C,
  args: ClientCommands[C],
): Command {
  return { title, command, arguments: [...args] };
}

import type { CodeLens, Command } from "vscode-languageserver";
import type { Analysis } from "../../core/analysis.ts";
import type { FileId } from "../../core/answers.ts";
import type { ClientCommands } from "../messages.ts";

export interface LensOptions {
  readonly uriOf: (file: FileId) => string;
  /** Whether the editor has our commands; without them a lens is a plain title. */
  readonly clientCommands: boolean;
}

export function codeLens(analysis: Analysis, file: FileId, options: LensOptions): CodeLens[] {
  return analysis.lenses(file).map(({ range, title, targets }) => {
    const places = targets.map((target) => ({ uri: options.uriOf(target.file), range: target.range }));
    const peek: ClientCommands["portolan.peekPods"] = [options.uriOf(file), range.start, places];
    const command: Command =
      options.clientCommands && places.length > 0
        ? { title, command: "portolan.peekPods", arguments: [...peek] }
        : { title, command: "" };
    return { range, command };
  });
}

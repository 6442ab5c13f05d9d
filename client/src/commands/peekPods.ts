import { commands, type Disposable, Location, Position, Range, Uri } from "vscode";
import type * as lsp from "vscode-languageclient/node";
import type { ClientCommands } from "../../../server/src/lsp/messages.ts";

/** What a lens runs when it is clicked; its arguments arrive as the protocol writes them. */
export function peekPods(): Disposable {
  return commands.registerCommand("portolan.peekPods", (...args: ClientCommands["portolan.peekPods"]) => {
    const [uri, position, places] = args;
    const [at, to] = [Uri.parse(uri), toPosition(position)];
    return commands.executeCommand("editor.action.peekLocations", at, to, places.map(toLocation), "peek");
  });
}

function toPosition({ line, character }: lsp.Position): Position {
  return new Position(line, character);
}

function toLocation({ uri, range }: lsp.Location): Location {
  return new Location(Uri.parse(uri), new Range(toPosition(range.start), toPosition(range.end)));
}

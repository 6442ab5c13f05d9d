import { commands, type Disposable, Location, Position, Range, Uri } from "vscode";
import type * as lsp from "vscode-languageclient/node";

/** What a lens runs when it is clicked; its arguments arrive as the protocol writes them. */
export function peekPods(): Disposable {
  return commands.registerCommand(
    "portolan.peekPods",
    (uri: string, position: lsp.Position, locations: readonly lsp.Location[]) =>
      commands.executeCommand(
        "editor.action.peekLocations",
        Uri.parse(uri),
        toPosition(position),
        locations.map(toLocation),
        "peek",
      ),
  );
}

function toPosition({ line, character }: lsp.Position): Position {
  return new Position(line, character);
}

function toLocation({ uri, range }: lsp.Location): Location {
  return new Location(Uri.parse(uri), new Range(toPosition(range.start), toPosition(range.end)));
}

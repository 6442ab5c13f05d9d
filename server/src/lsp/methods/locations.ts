import type { Location } from "vscode-languageserver";
import type { FileId, Location as Found } from "../../core/answers.ts";

/** For definitions and references. */
export function locations(found: readonly Found[], uriOf: (file: FileId) => string): Location[] {
  return found.map(({ file, range }) => ({ uri: uriOf(file), range }));
}

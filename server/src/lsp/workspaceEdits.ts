/** Edits of core as the protocol writes them, in the richest form that the editor understands. */
import type { WorkspaceEdit } from "vscode-languageserver";
import type { EditInFile, FileId } from "../core/answers.ts";

export interface EditOptions {
  readonly uriOf: (file: FileId) => string;
  readonly versionOf: (uri: string) => number | undefined;
  readonly versioned: boolean;
  /** Whether the editor can ask before it changes a file that is not the one in view. */
  readonly confirms: boolean;
}

const ELSEWHERE = "elsewhere";

/** `title` stands over the edits of other files than `from` when the editor asks about them. */
export function workspaceEdit(
  edits: readonly EditInFile[],
  from: FileId,
  title: string,
  options: EditOptions,
): WorkspaceEdit {
  const inUris = edits.map(({ file, edits: changes }) => ({
    uri: options.uriOf(file),
    isElsewhere: file !== from,
    changes: changes.map(({ range, text }) => ({ range, newText: text })),
  }));
  if (!options.versioned)
    return { changes: Object.fromEntries(inUris.map(({ uri, changes }) => [uri, changes])) };
  const asks = options.confirms && inUris.some(({ isElsewhere }) => isElsewhere);
  const documentChanges = inUris.map(({ uri, isElsewhere, changes }) => ({
    textDocument: { uri, version: options.versionOf(uri) ?? null },
    edits: changes.map((change) => (asks && isElsewhere ? { ...change, annotationId: ELSEWHERE } : change)),
  }));
  if (!asks) return { documentChanges };
  const description = "Changes another file";
  return {
    documentChanges,
    changeAnnotations: { [ELSEWHERE]: { label: title, description, needsConfirmation: true } },
  };
}

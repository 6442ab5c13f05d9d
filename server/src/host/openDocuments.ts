/** The documents that an editor holds, and the file that each of them stands for. */
import type { FileId } from "../core/value/file.ts";
import { normalUri, uriOf } from "./uris.ts";

export interface OpenDocument {
  /** As the editor spells it. */
  readonly uri: string;
  readonly text: string;
  /** Undefined while nothing is known of its folder, and for a document that is none of ours. */
  readonly file: FileId | undefined;
}

export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
  put(document: OpenDocument): void;
  remove(uri: string): void;
  all(): readonly OpenDocument[];
  holds(file: FileId): boolean;
  /** A file's address as the editor spells it, where it has it open. */
  uriOf(file: FileId): string;
}

export function createOpenDocuments(): OpenDocuments {
  const byUri = new Map<string, OpenDocument>();
  const byFile = new Map<FileId, OpenDocument>();

  function remove(uri: string): void {
    const document = byUri.get(normalUri(uri));
    if (!document) return;
    byUri.delete(normalUri(uri));
    if (document.file !== undefined) byFile.delete(document.file);
  }

  return {
    get: (uri) => byUri.get(normalUri(uri)),
    put(document) {
      remove(document.uri);
      byUri.set(normalUri(document.uri), document);
      if (document.file !== undefined) byFile.set(document.file, document);
    },
    remove,
    all: () => [...byUri.values()],
    holds: (file) => byFile.has(file),
    uriOf: (file) => byFile.get(file)?.uri ?? uriOf(file),
  };
}

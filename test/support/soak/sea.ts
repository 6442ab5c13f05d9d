/** What an editor has before it: files on disk, documents that are open, and what was typed into each since it was opened. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Client } from "./client.ts";

export const FOLDER = "file:///sea";

/** Texts that a document had since it was opened, with their versions. */
export type History = readonly { readonly version: number; readonly text: string }[];

export interface Sea {
  readonly disk: Map<string, string>;
  readonly open: Map<string, OpenDocument>;
}

export interface OpenDocument {
  readonly document: TextDocument;
  readonly history: History;
  /** What was on disk when it was opened; undefined when nothing was. */
  readonly below: string | undefined;
}

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

export function uriOf(path: string): string {
  return path.startsWith("untitled:") ? path : `${FOLDER}/${path}`;
}

function openPath(sea: Sea, path: string, text: string): Open {
  const document = TextDocument.create(uriOf(path), "yaml", 1, text);
  sea.open.set(path, { document, history: [{ version: 1, text }], below: sea.disk.get(path) });
  return { textDocument: { uri: uriOf(path), languageId: "yaml", version: 1, text } };
}

interface Open {
  readonly textDocument: {
    readonly uri: string;
    readonly languageId: string;
    readonly version: number;
    readonly text: string;
  };
}

/** The change that turns an open document into a text: what differs, or the whole. */
export function changeTo(sea: Sea, path: string, text: string, way: "part" | "whole"): object | undefined {
  return changeThrough(sea, path, [text], way);
}

/** One message that takes an open document through several texts to the last, as several cursors at a time do. */
export function changeThrough(
  sea: Sea,
  path: string,
  texts: readonly string[],
  way: "part" | "whole",
): object | undefined {
  const before = sea.open.get(path);
  if (!before) return undefined;
  const version = before.document.version + 1;
  let { document } = before;
  const contentChanges = texts.map((text) => {
    const change = way === "whole" ? { text } : difference(document, text);
    document = TextDocument.update(document, [change], version);
    return change;
  });
  const history = [...before.history, { version, text: document.getText() }];
  sea.open.set(path, { ...before, document, history });
  return { textDocument: { uri: uriOf(path), version }, contentChanges };
}

function difference(document: TextDocument, text: string) {
  const before = document.getText();
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === text.at(-1 - same)) same += 1;
  const range = {
    start: document.positionAt(start),
    end: document.positionAt(before.length - same),
  };
  return { range, text: text.slice(start, text.length - same) };
}

export async function write(client: Client, sea: Sea, path: string, text: string): Promise<void> {
  const type = sea.disk.has(path) ? CHANGED : CREATED;
  sea.disk.set(path, text);
  await tellOfFile(client, path, type);
}

export async function remove(client: Client, sea: Sea, path: string): Promise<void> {
  sea.disk.delete(path);
  await tellOfFile(client, path, DELETED);
}

function tellOfFile(client: Client, path: string, type: number): Promise<void> {
  return client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(path), type }] });
}

export async function close(client: Client, sea: Sea, path: string): Promise<void> {
  sea.open.delete(path);
  await client.tell("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
}

/**
 * Opens a document, with what is on disk or with what was typed before the editor was closed, and waits until it has its
 * place: what is typed before that is seen as its last state only.
 */
export async function open(
  client: Client,
  sea: Sea,
  path: string,
  text = sea.disk.get(path) ?? "",
): Promise<void> {
  await client.tell("textDocument/didOpen", openPath(sea, path, text));
  await client.ask("textDocument/hover", {
    textDocument: { uri: uriOf(path) },
    position: { line: 0, character: 0 },
  });
}

/**
 * Disk and open editors become the inputs of the analysis. A folder enters it whole, once all its files are read, so that no
 * answer is ever given on half a folder; the text of an open document wins over the disk; a document that lies in no folder
 * is a world of its own. Nothing here asks the analysis a question.
 */
import { type FileId, fileId, pathOf, rootOf } from "../core/value/file.ts";
import { attachAll } from "./attachments.ts";
import { type FileChange, wantAfter } from "./changes.ts";
import { contentsAfter, isKnown, nothing, pathsOf } from "./contents.ts";
import type { Disk } from "./disk.ts";
import { type Folder, homeOf, innerFolders, placeOf } from "./folders.ts";
import type { Inputs } from "./inputs.ts";
import { type Loaded, unreadOf } from "./loading.ts";
import { isKustomization } from "./names.ts";
import { createOpenDocuments, type OpenDocument, type OpenDocuments } from "./openDocuments.ts";
import { reasonOf } from "./reasons.ts";
import { scanFolder } from "./scan.ts";
import { createScanQueue, listAgain, readAgain, type ScanQueue, type Want } from "./scanQueue.ts";
import { folderHolding, folderRoot, isAddress, isLone, pathBelow } from "./uris.ts";
import { createWorlds, type Worlds } from "./worlds.ts";

export interface Workspace {
  setFolders(folders: readonly WorkspaceFolder[]): void;
  /** A document was opened, or its text has changed. */
  edit(uri: string, text: string): void;
  close(uri: string): void;
  changed(changes: readonly FileChange[]): Promise<void>;
  /** The file that an open document stands for. */
  fileOf(uri: string): FileId | undefined;
  uriOf(file: FileId): string;
  isOpen(file: FileId): boolean;
  /** Resolves when all that was asked for is read. */
  settled(): Promise<void>;
}

export interface WorkspaceFolder {
  readonly uri: string;
  /** Globs of `files.exclude`. */
  readonly excludes: readonly string[];
}

export interface WorkspaceEvents {
  /** The inputs have changed, by typing or by anything else. */
  changed(cause: "edit" | "disk"): void;
  /** A folder is read for the first time: how many of its files so far. */
  reading(files: number): void;
  leftOut(uri: string, reason: string): void;
  failed(uri: string, error: unknown): void;
}

interface State {
  readonly inputs: Inputs;
  readonly disk: Disk;
  readonly events: WorkspaceEvents;
  readonly documents: OpenDocuments;
  readonly folders: Map<string, Folder>;
  readonly worlds: Worlds;
  readonly queue: ScanQueue;
  /** Closed in the editor, and let go of once the disk was looked at: what was saved last is there. */
  readonly closing: Set<FileId>;
  /** Files that kustomizations of a folder name, there or not; by folder. */
  readonly attached: Map<string, ReadonlySet<FileId>>;
}

export function createWorkspace(inputs: Inputs, disk: Disk, events: WorkspaceEvents): Workspace {
  const state: State = {
    inputs,
    disk,
    events,
    documents: createOpenDocuments(),
    folders: new Map(),
    worlds: createWorlds(inputs),
    queue: createScanQueue(
      (root, want, signal) => scan(state, root, want, signal),
      (root, error) => fail(state, root, error),
    ),
    closing: new Set(),
    attached: new Map(),
  };
  return {
    setFolders: (folders) => setFolders(state, folders),
    edit: (uri, text) => isAddress(uri) && edit(state, uri, text),
    close: (uri) => isAddress(uri) && close(state, uri),
    changed: (changes) =>
      changed(
        state,
        changes.filter(({ uri }) => isAddress(uri)),
      ),
    fileOf: (uri) => (isAddress(uri) ? state.documents.get(uri)?.file : undefined),
    uriOf: state.documents.uriOf,
    isOpen: state.documents.holds,
    settled: state.queue.settled,
  };
}

function setFolders(state: State, wanted: readonly WorkspaceFolder[]): void {
  const { folders, queue } = state;
  const before = new Map(folders);
  folders.clear();
  for (const { uri, excludes } of wanted) {
    if (!isAddress(uri)) continue;
    const root = folderRoot(uri);
    folders.set(root, { excludes, contents: before.get(root)?.contents });
    queue.request(root, listAgain);
  }
  for (const root of before.keys()) {
    if (folders.has(root)) continue;
    queue.forget(root);
    finishClosing(state, root);
  }
  placeAll(state);
  state.worlds.setFolders([...folders.keys()]);
  state.events.changed("disk");
}

async function scan(
  state: State,
  root: string,
  want: Want,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const folder = state.folders.get(root);
  if (!folder) return async () => undefined;
  const { excludes, contents } = folder;
  const also = openIn(state, root);
  const inner = innerFolders(state.folders, root);
  const onProgress = (files: number) => contents ?? state.events.reading(files);
  const options = { contents, want, excludes, inner, also, signal, onProgress };
  const loaded = await scanFolder(state.disk, root, options);
  return async () => {
    const now = state.folders.get(root);
    if (!now || signal.aborted) return;
    state.folders.set(root, { ...now, contents: contentsAfter(contents ?? nothing, loaded) });
    enter(state, root, loaded);
    await attach(state, root);
    state.events.changed("disk");
  };
}

/** Whatever was read of a folder may name further files. */
async function attach({ inputs, disk, attached }: State, root: string): Promise<void> {
  attached.set(root, await attachAll(inputs, disk, root, attached.get(root) ?? new Set()));
}

/** A kustomization that is being typed may name files that nobody has read. */
function attachLater({ inputs, attached, queue, folders }: State, file: FileId): void {
  const root = rootOf(file);
  if (!folders.has(root) || !isKustomization(pathOf(file))) return;
  const known = attached.get(root);
  const isNew = inputs.attachments(root).some((each) => !known?.has(each));
  if (isNew) queue.request(root, readAgain);
}

function openIn({ documents, folders }: State, root: string): readonly string[] {
  return documents.all().flatMap(({ uri }) => {
    const home = homeOf(folders, uri);
    return home?.root === root ? [home.path] : [];
  });
}

function enter(state: State, root: string, loaded: Loaded): void {
  const { inputs, documents, events } = state;
  const paths = pathsOf(state.folders.get(root)?.contents ?? nothing);
  inputs.setFiles(
    root,
    paths.map((path) => fileId(root, path)),
  );
  for (const [path, reading] of loaded.readings) {
    const file = fileId(root, path);
    if (reading.kind === "text" && !documents.holds(file)) inputs.setText(file, reading.text);
  }
  for (const { path, reason } of unreadOf(loaded)) {
    const file = fileId(root, path);
    if (documents.holds(file)) continue;
    inputs.setUnreadable(file, reason);
    events.leftOut(documents.uriOf(file), reason);
  }
  finishClosing(state, root);
  placeAll(state);
}

function finishClosing({ inputs, documents, closing }: State, root: string): void {
  for (const file of closing) {
    if (rootOf(file) !== root) continue;
    closing.delete(file);
    if (!documents.holds(file)) inputs.closeText(file);
  }
}

/** A folder whose first reading fails is taken as it is: what is open in it is seen, and it can prove no absence. */
function fail(state: State, root: string, error: unknown): void {
  state.events.failed(root, error);
  finishClosing(state, root);
  const folder = state.folders.get(root);
  if (!folder) return;
  if (folder.contents) {
    placeAll(state);
    return;
  }
  const unreadable = [{ path: "", reason: reasonOf(error) }];
  const listing = { files: [], admitted: openIn(state, root), refused: [], unreadable };
  const loaded = { listing, readings: new Map() };
  state.folders.set(root, { ...folder, contents: contentsAfter(nothing, loaded) });
  enter(state, root, loaded);
  state.events.changed("disk");
}

function placeAll(state: State): void {
  for (const document of state.documents.all()) place(state, document);
}

/**
 * Gives a document to the file that it stands for by now. A file that is about to be read is waited for: what breaks in the
 * editor keeps the facts of the text on disk, not of one that was there before it.
 */
function place(state: State, document: OpenDocument): void {
  const found = placeOf(state.folders, document.uri);
  if (found.kind === "unknown") state.queue.request(found.root, listAgain);
  const file = found.kind === "file" ? found.file : undefined;
  if (file === document.file) return;
  if (file !== undefined && state.queue.awaits(rootOf(file), pathOf(file))) return;
  if (document.file !== undefined) letGo(state, document.file);
  state.documents.put({ ...document, file });
  if (file === undefined) return;
  if (isLone(file)) state.worlds.addLone(file);
  state.closing.delete(file);
  state.inputs.editText(file, document.text);
  attachLater(state, file);
}

function letGo(state: State, file: FileId): void {
  state.inputs.closeText(file);
  if (isLone(file)) state.worlds.removeLone(file);
}

function edit(state: State, uri: string, text: string): void {
  const { documents, inputs, events } = state;
  const before = documents.get(uri);
  const document = { uri, text, file: before?.file };
  documents.put(document);
  if (document.file !== undefined) {
    inputs.editText(document.file, text);
    attachLater(state, document.file);
    events.changed("edit");
    return;
  }
  // A document that was refused once stays so until its folder is listed anew.
  if (!before) place(state, document);
  if (documents.get(uri)?.file !== undefined) events.changed("disk");
}

function close(state: State, uri: string): void {
  const file = state.documents.get(uri)?.file;
  state.documents.remove(uri);
  if (file === undefined) return;
  if (isLone(file)) letGo(state, file);
  else {
    state.closing.add(file);
    const contents = state.folders.get(rootOf(file))?.contents ?? nothing;
    const path = pathOf(file);
    state.queue.request(rootOf(file), { relist: !isKnown(contents, path), touched: new Set([path]) });
  }
  state.events.changed("disk");
}

async function changed(state: State, changes: readonly FileChange[]): Promise<void> {
  for (const change of changes) {
    const root = folderHolding(state.folders.keys(), change.uri);
    const path = root === undefined ? undefined : pathBelow(root, change.uri);
    if (root === undefined || path === undefined) continue;
    const contents = state.folders.get(root)?.contents;
    const isAttached = state.attached.get(root)?.has(fileId(root, path));
    if (isAttached) state.queue.request(root, readAgain);
    // What a kustomization names, and was not there, may be a manifest.
    const want = await wantAfter(change, path, contents, state.disk);
    if (want) state.queue.request(root, want);
  }
}

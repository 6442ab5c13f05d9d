import assert from "node:assert/strict";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type FileId, fileId, pathOf } from "../../server/src/core/value/file.ts";
import type { FileChange } from "../../server/src/host/changes.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import { folderRoot, uriOfPath } from "../../server/src/host/uris.ts";
import { createWorkspace, type Workspace } from "../../server/src/host/workspace.ts";
import { makeFolder, writeFiles } from "../support/folder.ts";

/** What the analysis would know, as the texts that count. */
interface Known {
  roots: readonly string[];
  readonly files: Map<string, readonly FileId[]>;
  readonly texts: Map<FileId, string>;
  /** Files of which last good facts are kept. */
  readonly open: Set<FileId>;
  readonly unreadable: Map<FileId, string>;
  /** What was said of texts, in order: `disk PATH TEXT`, `typed PATH TEXT`, `let go PATH`. */
  readonly said: string[];
}

interface Bench {
  readonly workspace: Workspace;
  readonly known: Known;
  readonly folder: string;
  /** The text of each listed file, by path. */
  texts(): Promise<Readonly<Record<string, string | undefined>>>;
  uri(path: string): string;
  tell(kind: FileChange["kind"], ...paths: readonly string[]): Promise<void>;
}

async function bench(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): Promise<Bench> {
  const folder = await makeFolder(t, files);
  const known: Known = {
    roots: [],
    files: new Map(),
    texts: new Map(),
    open: new Set(),
    unreadable: new Map(),
    said: [],
  };
  const ignore = () => undefined;
  const workspace = createWorkspace(
    {
      setRoots: (roots) => {
        for (const root of known.roots) if (!roots.includes(root)) known.files.delete(root);
        known.roots = roots;
      },
      setFiles: (root, list) => known.files.set(root, list),
      setText: (file, text) => {
        known.said.push(`disk ${pathOf(file)} ${text}`);
        known.texts.set(file, text);
      },
      setUnreadable: (file, reason) => known.unreadable.set(file, reason),
      editText: (file, text) => {
        known.said.push(`typed ${pathOf(file)} ${text}`);
        known.open.add(file);
        known.texts.set(file, text);
      },
      closeText: (file) => {
        known.said.push(`let go ${pathOf(file)}`);
        known.open.delete(file);
      },
      attachments: () => [],
      setAttachment: ignore,
    },
    nodeDisk(),
    { changed: ignore, reading: ignore, leftOut: ignore, failed: (_, error) => assert.fail(String(error)) },
  );
  const uri = (path: string) => uriOfPath(join(folder, path));
  workspace.setFolders([{ uri: uriOfPath(folder), excludes: [] }]);
  await workspace.settled();
  return {
    workspace,
    known,
    folder,
    uri,
    async texts() {
      await workspace.settled();
      const listed = known.roots.flatMap((root) => known.files.get(root) ?? []);
      return Object.fromEntries(listed.map((file) => [pathOf(file), known.texts.get(file)]));
    },
    tell: (kind, ...paths) => workspace.changed(paths.map((path) => ({ uri: uri(path), kind }))),
  };
}

test("a folder's files are read", async (t) => {
  const { texts } = await bench(t, { "a.yaml": "A", "b/c.json": "C", "bin.yaml": Buffer.from([0]) });
  assert.deepEqual(await texts(), { "a.yaml": "A", "b/c.json": "C" });
});

test("an open document wins over the disk until it is closed; what was saved last counts then", async (t) => {
  const { workspace, known, texts, uri, folder, tell } = await bench(t, { "a.yaml": "A" });
  workspace.edit(uri("a.yaml"), "A open");
  await writeFiles(folder, { "a.yaml": "A saved" });
  await tell("changed", "a.yaml");
  assert.deepEqual(await texts(), { "a.yaml": "A open" });
  workspace.edit(uri("a.yaml"), "A open again");
  assert.deepEqual(await texts(), { "a.yaml": "A open again" });
  await writeFiles(folder, { "a.yaml": "A saved again" });
  workspace.close(uri("a.yaml"));
  assert.deepEqual(await texts(), { "a.yaml": "A saved again" });
  assert.equal(known.open.size, 0);
});

test("files that are made, changed and deleted outside the editor", async (t) => {
  const { texts, folder, tell } = await bench(t, { "a.yaml": "A", "b.yaml": "B" });
  await writeFiles(folder, { "a.yaml": "A2", "c.yaml": "C" });
  await rm(join(folder, "b.yaml"));
  await tell("changed", "a.yaml");
  await tell("created", "c.yaml");
  await tell("deleted", "b.yaml");
  assert.deepEqual(await texts(), { "a.yaml": "A2", "c.yaml": "C" });
});

test("folders that are moved and removed, of which only the folder is told", async (t) => {
  const { texts, folder, tell } = await bench(t, { "a/b/c.yaml": "C", "d/e.yaml": "E" });
  await rename(join(folder, "a"), join(folder, "x"));
  await rm(join(folder, "d"), { recursive: true });
  await tell("deleted", "a", "d");
  await tell("created", "x");
  assert.deepEqual(await texts(), { "x/b/c.yaml": "C" });
});

test("a change of .gitignore is seen", async (t) => {
  const { texts, folder, tell, workspace, uri } = await bench(t, { "a.yaml": "A", "out/b.yaml": "B" });
  workspace.edit(uri("out/b.yaml"), "B open");
  assert.deepEqual(await texts(), { "a.yaml": "A", "out/b.yaml": "B open" });
  await writeFiles(folder, { ".gitignore": "out/\n" });
  await tell("created", ".gitignore");
  assert.deepEqual(await texts(), { "a.yaml": "A" });
  assert.equal(workspace.fileOf(uri("out/b.yaml")), undefined);
  await rm(join(folder, ".gitignore"));
  await tell("deleted", ".gitignore");
  assert.deepEqual(await texts(), { "a.yaml": "A", "out/b.yaml": "B open" });
});

test("a new document that is not saved yet belongs to its folder, unless it is ignored", async (t) => {
  const { texts, workspace, uri } = await bench(t, { ".gitignore": "no.yaml\n" });
  workspace.edit(uri("new.yaml"), "N");
  workspace.edit(uri("no.yaml"), "no");
  assert.deepEqual(await texts(), { "new.yaml": "N" });
  workspace.close(uri("new.yaml"));
  assert.deepEqual(await texts(), {});
});

test("a document open in the editor stays when its file is deleted, and goes when it is closed", async (t) => {
  const { texts, workspace, uri, folder, tell } = await bench(t, { "a.yaml": "A" });
  workspace.edit(uri("a.yaml"), "A open");
  await rm(join(folder, "a.yaml"));
  await tell("deleted", "a.yaml");
  assert.deepEqual(await texts(), { "a.yaml": "A open" });
  workspace.close(uri("a.yaml"));
  assert.deepEqual(await texts(), {});
});

test("untitled documents and files outside are worlds of their own; other schemes are nobody's", async (t) => {
  const { known, workspace } = await bench(t, {});
  workspace.edit("untitled:Untitled-1", "U");
  workspace.edit("file:///elsewhere/x.yaml", "X");
  workspace.edit("git:/shop/x.yaml", "G");
  assert.deepEqual(known.roots.slice(1), ["untitled:Untitled-1", "file:///elsewhere/x.yaml"]);
  assert.deepEqual([...known.texts.values()], ["U", "X"]);
  workspace.close("untitled:Untitled-1");
  workspace.close("git:/shop/x.yaml");
  assert.deepEqual(known.roots.slice(1), ["file:///elsewhere/x.yaml"]);
  assert.deepEqual([...known.open], [fileId("file:///elsewhere/x.yaml", "x.yaml")]);
});

test("workspace folders that come and go take their open documents with them", async (t) => {
  const { known, workspace, uri, folder } = await bench(t, { "shop/a.yaml": "A", "other/b.yaml": "B" });
  workspace.edit(uri("shop/a.yaml"), "A open");
  workspace.setFolders([{ uri: uri("shop"), excludes: [] }]);
  await workspace.settled();
  const root = folderRoot(uri("shop"));
  assert.deepEqual(known.roots, [root]);
  assert.deepEqual(known.files.get(folderRoot(uriOfPath(folder))), undefined);
  assert.deepEqual([...known.open], [fileId(root, "a.yaml")]);
  workspace.setFolders([]);
  await workspace.settled();
  assert.deepEqual(known.roots, [uri("shop/a.yaml")]);
  assert.deepEqual(known.files.get(root), undefined);
});

test("nested workspace folders share nothing", async (t) => {
  const { known, workspace, uri, folder } = await bench(t, { "a.yaml": "A", "shop/b.yaml": "B" });
  workspace.setFolders([
    { uri: uriOfPath(folder), excludes: [] },
    { uri: uri("shop"), excludes: [] },
  ]);
  await workspace.settled();
  const listed = known.roots.map((root) => known.files.get(root)?.map(pathOf));
  assert.deepEqual(listed, [["a.yaml"], ["b.yaml"]]);
});

test("a document opened while its folder is still being read enters with it", async (t) => {
  const { workspace, uri, known, folder } = await bench(t, {});
  await writeFiles(folder, { "sub/a.yaml": "A" });
  workspace.setFolders([{ uri: uri("sub"), excludes: [] }]);
  workspace.edit(uri("sub/a.yaml"), "A open");
  workspace.edit(uri("sub/a.yaml"), "A edited");
  assert.equal(workspace.fileOf(uri("sub/a.yaml")), undefined);
  await workspace.settled();
  assert.deepEqual([...known.texts.values()], ["A edited"]);
  assert.equal(workspace.uriOf(fileId(folderRoot(uri("sub")), "a.yaml")), uri("sub/a.yaml"));
});

test("a document that is opened right after its file has changed waits for what is on disk now", async (t) => {
  const { folder, known, tell, texts, uri, workspace } = await bench(t, { "a.yaml": "A" });
  await writeFiles(folder, { "a.yaml": "B" });
  await tell("changed", "a.yaml");
  workspace.edit(uri("a.yaml"), "broken");
  assert.deepEqual(await texts(), { "a.yaml": "broken" });
  assert.deepEqual(known.said, ["disk a.yaml A", "disk a.yaml B", "typed a.yaml broken"]);
});

test("of a document that is closed and opened again nothing is left that was not saved", async (t) => {
  const { known, texts, uri, workspace } = await bench(t, { "a.yaml": "A" });
  workspace.edit(uri("a.yaml"), "thrown away");
  workspace.close(uri("a.yaml"));
  workspace.edit(uri("a.yaml"), "broken");
  workspace.edit(uri("a.yaml"), "more broken");
  assert.deepEqual(await texts(), { "a.yaml": "more broken" });
  assert.deepEqual(known.said, [
    "disk a.yaml A",
    "typed a.yaml thrown away",
    "disk a.yaml A",
    "let go a.yaml",
    "typed a.yaml more broken",
  ]);
});

test("a file that cannot be read keeps no document waiting", async (t) => {
  const { folder, tell, texts, uri, workspace } = await bench(t, { "a.yaml": "A", "b.yaml": "B" });
  await rm(join(folder, "a.yaml"));
  await tell("changed", "a.yaml");
  workspace.edit(uri("a.yaml"), "typed");
  assert.deepEqual(await texts(), { "a.yaml": "typed", "b.yaml": "B" });
});

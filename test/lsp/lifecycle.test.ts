import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { CancellationTokenSource, HoverRequest, LSPErrorCodes } from "vscode-languageserver";
import type { Disk } from "../../server/src/host/disk.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";
import { service, shop } from "../support/shop.ts";

/** A disk that answers only when it is let. */
function slowDisk(): Disk & { release: () => void } {
  const disk = nodeDisk();
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    ...disk,
    list: async (root, options) => {
      await gate;
      return disk.list(root, options);
    },
    release: () => release?.(),
  };
}

test("says what it can do, and registers what it wants to hear", async (t) => {
  const editor = await startEditor(t);
  const { capabilities, serverInfo } = editor.initialized;
  assert.equal(serverInfo?.name, "portolan");
  assert.deepEqual(capabilities, {
    textDocumentSync: { openClose: true, change: 2 },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    completionProvider: { triggerCharacters: [" ", "/"] },
    codeLensProvider: { resolveProvider: false },
    codeActionProvider: { codeActionKinds: ["quickfix", "source.fixAll.portolan"], resolveProvider: true },
    executeCommandProvider: { commands: ["portolan.names", "portolan.resolve"] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  });
  await editor.until("it has registered", () => editor.asked.length >= 2);
  assert.deepEqual([...editor.asked].sort(), [
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
  ]);
});

test("folders come and go while it runs", async (t) => {
  const folder = await makeFolder(t, {
    "a/service.yaml": service,
    "a/deployment.yaml": shop["deployment.yaml"],
  });
  const uri = uriOfPath(join(folder, "a/service.yaml"));
  const editor = await startEditor(t);
  const change = (event: object) =>
    editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  const named = { uri: uriOfPath(join(folder, "a")), name: "a" };
  await editor.ready();
  await change({ added: [named], removed: [] });
  await editor.until("the folder is judged", () => editor.codes(uri).length === 1);
  await change({ added: [], removed: [named] });
  await editor.until("its findings are gone", () => editor.codes(uri).length === 0);
});

test("settings of the editor count, and count anew when they change", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const settings: Record<string, unknown> = { portolan: { rules: { PTL101: "off" } } };
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], settings });
  await editor.ready();
  assert.deepEqual(editor.codes(uri), []);
  settings["portolan"] = {};
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until("the rule speaks", () => editor.codes(uri).length === 1);
  settings["files.exclude"] = { "**/service.yaml": true };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until("the file is out of sight", () => editor.codes(uri).length === 0);
});

test("an editor that sends its settings unasked is heard", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const initializationOptions = { settings: { rules: { PTL101: "off" } } };
  const options = { folders: [uriOfPath(folder)], capabilities: {}, initializationOptions };
  const editor = await startEditor(t, options);
  await editor.ready();
  assert.deepEqual(editor.codes(uri), []);
  const params = { settings: { portolan: { rules: {} } } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", params);
  await editor.until("the rule speaks", () => editor.codes(uri).length === 1);
});

test("a question waits for its folder, and can be taken back", async (t) => {
  const folder = await makeFolder(t, shop);
  const disk = slowDisk();
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], disk });
  const uri = uriOfPath(join(folder, "service.yaml"));
  await editor.open(uri, service);
  const ask = (source = new CancellationTokenSource()) => {
    const params = { textDocument: { uri }, position: { line: 0, character: 0 } };
    return { source, answer: editor.connection.sendRequest(HoverRequest.type, params, source.token) };
  };
  const first = ask();
  const second = ask();
  first.source.cancel();
  await assert.rejects(first.answer, { code: LSPErrorCodes.RequestCancelled });
  await editor.until("it is indexing", () => editor.statuses.at(-1)?.state === "indexing");
  disk.release();
  await second.answer;
  await editor.ready();
});

test("what is broken and not saved when an editor starts keeps what is on disk", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const message = async (broken?: string) => {
    const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
    if (broken !== undefined) await editor.open(uriOfPath(join(folder, "deployment.yaml")), broken);
    await editor.ready();
    return editor.diagnostics(uri).map((each) => each.message);
  };
  const whole = await message();
  assert.match(whole.join(), /Deployment cart has `app: cart`/);
  assert.deepEqual(await message(`${shop["deployment.yaml"]}  broken: [\n`), whole);
});

test("progress is shown when reading takes long, and ended", async (t) => {
  const folder = await makeFolder(t, shop);
  const disk = slowDisk();
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], disk });
  const kinds: string[] = [];
  editor.connection.onNotification("$/progress", ({ value }: { value: { kind: string } }) => {
    kinds.push(value.kind);
  });
  await editor.until("progress begins", () => kinds.includes("begin"));
  disk.release();
  await editor.until("progress ends", () => kinds.at(-1) === "end");
});

test("a folder that is not there is said, and does not keep the others waiting", async (t) => {
  const folder = await makeFolder(t, shop);
  const folders = [uriOfPath(join(folder, "missing")), uriOfPath(folder)];
  const editor = await startEditor(t, { folders });
  await editor.ready();
  assert.equal(editor.codes(uriOfPath(join(folder, "service.yaml"))).length, 1);
  assert.ok(
    editor.logged.some((line) => line.includes("missing") && line.includes("no such file or folder")),
  );
});

test("the log says as much as the settings ask for", async (t) => {
  const settings = { portolan: { logLevel: "debug" } };
  const editor = await startEditor(t, { settings });
  await editor.open("untitled:a", service);
  const params = { textDocument: { uri: "untitled:a" }, position: { line: 0, character: 0 } };
  await editor.connection.sendRequest(HoverRequest.type, params);
  assert.ok(editor.logged.some((line) => /textDocument\/hover \d+ ms/.test(line)));
});

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DidChangeWatchedFilesNotification, type FileChangeType } from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder, writeFiles } from "../support/folder.ts";
import { type EditorOptions, startEditor } from "../support/lsp-client.ts";
import { deployment, service, shop } from "../support/shop.ts";

const CREATED: FileChangeType = 1;
const CHANGED: FileChangeType = 2;
const DELETED: FileChangeType = 3;

async function openShop(t: TestContext, options: EditorOptions = {}, files: Record<string, string> = shop) {
  const folder = await makeFolder(t, files);
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], ...options });
  await editor.ready();
  const uri = (path: string) => uriOfPath(join(folder, path));
  const tell = (path: string, type: FileChangeType) =>
    editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uri(path), type }],
    });
  return { editor, folder, uri, tell };
}

test("the whole workspace is judged before anything is opened", async (t) => {
  const { editor, uri } = await openShop(t);
  const [found, ...more] = editor.diagnostics(uri("service.yaml"));
  assert.deepEqual(more, []);
  assert.equal(found?.code, "PTL101");
  assert.equal(found.source, "portolan");
  assert.equal(found.severity, 1);
  assert.deepEqual(found.range, { start: { line: 6, character: 9 }, end: { line: 6, character: 13 } });
  assert.equal(found.codeDescription, undefined);
  assert.equal(found.relatedInformation?.[0]?.location.uri, uri("deployment.yaml"));
  assert.equal(editor.published.at(-1)?.version, undefined);
  const { state, files, resources, units } = editor.statuses.at(-1) ?? assert.fail();
  assert.deepEqual({ state, files, resources, units }, { state: "ready", files: 2, resources: 2, units: 1 });
});

test("the status tells of objects that were dumped from a cluster", async (t) => {
  const dumped = service.replace("metadata:\n", "metadata:\n  uid: 5f1a\n");
  const { editor, uri } = await openShop(t, {}, { ...shop, "state.yaml": dumped });
  assert.equal(editor.statuses.at(-1)?.observed, 1);
  assert.deepEqual(editor.diagnostics(uri("state.yaml")), []);
});

test("rule pages are linked only for an editor that opens them", async (t) => {
  const { editor, uri } = await openShop(t, { initializationOptions: { clientCommands: true } });
  assert.equal(editor.diagnostics(uri("service.yaml"))[0]?.codeDescription?.href, "portolan-rule:/PTL101.md");
});

test("an editor that knows little gets plain diagnostics", async (t) => {
  const { editor, uri } = await openShop(t, { capabilities: {} });
  const [found] = editor.diagnostics(uri("service.yaml"));
  assert.deepEqual(Object.keys(found ?? {}).sort(), ["code", "message", "range", "severity", "source"]);
});

test("what is fixed goes at once, what is new waits until nobody types", async (t) => {
  const { editor, uri } = await openShop(t);
  const cart = uri("service.yaml");
  await editor.open(cart, service);
  await editor.replace(cart, "crat", "cart");
  await editor.until("the finding is gone", () => editor.diagnostics(cart).length === 0);
  assert.equal(editor.published.at(-1)?.version, 2);
  const begun = Date.now();
  await editor.replace(cart, "app: cart", "app: crat");
  await editor.until("the finding is back", () => editor.codes(cart).includes("PTL101"));
  const waited = Date.now() - begun;
  assert.ok(waited >= 290, `it came after ${waited} ms`);
});

test("while somebody types, a finding moves along with its text", async (t) => {
  const { editor, uri } = await openShop(t);
  const cart = uri("service.yaml");
  await editor.open(cart, service);
  // The keys never rest long enough for anything new to be shown.
  for (let line = 7; line < 27; line += 1) {
    await editor.replace(cart, "kind: Service", "# one more line\nkind: Service");
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (editor.diagnostics(cart)[0]?.range.start.line === line) return;
  }
  assert.fail("it stayed where it was");
});

test("nothing is sent again that is the same", async (t) => {
  const { editor, uri } = await openShop(t);
  const cart = uri("service.yaml");
  await editor.open(cart, service);
  const before = editor.published.length;
  await editor.replace(cart, "      targetPort: 8080\n", "      targetPort: 8080\n# a comment\n");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(editor.published.length, before);
});

test("changes outside the editor are seen: made, changed, deleted", async (t) => {
  const { editor, folder, uri, tell } = await openShop(t);
  const cart = uri("service.yaml");
  await writeFiles(folder, { "service.yaml": service.replace("crat", "cart") });
  await tell("service.yaml", CHANGED);
  await editor.until("it is fixed", () => editor.codes(cart).length === 0);
  await writeFiles(folder, { "other.yaml": service.replace("name: cart", "name: cart2") });
  await tell("other.yaml", CREATED);
  await editor.until("the new one is judged", () => editor.codes(uri("other.yaml")).length === 1);
  await rm(join(folder, "other.yaml"));
  await tell("other.yaml", DELETED);
  await editor.until("it is gone", () => editor.codes(uri("other.yaml")).length === 0);
});

test("a file that becomes ignored loses its findings, open or not", async (t) => {
  const { editor, folder, uri, tell } = await openShop(t);
  await editor.open(uri("service.yaml"), service);
  await writeFiles(folder, { ".gitignore": "service.yaml\n" });
  await tell(".gitignore", CREATED);
  await editor.until("it is gone", () => editor.codes(uri("service.yaml")).length === 0);
});

test("closing a document brings back what is on disk", async (t) => {
  const { editor, uri } = await openShop(t);
  const cart = uri("service.yaml");
  await editor.open(cart, service.replace("crat", "cart"));
  await editor.until("the open text counts", () => editor.codes(cart).length === 0);
  await editor.close(cart);
  await editor.until("the disk counts", () => editor.codes(cart).length === 1);
  assert.equal(editor.published.at(-1)?.version, undefined);
});

test("untitled documents and files outside live while they are open", async (t) => {
  const editor = await startEditor(t);
  const text = `${service}---\n${deployment}`;
  for (const uri of ["untitled:Untitled-1", "file:///nowhere/at/all.yaml"]) {
    await editor.open(uri, text);
    await editor.until("it is judged", () => editor.codes(uri).includes("PTL101"));
    await editor.close(uri);
    await editor.until("it is gone", () => editor.codes(uri).length === 0);
  }
  await editor.open("git:/shop/service.yaml", text);
  await editor.open("untitled:Untitled-2", text);
  await editor.until("the other is judged", () => editor.codes("untitled:Untitled-2").length > 0);
  assert.deepEqual(editor.codes("git:/shop/service.yaml"), []);
});

test("a document that is open before the folder is read is judged in it", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
  await editor.open(uri, service.replace("crat", "carts"));
  await editor.ready();
  await editor.until("the open text is judged", () =>
    JSON.stringify(editor.diagnostics(uri)).includes("carts"),
  );
});

test("hints are not shown", async (t) => {
  const alone = service.replace("crat", "cart-v2");
  const { editor } = await openShop(
    t,
    {},
    { "service.yaml": alone, "deployment.yaml": deployment.replace(/cart/g, "cart-x") },
  );
  for (const { diagnostics } of editor.published)
    for (const each of diagnostics) assert.notEqual(each.severity, 4);
});

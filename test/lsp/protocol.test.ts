/** An editor that is hasty, confused or broken: what the protocol says is answered, and the server goes on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource, ErrorCodes, HoverRequest, LSPErrorCodes } from "vscode-languageserver";
import { startEditor } from "../support/lsp-client.ts";
import { service } from "../support/shop.ts";

const uri = "untitled:service";
const start = { line: 0, character: 0 };
const params = { textDocument: { uri }, position: { line: 3, character: 4 } };

test("a question about a text that has changed since is refused as such, and the next one answered", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, service);
  await editor.connection.sendRequest(HoverRequest.type, params);
  const stale = editor.connection.sendRequest(HoverRequest.type, params);
  const edited = editor.replace(uri, "kind: Service", "kind: Service # a note");
  await assert.rejects(stale, { code: LSPErrorCodes.ContentModified });
  await edited;
  assert.ok(await editor.connection.sendRequest(HoverRequest.type, params));
});

test("of many questions each that is taken back is answered so, and the others are answered", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, service);
  const asked = Array.from({ length: 40 }, (_, index) => {
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(HoverRequest.type, params, source.token);
    if (index % 2 === 0) source.cancel();
    return answer.then(
      () => "answered",
      ({ code }: { code: number }) => code,
    );
  });
  const outcomes = await Promise.all(asked);
  for (const [index, outcome] of outcomes.entries())
    assert.equal(outcome, index % 2 === 0 ? LSPErrorCodes.RequestCancelled : "answered");
});

test("a cancellation of nothing, and a second one, are ignored", async (t) => {
  const { connection } = await startEditor(t);
  await connection.sendNotification("$/cancelRequest", { id: 4_711 });
  await connection.sendNotification("$/cancelRequest", { id: "no number" });
  assert.equal(await connection.sendRequest(HoverRequest.type, params), null);
});

test("unknown questions are refused as unknown, unknown words are ignored", async (t) => {
  const { connection } = await startEditor(t);
  await assert.rejects(connection.sendRequest("textDocument/unheardOf", {}), {
    code: ErrorCodes.MethodNotFound,
  });
  await connection.sendNotification("textDocument/didUnheardOf", {});
  await connection.sendNotification("$/unheardOf", {});
  assert.equal(await connection.sendRequest(HoverRequest.type, params), null);
});

const MALFORMED: readonly unknown[] = [
  {},
  { textDocument: {} },
  { textDocument: null, position: null },
  { textDocument: { uri: 7 }, position: "here" },
  { textDocument: { uri }, position: { line: -1, character: 1e99 } },
  { textDocument: { uri }, position: { line: "0", character: null }, range: [], context: 3 },
  { textDocument: { uri: "%%%:not an address" }, position: start },
  { textDocument: { uri }, at: {}, unit: 3, node: [], finding: {}, fix: "x" },
  [],
];

const METHODS = [
  ...["hover", "codeLens", "codeAction", "completion"].map((name) => `textDocument/${name}`),
  ...["names", "expose", "chart", "chartAt", "chartDetails", "chartSource", "chartFix"].map(
    (name) => `portolan/${name}`,
  ),
  "codeAction/resolve",
];

for (const method of METHODS) {
  test(`${method} with parameters that make no sense gets an answer, and hurts nobody`, async (t) => {
    const editor = await startEditor(t);
    await editor.open(uri, service);
    for (const malformed of MALFORMED) {
      const answer = editor.connection.sendRequest(method, malformed).then(
        () => "answered",
        ({ code }: { code: number }) => code,
      );
      const codes = [
        "answered",
        ErrorCodes.InvalidParams,
        ErrorCodes.InternalError,
        LSPErrorCodes.ContentModified,
      ];
      assert.ok(codes.includes(await answer), `${JSON.stringify(malformed)}: ${await answer}`);
    }
    assert.ok(await editor.connection.sendRequest(HoverRequest.type, params));
  });
}

test("a question that says not where is the editor's fault, and no failure of ours", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, service);
  const textDocument = { uri };
  for (const malformed of [
    {},
    { textDocument },
    { textDocument: { uri: 7 }, position: start },
    { textDocument, position: { line: -1, character: 0 } },
    { textDocument, position: { line: "0", character: 0 } },
  ]) {
    const answer = editor.connection.sendRequest("textDocument/hover", malformed);
    await assert.rejects(answer, { code: ErrorCodes.InvalidParams }, JSON.stringify(malformed));
  }
  assert.deepEqual(
    editor.logged.filter((line) => line.includes("failed")),
    [],
  );
});

test("words that make no sense are ignored", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, service);
  const { connection } = editor;
  for (const malformed of MALFORMED) {
    // Only what names another document: the open one is to stay as it is.
    for (const word of ["didOpen", "didChange", "didClose", "didSave"])
      if (!JSON.stringify(malformed).includes(uri))
        await connection.sendNotification(`textDocument/${word}`, malformed);
    await connection.sendNotification("workspace/didChangeWatchedFiles", malformed);
    await connection.sendNotification("workspace/didChangeConfiguration", malformed);
  }
  await connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: "no address", type: 9 }],
  });
  assert.ok(await connection.sendRequest(HoverRequest.type, params));
});

test("edits beyond the end, backwards, and of documents that are not open leave a text that is judged", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, service);
  const { connection } = editor;
  const change = (version: number, ...contentChanges: readonly object[]) =>
    connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  const far = { line: 1_000_000, character: 1_000_000 };
  await change(2, { range: { start: far, end: far }, text: "\nmetadata: {}\n" });
  await editor.until("the second metadata is judged", () => editor.codes(uri).includes("PTL901"));
  // Backwards, as an editor that was set back would count.
  await change(1, { text: service });
  await editor.until("the text is as it was", () => !editor.codes(uri).includes("PTL901"));
  await change(5, { range: { start: far, end: start }, text: "# all of it is gone\n" });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: "untitled:closed", version: 1 },
    contentChanges: [{ text: service }],
  });
  await connection.sendNotification("textDocument/didClose", { textDocument: { uri: "untitled:closed" } });
  await change(6, { text: service });
  assert.ok(await connection.sendRequest(HoverRequest.type, params));
});

test("a document that is opened twice is what it was opened as last, and closed once", async (t) => {
  const editor = await startEditor(t);
  await editor.open(uri, "nothing: yet\n");
  await editor.open(uri, `${service}metadata: {}\n`);
  await editor.until("the second text is judged", () => editor.codes(uri).includes("PTL901"));
  await editor.close(uri);
  await editor.until("its findings are gone", () => editor.codes(uri).length === 0);
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  assert.equal(await editor.connection.sendRequest(HoverRequest.type, params), null);
});

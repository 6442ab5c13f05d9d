/** The whole way with the real analysis: a fault is seen, looked at, mended by one click, and gone. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRequest,
  HoverRequest,
  TextDocumentEdit,
} from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";
import { service, shop } from "../support/shop.ts";

test("a fault is seen, looked at, mended by one click, and gone", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const textDocument = { uri };
  const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
  await editor.open(uri, service);
  await editor.until("the fault is shown", () => editor.codes(uri).includes("PTL101"));

  const range = editor.rangeOf(uri, "crat");
  const context = { diagnostics: [...editor.diagnostics(uri)], only: ["quickfix"] };
  const offered = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range,
    context,
  });
  const action = ((offered ?? []) as CodeAction[]).find(({ isPreferred }) => isPreferred) ?? assert.fail();
  assert.deepEqual(action.diagnostics, context.diagnostics);
  const { edit } = await editor.connection.sendRequest(CodeActionResolveRequest.type, action);
  const [change] = edit?.documentChanges ?? [];
  assert.ok(TextDocumentEdit.is(change));
  assert.deepEqual(
    change.edits.map((each) => ("newText" in each ? each.newText : "")),
    ["cart"],
  );

  await editor.replace(uri, "crat", "cart");
  await editor.until("the fault is gone", () => editor.codes(uri).length === 0);
  const position = editor.rangeOf(uri, "80").start;
  const hover = await editor.connection.sendRequest(HoverRequest.type, { textDocument, position });
  assert.match(JSON.stringify(hover?.contents), /cart/);
  const lenses = await editor.connection.sendRequest(CodeLensRequest.type, { textDocument });
  assert.match(lenses?.[0]?.command?.title ?? "", /cart/);
});

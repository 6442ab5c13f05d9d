import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { DefinitionRequest, ReferencesRequest } from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";

const KUSTOMIZATION = "resources:\n  - web.yaml\n";
const WEB = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";

test("an editor goes from an entry to its file, and back", async (t) => {
  const folder = await makeFolder(t, { "kustomization.yaml": KUSTOMIZATION, "web.yaml": WEB });
  const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
  const { definitionProvider, referencesProvider } = editor.initialized.capabilities;
  assert.deepEqual([definitionProvider, referencesProvider], [true, true]);
  const [from, to] = ["kustomization.yaml", "web.yaml"].map((name) => uriOfPath(join(folder, name)));
  assert.ok(from !== undefined && to !== undefined);
  await editor.open(from, KUSTOMIZATION);
  await editor.open(to, WEB);
  await editor.ready();
  const definition = await editor.connection.sendRequest(DefinitionRequest.type, {
    textDocument: { uri: from },
    position: { line: 1, character: 6 },
  });
  const start = { line: 0, character: 0 };
  assert.deepEqual(definition, [{ uri: to, range: { start, end: start } }]);
  const references = await editor.connection.sendRequest(ReferencesRequest.type, {
    textDocument: { uri: to },
    position: { line: 3, character: 9 },
    context: { includeDeclaration: false },
  });
  const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 12 } };
  assert.deepEqual(references, [{ uri: from, range }]);
});

test("a document that is none of ours has neither", async (t) => {
  const editor = await startEditor(t, {});
  const textDocument = { uri: "git:/shop/web.yaml" };
  const position = { line: 0, character: 0 };
  const { connection } = editor;
  assert.deepEqual(await connection.sendRequest(DefinitionRequest.type, { textDocument, position }), []);
  const context = { includeDeclaration: true };
  assert.deepEqual(
    await connection.sendRequest(ReferencesRequest.type, { textDocument, position, context }),
    [],
  );
});

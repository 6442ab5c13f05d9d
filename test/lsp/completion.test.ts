import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type CompletionItem, CompletionRequest } from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";

const TEXT = "apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\nspec:\n  ports:\n    - port: 80\n";

async function openService(t: TestContext, initializationOptions: unknown) {
  const folder = await makeFolder(t, { "service.yaml": TEXT });
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], initializationOptions });
  const uri = uriOfPath(join(folder, "service.yaml"));
  await editor.open(uri, TEXT);
  const complete = async (line: number, character: number) => {
    const position = { line, character };
    const answer = await editor.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    assert.ok(Array.isArray(answer));
    return answer;
  };
  return { editor, uri, complete };
}

/** The one with a label, as it is sent. */
function sent(items: readonly CompletionItem[], label: string) {
  return items.find((item) => item.label === label);
}

test("what is typed is completed, with a range of its own, while the document does not parse", async (t) => {
  const { editor, uri, complete } = await openService(t, { completesFields: true });
  assert.deepEqual(editor.initialized.capabilities.completionProvider, { triggerCharacters: [" ", "/"] });
  await editor.replace(uri, "    - port: 80\n", "    - port: 80\n      prot\n  type: \n");
  assert.deepEqual(sent(await complete(7, 10), "protocol"), {
    label: "protocol",
    kind: 5,
    insertTextFormat: 1,
    sortText: "000",
    textEdit: {
      range: { start: { line: 7, character: 6 }, end: { line: 7, character: 10 } },
      newText: "protocol: ",
    },
    detail: "text",
  });
  const types = await complete(8, 8);
  assert.deepEqual(
    types.map(({ label, kind, detail }) => [label, kind, detail]),
    [
      ["ClusterIP", 20, "default"],
      ["NodePort", 20, undefined],
      ["LoadBalancer", 20, undefined],
      ["ExternalName", 20, undefined],
    ],
  );
  await editor.replace(uri, "prot\n", "protokol: TCP\n");
  assert.equal(sent(await complete(7, 10), "protocol")?.filterText, "protokol");
  await editor.replace(uri, "protokol: TCP\n", "protocol: TCP\n");
  assert.deepEqual(await complete(7, 10), []);
});

for (const [who, options] of [
  ["an editor that completes YAML otherwise", { completesFields: false }],
  ["an editor that says nothing", undefined],
  ["an editor that says something else", { completesFields: "yes" }],
] as const) {
  test(`${who} is offered nothing in manifests`, async (t) => {
    const { editor, uri, complete } = await openService(t, options);
    await editor.replace(uri, "    - port: 80\n", "    - port: 80\n      prot\n");
    assert.deepEqual(await complete(7, 10), []);
  });
}

test("a document that is none of ours is not completed", async (t) => {
  const { editor } = await openService(t, { completesFields: true });
  const answer = await editor.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: "git:/shop/service.yaml" },
    position: { line: 0, character: 0 },
  });
  assert.deepEqual(answer, []);
});

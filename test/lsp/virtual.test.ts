/** A folder that is on no disk: what is open in the editor is judged, and what is not open is nowhere called missing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HoverRequest } from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";
import { service, shop } from "../support/shop.ts";

const folder = "memfs:/shop";
const uri = `${folder}/service.yaml`;
const pods = `${folder}/deployment.yaml`;
const about = { textDocument: { uri } };

test("a Service alone is explained, and not blamed for what may lie beside it", async (t) => {
  const editor = await startEditor(t, { folders: [folder] });
  await editor.open(uri, service);
  await editor.ready();
  assert.deepEqual(editor.diagnostics(uri), []);
  const position = editor.rangeOf(uri, "port: 80").start;
  assert.ok(await editor.connection.sendRequest(HoverRequest.type, { ...about, position }));
  const chart: unknown = await editor.connection.sendRequest("portolan/chart", about);
  assert.match(JSON.stringify(chart), /"The workspace folder cannot be read\."/);
});

test("what is open besides is compared, for as long as it is open", async (t) => {
  const editor = await startEditor(t, { folders: [folder] });
  await editor.open(uri, service);
  await editor.open(pods, shop["deployment.yaml"]);
  await editor.until("the slip is seen", () => editor.codes(uri).includes("PTL101"));
  const [slip] = editor.diagnostics(uri);
  assert.match(String(slip?.message), /unless its pods come from what cannot be read/);
  await editor.close(pods);
  await editor.until("nobody knows of the pods any more", () => editor.codes(uri).length === 0);
});

test("its paths are no paths of this machine's disk", async (t) => {
  const here = await makeFolder(t, shop);
  const there = uriOfPath(here).replace("file:", "memfs:");
  const editor = await startEditor(t, { folders: [there] });
  await editor.open(`${there}/service.yaml`, service);
  await editor.ready();
  const changes = [
    { uri: `${there}/deployment.yaml`, type: 1 },
    { uri: there, type: 1 },
  ];
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await editor.close(`${there}/service.yaml`);
  await editor.open(`${there}/service.yaml`, service);
  const params = { textDocument: { uri: `${there}/service.yaml` } };
  const chart: unknown = await editor.connection.sendRequest("portolan/chart", params);
  assert.match(JSON.stringify(chart), /Service\/default\/cart/);
  assert.doesNotMatch(JSON.stringify(chart), /Deployment\/default\/cart/);
});

/** Before the first word of the protocol and after its last one: refused as it says, and nothing is done meanwhile. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { type TestContext, test } from "node:test";
import {
  createConnection,
  createMessageConnection,
  ErrorCodes,
  type InitializeResult,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { createAnalysis } from "../../server/src/core/analysis.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import { service } from "../support/shop.ts";

const uri = "untitled:service";
const hover = { textDocument: { uri }, position: { line: 3, character: 4 } };
const opened = { textDocument: { uri, languageId: "yaml", version: 1, text: `${service}metadata: {}\n` } };
const hello = { processId: null, rootUri: null, capabilities: {} };

const QUESTIONS = [
  ...["hover", "completion", "definition", "references", "codeLens", "codeAction"].map(
    (name) => `textDocument/${name}`,
  ),
  ...["names", "expose", "askers", "resolve"].map((name) => `portolan/${name}`),
  ...["chart", "chartAt", "chartDetails", "chartSource", "chartFix"].map((name) => `portolan/${name}`),
  "codeAction/resolve",
  "workspace/executeCommand",
];

/** A connection on which nothing was said, and what it heard. */
function call(t: TestContext): { readonly connection: MessageConnection; readonly heard: string[] } {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  startServer(server, {
    analysis: createAnalysis(),
    disk: nodeDisk(),
    version: "0.0.0",
    fieldBook: () => import("../../server/src/core/features/cards/fields/book.ts").then(({ book }) => book),
    idleMilliseconds: 1,
  });
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard: string[] = [];
  connection.onNotification((method) => void heard.push(method));
  connection.onRequest((method) => {
    heard.push(method);
    return null;
  });
  connection.listen();
  t.after(async () => {
    // Refused where the last word was said, or none at all.
    await connection.sendRequest("shutdown").catch(() => undefined);
    connection.dispose();
    server.dispose();
  });
  return { connection, heard };
}

async function greeted(t: TestContext) {
  const { connection, heard } = call(t);
  await connection.sendRequest("initialize", hello);
  await connection.sendNotification("initialized", {});
  return { connection, heard };
}

for (const method of QUESTIONS) {
  test(`${method} is refused before initialize, and after shutdown`, async (t) => {
    const { connection } = call(t);
    const params = { ...hover, data: { uri }, command: "portolan.names" };
    await assert.rejects(connection.sendRequest(method, params), { code: ErrorCodes.ServerNotInitialized });
    await connection.sendRequest("initialize", hello);
    await connection.sendNotification("initialized", {});
    await connection.sendRequest("shutdown");
    await assert.rejects(connection.sendRequest(method, params), { code: ErrorCodes.InvalidRequest });
  });
}

test("shutdown is refused before initialize, and the second time", async (t) => {
  const { connection } = call(t);
  await assert.rejects(connection.sendRequest("shutdown"), { code: ErrorCodes.ServerNotInitialized });
  await connection.sendRequest("initialize", hello);
  assert.equal(await connection.sendRequest("shutdown"), null);
  await assert.rejects(connection.sendRequest("shutdown"), { code: ErrorCodes.InvalidRequest });
  await assert.rejects(connection.sendRequest("initialize", hello), { code: ErrorCodes.InvalidRequest });
});

test("a second initialize is refused and changes nothing", async (t) => {
  const { connection } = await greeted(t);
  const again = { ...hello, workspaceFolders: [{ uri: "file:///nowhere", name: "nowhere" }] };
  await assert.rejects(connection.sendRequest("initialize", again), { code: ErrorCodes.InvalidRequest });
  await connection.sendNotification("textDocument/didOpen", opened);
  assert.ok(await connection.sendRequest("textDocument/hover", hover));
});

test("what is told before initialize is not heard, and nothing is asked of the editor", async (t) => {
  const { connection, heard } = call(t);
  await connection.sendNotification("textDocument/didOpen", opened);
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { portolan: {} } });
  await connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  await assert.rejects(connection.sendRequest("textDocument/hover", hover));
  assert.deepEqual(heard, []);
  const { capabilities }: InitializeResult = await connection.sendRequest("initialize", hello);
  assert.equal(capabilities.hoverProvider, true);
  await connection.sendNotification("initialized", {});
  assert.equal(await connection.sendRequest("textDocument/hover", hover), null);
});

test("what is told after shutdown is not heard, and nothing is said any more", async (t) => {
  const { connection, heard } = await greeted(t);
  await connection.sendNotification("textDocument/didOpen", opened);
  assert.ok(await connection.sendRequest("textDocument/hover", hover));
  await connection.sendRequest("shutdown");
  const before = [...heard];
  const change = {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: service.replace("kind: Service", "kind: Service\nmetadata: {}") }],
  };
  await connection.sendNotification("textDocument/didChange", change);
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { portolan: {} } });
  await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(heard, before);
});

/** Any editor: nothing but a process, its pipes, and the protocol written by hand. */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import { uriOfPath } from "../../server/src/host/uris.ts";
import { makeFolder } from "../support/folder.ts";
import { service, shop } from "../support/shop.ts";

const program = resolve(import.meta.dirname, "../../server/src/main.cli.ts");

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

function start(t: TestContext) {
  const server = spawn(process.execPath, [program, "lsp", "--stdio"]);
  t.after(() => server.kill());
  const messages: Message[] = [];
  readMessages(server, messages);
  let last = 0;
  const write = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const until = async (what: string, wanted: (message: Message) => boolean): Promise<Message> => {
    const end = Date.now() + 20_000;
    for (;;) {
      const found = messages.find(wanted);
      if (found) return found;
      if (Date.now() > end) assert.fail(`waited in vain for ${what}: ${JSON.stringify(messages)}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  return {
    server,
    until,
    notify: (method: string, params: object) => write({ method, params }),
    async request(method: string, params: object | null) {
      last += 1;
      const id = last;
      write({ id, method, params });
      return until(`the answer to ${method}`, (message) => message.id === id && message.method === undefined);
    },
  };
}

function readMessages(server: ChildProcessWithoutNullStreams, messages: Message[]): void {
  let pending = Buffer.alloc(0);
  server.stdout.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = pending.indexOf("\r\n\r\n");
      const length = Number(
        /Content-Length: (\d+)/i.exec(pending.toString("latin1", 0, Math.max(0, head)))?.[1],
      );
      if (head < 0 || pending.length < head + 4 + length) return;
      messages.push(JSON.parse(pending.toString("utf8", head + 4, head + 4 + length)));
      pending = pending.subarray(head + 4 + length);
    }
  });
}

test("an editor that says nothing about itself is served from hello to good-bye", async (t) => {
  const folder = await makeFolder(t, shop);
  const uri = uriOfPath(join(folder, "service.yaml"));
  const { server, notify, request, until } = start(t);
  const hello = { processId: process.pid, rootUri: uriOfPath(folder), capabilities: {} };
  const { result } = await request("initialize", hello);
  assert.ok(JSON.stringify(result).includes("hoverProvider"));
  notify("initialized", {});
  notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text: service } });
  const published = await until("the finding", ({ method, params }) => {
    return method === "textDocument/publishDiagnostics" && params?.["uri"] === uri;
  });
  assert.ok(JSON.stringify(published.params).includes("PTL101"));
  const position = { line: 6, character: 10 };
  const hover = await request("textDocument/hover", { textDocument: { uri }, position });
  assert.equal(hover.error, undefined);
  const unknown = await request("textDocument/unheardOf", {});
  assert.equal(unknown.error?.code, -32601);
  assert.equal((await request("shutdown", null)).result, null);
  notify("exit", {});
  const [code] = await once(server, "exit");
  assert.equal(code, 0);
});

test("the server ends when its editor's pipe is closed", async (t) => {
  const { server, request } = start(t);
  await request("initialize", { processId: null, rootUri: null, capabilities: {} });
  server.stdin.end();
  const [code] = await once(server, "exit");
  assert.equal(code, 1);
});

test("an exit without a good-bye is told by the process's code", async (t) => {
  const { server, notify, request } = start(t);
  const early = await request("textDocument/hover", {});
  assert.equal(early.error?.code, -32002);
  await request("initialize", { processId: null, rootUri: null, capabilities: {} });
  notify("initialized", {});
  notify("exit", {});
  const [code] = await once(server, "exit");
  assert.equal(code, 1);
});

test("an exit before the first word ends the server", async (t) => {
  const { server, notify } = start(t);
  notify("exit", {});
  const [code] = await once(server, "exit");
  assert.equal(code, 1);
});

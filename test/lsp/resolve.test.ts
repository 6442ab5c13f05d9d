/** Names that are resolved on request: by our client in steps, by a code action, and as plain text by a command of the server. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  ExecuteCommandRequest,
  type Position,
} from "vscode-languageserver";
import { uriOfPath } from "../../server/src/host/uris.ts";
import type {
  AskersAnswer,
  AskersParams,
  ResolveAnswer,
  ResolveParams,
} from "../../server/src/lsp/messages.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";
import { resolvingWorld } from "../support/resolving.ts";

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: ops }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1-alpine
          env: [{ name: CART_URL, value: "http://cart.shop/" }]
`;

const IN_NAME: Position = { line: 11, character: 52 };
const ELSEWHERE: Position = { line: 9, character: 4 };

async function open(t: TestContext, initializationOptions?: unknown) {
  const folder = await makeFolder(t, { "web.yaml": web, "rest.yaml": resolvingWorld });
  const editor = await startEditor(t, { folders: [uriOfPath(folder)], initializationOptions });
  const uri = uriOfPath(join(folder, "web.yaml"));
  await editor.open(uri, web);
  await editor.ready();
  const { connection } = editor;
  return {
    editor,
    textDocument: { uri },
    askers: (params: AskersParams) => connection.sendRequest<AskersAnswer>("portolan/askers", params),
    resolve: (params: unknown) => connection.sendRequest<ResolveAnswer | null>("portolan/resolve", params),
    actions: async (at: Position, only?: string[]): Promise<readonly CodeAction[]> => {
      const context: CodeActionContext = { diagnostics: [], ...(only ? { only } : {}) };
      const params = { textDocument: { uri }, range: { start: at, end: at }, context };
      const answer = await connection.sendRequest(CodeActionRequest.type, params);
      return (answer ?? []).filter((each): each is CodeAction => !("arguments" in each));
    },
    run: (command: string, ...args: readonly unknown[]) =>
      connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: [...args] }),
  };
}

const OURS = { clientCommands: true };

test("our client asks who may look up what, and then how it goes", async (t) => {
  const { textDocument, askers, resolve, editor } = await open(t, OURS);
  const { name, workloads } = await askers({ textDocument, position: IN_NAME });
  const [first] = workloads;
  assert.ok(first);
  assert.deepEqual(
    [name, first.kind, first.namespace, first.name, first.near],
    ["cart.shop", "Deployment", "ops", "web", true],
  );
  const question: ResolveParams = { name: "cart.shop", from: first.resource, unit: first.unit };
  const answer = (await resolve(question)) ?? assert.fail("no answer");
  assert.equal(answer.title, "cart.shop from Deployment web");
  assert.equal(
    answer.text.split("\n\n")[1],
    "   1  cart.shop.ops.svc.cluster.local.  NXDOMAIN\n   2  cart.shop.svc.cluster.local.      OK  10.96.31.4",
  );
  assert.match(answer.text, /^Found: Service shop\/cart {2}\(rest\.yaml:3\)$/m);
  await editor.replace(textDocument.uri, "kind: Deployment", "kind: ConfigMap");
  await editor.until("the change is read", () => editor.statuses.at(-1)?.state === "ready");
  assert.equal(await resolve(question), null, "who is gone asks nothing");
});

test("without a place every workload may ask, and what is no workload gets nothing", async (t) => {
  const { askers, resolve } = await open(t, OURS);
  const { name, workloads } = await askers({});
  assert.equal(name, null);
  assert.ok(workloads.length > 5);
  for (const params of [
    { name: "a", from: "", unit: "" },
    { name: "", from: "x", unit: "y" },
  ]) {
    assert.equal(await resolve(params), null, JSON.stringify(params));
  }
});

test("a name in a value has an action that shows how it goes, where the client has the command", async (t) => {
  const { actions } = await open(t, OURS);
  const [action, ...others] = await actions(IN_NAME);
  assert.deepEqual(others, []);
  assert.equal(action?.title, "Show how `cart.shop` is resolved here");
  assert.equal(action.command?.command, "portolan.resolveName");
  const [question] = action.command.arguments ?? [];
  assert.equal(question.name, "cart.shop");
  assert.match(question.from, /Deployment/);
  assert.deepEqual(await actions(ELSEWHERE), []);
  assert.deepEqual(await actions(IN_NAME, ["quickfix"]), [], "it fixes nothing");
});

test("other editors run a command of the server, and get a text", async (t) => {
  const { editor, actions, run, textDocument } = await open(t);
  assert.deepEqual(editor.initialized.capabilities.executeCommandProvider?.commands, [
    "portolan.names",
    "portolan.resolve",
  ]);
  assert.deepEqual(await actions(IN_NAME), []);
  assert.match(
    await run("portolan.resolve", { textDocument, position: IN_NAME }),
    /^cart\.shop, asked by Deployment ops\/web\nResolver: musl, by its image web:1-alpine; glibc and Go do the same\n/,
  );
  const NOTHING: readonly (readonly unknown[])[] = [
    ["portolan.resolve", { textDocument, position: ELSEWHERE }],
    ["portolan.resolve"],
    ["portolan.resolve", null],
    ["portolan.resolve", { textDocument: {}, position: IN_NAME }],
    ["portolan.resolve", { textDocument, position: { line: "1", character: 0 } }],
    ["portolan.resolve", { textDocument: { uri: "file:///nowhere.yaml" }, position: IN_NAME }],
    ["portolan.names", { textDocument, position: IN_NAME }],
    ["constructor", { textDocument, position: IN_NAME }],
  ];
  for (const [command, ...args] of NOTHING) {
    assert.equal(await run(String(command), ...args), null, JSON.stringify([command, ...args]));
  }
});

test("our own client registers no commands of the server under their names", async (t) => {
  const { editor } = await open(t, OURS);
  assert.equal(editor.initialized.capabilities.executeCommandProvider, undefined);
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRequest,
  HoverRequest,
  LSPErrorCodes,
} from "vscode-languageserver";
import type { Analysis } from "../../server/src/core/analysis.ts";
import type { CodeAction as CoreAction, FileId, Range } from "../../server/src/core/answers.ts";
import { fileId, rootOf } from "../../server/src/core/value/file.ts";
import { uriOfPath } from "../../server/src/host/uris.ts";
import type { ExposeAnswer, ExposeParams, NamesAnswer, NamesParams } from "../../server/src/lsp/messages.ts";
import { answering } from "../support/answering.ts";
import { makeFolder } from "../support/folder.ts";
import { type EditorOptions, startEditor } from "../support/lsp-client.ts";
import { deployment, service, shop } from "../support/shop.ts";

const LINE: Range = { start: { line: 6, character: 9 }, end: { line: 6, character: 13 } };

async function openService(t: TestContext, answers: Partial<Analysis>, options: EditorOptions = {}) {
  const folder = await makeFolder(t, shop);
  const editor = await startEditor(t, {
    folders: [uriOfPath(folder)],
    analysis: answering(answers),
    ...options,
  });
  const uri = uriOfPath(join(folder, "service.yaml"));
  await editor.open(uri, service);
  return { editor, uri, other: uriOfPath(join(folder, "deployment.yaml")), textDocument: { uri } };
}

const otherFile = (file: FileId) => fileId(rootOf(file), "deployment.yaml");

test("a hover is Markdown where the editor renders it, and text elsewhere", async (t) => {
  const hover = () => ({ range: LINE, markdown: "**port 80** leads to `cart`" });
  const rendering: ClientCapabilities = { textDocument: { hover: { contentFormat: ["markdown"] } } };
  const plain: ClientCapabilities = {};
  for (const [capabilities, kind] of [[rendering, "markdown"] as const, [plain, "plaintext"] as const]) {
    const { editor, textDocument } = await openService(t, { hover }, { capabilities });
    const answer = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument,
      position: LINE.start,
    });
    assert.deepEqual(answer, { range: LINE, contents: { kind, value: "**port 80** leads to `cart`" } });
  }
});

test("the texts of cards are read with the first hover and once; a hover does without them", async (t) => {
  let reads = 0;
  const fieldBook = async () => {
    reads += 1;
    throw new Error("out of reach");
  };
  const { editor, textDocument } = await openService(t, {}, { fieldBook });
  const ask = (line: number) =>
    editor.connection.sendRequest(HoverRequest.type, { textDocument, position: { line, character: 3 } });
  assert.equal(reads, 0);
  assert.equal(await ask(3), null, "a field's card needs them");
  assert.ok(await ask(5), "a selector's does not");
  assert.equal(reads, 1);
  assert.match(editor.logged.join("\n"), /the texts of cards.*out of reach/);
});

test("a hover on any field", async (t) => {
  const { editor, textDocument } = await openService(t, {});
  const position = { line: 3, character: 3 };
  const answer = await editor.connection.sendRequest(HoverRequest.type, { textDocument, position });
  assert.match(JSON.stringify(answer), /The name of a Service is its name in DNS/);
});

test("a hover where there is nothing to say, and in a document that is none of ours", async (t) => {
  const { editor, textDocument } = await openService(t, { hover: () => undefined });
  const ask = (uri: string) =>
    editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: LINE.start });
  assert.equal(await ask(textDocument.uri), null);
  assert.equal(await ask("git:/shop/service.yaml"), null);
  assert.equal(await ask("file:///never/opened.yaml"), null);
});

test("a lens peeks at its pods where the client has the command, and is a title elsewhere", async (t) => {
  const lenses = (file: FileId) => [
    { range: LINE, title: "cart:80 → 3 pods", targets: [{ file: otherFile(file), range: LINE }] },
    { range: LINE, title: "no pods", targets: [] },
  ];
  const plain = await openService(t, { lenses });
  const ask = ({ editor, textDocument }: typeof plain) =>
    editor.connection.sendRequest(CodeLensRequest.type, { textDocument });
  assert.deepEqual(await ask(plain), [
    { range: LINE, command: { title: "cart:80 → 3 pods", command: "" } },
    { range: LINE, command: { title: "no pods", command: "" } },
  ]);
  const rich = await openService(t, { lenses }, { initializationOptions: { clientCommands: true } });
  assert.deepEqual(
    (await ask(rich))?.map(({ command }) => command),
    [
      {
        title: "cart:80 → 3 pods",
        command: "portolan.peekPods",
        arguments: [rich.uri, LINE.start, [{ uri: rich.other, range: LINE }]],
      },
      { title: "no pods", command: "" },
    ],
  );
  const charted = await openService(
    t,
    { lenses: () => [{ range: LINE, title: "cart", targets: [], action: "chart" }] },
    { initializationOptions: { clientCommands: true } },
  );
  assert.deepEqual(
    (await ask(charted))?.map(({ command }) => command),
    [{ title: "cart", command: "portolan.openChart", arguments: [charted.uri, LINE.start] }],
  );
});

test("lenses are switched off by the settings, and asked for anew when they are switched on", async (t) => {
  const lenses = () => [{ range: LINE, title: "cart", targets: [] }];
  const settings: Record<string, unknown> = { portolan: { codeLens: { enabled: false } } };
  const { editor, textDocument } = await openService(t, { lenses }, { settings });
  const ask = () => editor.connection.sendRequest(CodeLensRequest.type, { textDocument });
  assert.deepEqual(await ask(), []);
  settings["portolan"] = { codeLens: { enabled: true } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.until("lenses are refreshed", () => editor.asked.includes("workspace/codeLens/refresh"));
  assert.equal((await ask())?.length, 1);
});

test("lenses that change because of another file are asked for anew", async (t) => {
  let title = "3 pods";
  const lenses = () => [{ range: LINE, title, targets: [] }];
  const { editor, textDocument, other } = await openService(t, { lenses });
  await editor.connection.sendRequest(CodeLensRequest.type, { textDocument });
  await editor.ready();
  assert.ok(!editor.asked.includes("workspace/codeLens/refresh"));
  title = "4 pods";
  await editor.open(other, "# changed\n");
  await editor.until("lenses are refreshed", () => editor.asked.includes("workspace/codeLens/refresh"));
});

const fix = (file: FileId): CoreAction => ({
  title: "Change `app: crat` to `app: cart`",
  kind: "quickfix",
  preferred: true,
  answers: [{ code: "PTL101", range: LINE }],
  edits: [{ file, edits: [{ range: LINE, text: "cart" }] }],
});

const fixElsewhere = (file: FileId): CoreAction => ({
  ...fix(file),
  title: "Add the label",
  preferred: false,
  edits: [{ file: otherFile(file), edits: [{ range: LINE, text: "x" }] }, ...fix(file).edits],
});

const fixAll = (file: FileId): CoreAction => ({
  ...fix(file),
  title: "Fix all",
  kind: "source.fixAll.portolan",
  answers: [],
});

const codeActions = (file: FileId) => [fix(file), fixElsewhere(file), fixAll(file)];

test("quick fixes carry their diagnostics, are preferred when safe, and get their edit on resolve", async (t) => {
  const { editor, uri, textDocument } = await openService(t, { codeActions });
  await editor.until("the fault is shown", () => editor.codes(uri).length === 1);
  const diagnostics = [...editor.diagnostics(uri)];
  const foreign = { ...diagnostics[0], message: "another's", source: "yaml", range: LINE };
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: LINE,
    context: { diagnostics: [...diagnostics, foreign] },
  });
  const [first, second, third] = (actions ?? []) as CodeAction[];
  assert.deepEqual(first?.diagnostics, diagnostics);
  assert.equal(first?.isPreferred, true);
  assert.equal(first?.edit, undefined);
  assert.equal(second?.isPreferred, undefined);
  assert.equal(third?.kind, "source.fixAll.portolan");
  const resolved = await editor.connection.sendRequest(CodeActionResolveRequest.type, first ?? assert.fail());
  assert.deepEqual(resolved.edit, {
    documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ range: LINE, newText: "cart" }] }],
  });
});

test("an edit of another file asks first, where the editor can ask", async (t) => {
  const { editor, uri, other, textDocument } = await openService(t, { codeActions });
  const params = { textDocument, range: LINE, context: { diagnostics: [], only: ["quickfix"] } };
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, params);
  const action = ((actions ?? []) as CodeAction[])[1] ?? assert.fail();
  const { edit } = await editor.connection.sendRequest(CodeActionResolveRequest.type, action);
  assert.deepEqual(edit, {
    documentChanges: [
      {
        textDocument: { uri: other, version: null },
        edits: [{ range: LINE, newText: "x", annotationId: "elsewhere" }],
      },
      { textDocument: { uri, version: 1 }, edits: [{ range: LINE, newText: "cart" }] },
    ],
    changeAnnotations: {
      elsewhere: { label: "Add the label", description: "Changes another file", needsConfirmation: true },
    },
  });
});

test("an editor that knows little gets the edit at once, without versions", async (t) => {
  const { editor, uri, other, textDocument } = await openService(t, { codeActions }, { capabilities: {} });
  const params = { textDocument, range: LINE, context: { diagnostics: [], only: ["quickfix"] } };
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, params);
  const action = ((actions ?? []) as CodeAction[])[1] ?? assert.fail();
  assert.deepEqual(action.edit, {
    changes: { [other]: [{ range: LINE, newText: "x" }], [uri]: [{ range: LINE, newText: "cart" }] },
  });
});

test("only the kinds asked for are offered", async (t) => {
  const { editor, textDocument } = await openService(t, { codeActions });
  const ask = async (only: string[]) => {
    const context = { diagnostics: [], only };
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: LINE,
      context,
    });
    return actions?.map((action) => action.title);
  };
  assert.deepEqual(await ask(["source.fixAll"]), ["Fix all"]);
  assert.deepEqual(await ask(["source"]), ["Fix all"]);
  assert.deepEqual(await ask(["source.organizeImports"]), []);
  assert.deepEqual(await ask(["refactor"]), []);
  assert.equal((await ask(["quickfix"]))?.length, 2);
});

test("an action whose document has changed since is not resolved", async (t) => {
  const { editor, uri, textDocument } = await openService(t, { codeActions });
  const params = { textDocument, range: LINE, context: { diagnostics: [] } };
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, params);
  await editor.replace(uri, "crat", "cart");
  const action = ((actions ?? []) as CodeAction[])[0] ?? assert.fail();
  await assert.rejects(editor.connection.sendRequest(CodeActionResolveRequest.type, action), {
    code: LSPErrorCodes.ContentModified,
  });
});

test("an answer about a text that has changed meanwhile is withheld", async (t) => {
  const { editor, uri, textDocument } = await openService(t, {});
  await editor.ready();
  const answer = editor.connection.sendRequest(HoverRequest.type, { textDocument, position: LINE.start });
  const changed = editor.replace(uri, "crat", "cart");
  await assert.rejects(answer, { code: LSPErrorCodes.ContentModified });
  await changed;
});

test("what throws is answered with an error and logged once; the server goes on", async (t) => {
  const hover = () => {
    throw new Error("a fault of ours");
  };
  const { editor, textDocument } = await openService(t, { hover });
  const ask = () => editor.connection.sendRequest(HoverRequest.type, { textDocument, position: LINE.start });
  await assert.rejects(ask(), /a fault of ours/);
  await assert.rejects(ask(), /a fault of ours/);
  assert.equal(editor.logged.filter((line) => line.includes("a fault of ours")).length, 1);
  assert.ok(await editor.connection.sendRequest(CodeLensRequest.type, { textDocument }));
});

test("a rule that fails is logged once, with its code", async (t) => {
  const failures = () => ["PTL101: a fault of ours"];
  const { editor, textDocument } = await openService(t, { failures });
  assert.ok(await editor.connection.sendRequest(CodeLensRequest.type, { textDocument }));
  await editor.until("it is logged", () => editor.logged.some((line) => line.includes("a fault of ours")));
  assert.equal(editor.logged.filter((line) => line.includes("PTL101: a fault of ours")).length, 1);
});

test("a file that cannot be judged does not silence the others", async (t) => {
  const diagnostics: Analysis["diagnostics"] = (file) => {
    if (file.endsWith("deployment.yaml")) throw new Error("a fault of ours");
    const finding = {
      file,
      range: LINE,
      code: "PTL101",
      name: "x",
      severity: "error" as const,
      message: "m",
    };
    return {
      shown: [{ ...finding, resource: undefined, path: "", units: [], related: [], fixes: [] }],
      suppressed: 0,
    };
  };
  const { editor, uri } = await openService(t, { diagnostics });
  await editor.until("the other is judged", () => editor.codes(uri).length === 1);
  assert.equal(editor.logged.filter((line) => line.includes("a fault of ours")).length, 1);
});

test("a lens that opens or writes something needs our client; elsewhere it is a title", async (t) => {
  const lenses = () => [
    { range: LINE, title: "DNS · env", targets: [], action: "names" as const },
    { range: LINE, title: "Expose…", plainTitle: "not reached", targets: [], action: "expose" as const },
  ];
  const ask = async (options: EditorOptions) => {
    const { editor, uri, textDocument } = await openService(t, { lenses }, options);
    const answer = await editor.connection.sendRequest(CodeLensRequest.type, { textDocument });
    return { uri, commands: answer?.map(({ command }) => command) };
  };
  const rich = await ask({ initializationOptions: { clientCommands: true } });
  assert.deepEqual(rich.commands, [
    { title: "DNS · env", command: "portolan.showNames", arguments: [rich.uri, LINE.start] },
    { title: "Expose…", command: "portolan.exposeWorkload", arguments: [rich.uri, LINE.start] },
  ]);
  assert.deepEqual((await ask({})).commands, [
    { title: "DNS · env", command: "" },
    { title: "not reached", command: "" },
  ]);
});

test("all names of a Service are told by its place, and again by itself after a change", async (t) => {
  const options = { initializationOptions: { clientCommands: true } };
  const { editor, uri, other, textDocument } = await openService(t, {}, options);
  let judged = 0;
  editor.connection.onNotification("portolan/judged", () => {
    judged += 1;
  });
  await editor.ready();
  const ask = (at: NamesParams["at"]) =>
    editor.connection.sendRequest<NamesAnswer | null>("portolan/names", { textDocument, at });
  const first = (await ask({ line: 0, character: 0 })) ?? assert.fail("no sheet");
  assert.equal(first.title, "cart.default");
  assert.match(first.text, /^Service cart in namespace default: DNS, endpoints, environment, rules\n/);
  assert.match(first.text, /None: the selector matches no pods/);
  const before = judged;
  await editor.replace(uri, "crat", "cart");
  await editor.until("the change is judged", () => judged > before);
  assert.match((await ask(first.resource))?.text ?? "", /Deployment cart/);
  await editor.open(other, deployment);
  const elsewhere = { textDocument: { uri: other }, at: { line: 0, character: 0 } };
  assert.equal(await editor.connection.sendRequest("portolan/names", elsewhere), null);
});

test("a workload is exposed by an edit", async (t) => {
  const folder = await makeFolder(t, { "deployment.yaml": deployment });
  const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
  const uri = uriOfPath(join(folder, "deployment.yaml"));
  await editor.open(uri, deployment);
  await editor.ready();
  const params: ExposeParams = { textDocument: { uri }, position: { line: 3, character: 0 } };
  const answer = await editor.connection.sendRequest<ExposeAnswer | null>("portolan/expose", params);
  assert.equal(answer?.title, "Create Service cart for Deployment cart");
  const [change] = answer.edit.documentChanges ?? [];
  assert.deepEqual(change && "textDocument" in change && change.textDocument, { uri, version: 1 });
  assert.match(JSON.stringify(change), /kind: Service/);
});

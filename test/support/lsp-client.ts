/** An editor without a screen: speaks the protocol to a server in the same process and remembers what it was told. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import type { TestContext } from "node:test";
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver/node";
import { type Analysis, createAnalysis, type FieldBook } from "../../server/src/core/analysis.ts";
import { book } from "../../server/src/core/features/cards/fields/book.ts";
import type { Disk } from "../../server/src/host/disk.ts";
import { nodeDisk } from "../../server/src/host/node.ts";
import type { StatusParams } from "../../server/src/lsp/messages.ts";
import { startServer } from "../../server/src/lsp/server.ts";

export interface EditorOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Settings by section; may be changed while the editor runs. */
  readonly settings?: Record<string, unknown>;
  readonly disk?: Disk;
  readonly analysis?: Analysis;
  readonly fieldBook?: () => Promise<FieldBook>;
}

export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: readonly PublishDiagnosticsParams[];
  readonly statuses: readonly StatusParams[];
  readonly logged: readonly string[];
  /** The methods registered so far, and the requests of the server to refresh lenses, in order. */
  readonly asked: readonly string[];
  diagnostics(uri: string): readonly Diagnostic[];
  /** The codes shown in a document, sorted. */
  codes(uri: string): readonly string[];
  open(uri: string, text: string): Promise<void>;
  /** Replaces the first occurrence of a text in an open document. */
  replace(uri: string, text: string, by: string): Promise<void>;
  close(uri: string): Promise<void>;
  /** The range of the first occurrence of a text in an open document. */
  rangeOf(uri: string, text: string): Range;
  versionOf(uri: string): number;
  /** Resolves when a condition holds; fails when it does not come to hold. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Resolves when the workspace is judged. */
  ready(): Promise<void>;
}

const FULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      resolveSupport: { properties: ["edit"] },
    },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1] },
    },
  },
  window: { workDoneProgress: true },
};

interface Heard {
  readonly published: PublishDiagnosticsParams[];
  readonly latest: Map<string, readonly Diagnostic[]>;
  readonly statuses: StatusParams[];
  readonly logged: string[];
  readonly asked: string[];
}

export async function startEditor(t: TestContext, options: EditorOptions = {}): Promise<Editor> {
  const heard: Heard = { published: [], latest: new Map(), statuses: [], logged: [], asked: [] };
  const connection = connect(t, options);
  listen(connection, heard, options.settings ?? {});
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? FULL,
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return editorOf(connection, heard, initialized);
}

function connect(
  t: TestContext,
  { analysis = createAnalysis(), disk = nodeDisk(), fieldBook = async () => book }: EditorOptions,
): ProtocolConnection {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  startServer(server, { analysis, disk, version: "0.0.0", fieldBook });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  t.after(async () => {
    await client.sendRequest("shutdown");
    client.dispose();
    server.dispose();
  });
  return client;
}

function listen(connection: ProtocolConnection, heard: Heard, settings: Record<string, unknown>): void {
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    heard.published.push(params);
    heard.latest.set(params.uri, params.diagnostics);
  });
  connection.onNotification("portolan/status", (status: StatusParams) => {
    heard.statuses.push(status);
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => {
    heard.logged.push(message);
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    heard.asked.push(...registrations.map(({ method }) => method));
  });
  connection.onRequest(CodeLensRefreshRequest.type, () => {
    heard.asked.push(CodeLensRefreshRequest.method);
  });
  connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => (section === undefined ? null : (settings[section] ?? null))),
  );
}

function editorOf(connection: ProtocolConnection, heard: Heard, initialized: InitializeResult): Editor {
  const texts = new Map<string, { text: string; version: number }>();
  const held = (uri: string) => texts.get(uri) ?? assert.fail(`${uri} is not open`);
  const rangeOf = (uri: string, text: string) => rangeIn(held(uri).text, text);
  const until = async (what: string, condition: () => boolean) => {
    const end = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > end) assert.fail(`waited in vain until ${what}; log:\n${heard.logged.join("\n")}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    ...heard,
    connection,
    initialized,
    rangeOf,
    until,
    versionOf: (uri) => held(uri).version,
    diagnostics: (uri) => heard.latest.get(uri) ?? [],
    codes: (uri) => (heard.latest.get(uri) ?? []).map(({ code }) => String(code)).sort(),
    async open(uri, text) {
      texts.set(uri, { text, version: 1 });
      const textDocument = { uri, languageId: "yaml", version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },
    async replace(uri, text, by) {
      const before = held(uri);
      const version = before.version + 1;
      const contentChanges = [{ range: rangeOf(uri, text), text: by }];
      texts.set(uri, { text: before.text.replace(text, () => by), version });
      const textDocument = { uri, version };
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument,
        contentChanges,
      });
    },
    async close(uri) {
      texts.delete(uri);
      await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    ready: () => until("the workspace is judged", () => heard.statuses.at(-1)?.state === "ready"),
  };
}

function rangeIn(text: string, part: string): Range {
  const start = text.indexOf(part);
  assert.ok(start >= 0, `no ${part} in\n${text}`);
  return { start: positionIn(text, start), end: positionIn(text, start + part.length) };
}

function positionIn(text: string, offset: number): Range["start"] {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

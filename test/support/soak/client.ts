/** A client that remembers what is shown and nothing else, so that a run of any length weighs nothing. */
import assert from "node:assert/strict";
import {
  type ClientCapabilities,
  type Diagnostic,
  LSPErrorCodes,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
} from "vscode-languageserver/node";

export interface Client {
  /** Fails when an answer takes longer than anybody would wait, or is an error that no editor expects. */
  ask(method: string, params: object, longest?: number): Promise<unknown>;
  tell(method: string, params: object): Promise<void>;
  /** What is shown, by address; addresses without findings are left out. */
  shown(): Readonly<Record<string, readonly Diagnostic[]>>;
  /** How often every file was judged. */
  judgements(): number;
  /** What the server's log calls a failure. */
  readonly complaints: readonly string[];
  /** The slowest answer so far, in milliseconds of this process's time. */
  slowest(): { readonly method: string; readonly milliseconds: number };
  setSettings(settings: object): void;
  /** Tells of something after which the server asks for its settings, and waits until it has them. */
  tellAndConfigure(method: string, params: object): Promise<void>;
  dispose(): Promise<void>;
}

const CAPABILITIES: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    publishDiagnostics: { relatedInformation: true },
  },
};

/** Of processor time: what else runs on the machine must not count. */
const LONGEST_MILLISECONDS = 2_000;

export async function startClient(
  connection: ProtocolConnection,
  folder: string,
  startSettings: object,
  dispose: () => Promise<void>,
): Promise<Client> {
  const shown = new Map<string, readonly Diagnostic[]>();
  const complaints: string[] = [];
  let settings = startSettings;
  let judgements = 0;
  let configurations = 0;
  let slowest = { method: "", milliseconds: 0 };
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    if (params.diagnostics.length === 0) shown.delete(params.uri);
    else shown.set(params.uri, params.diagnostics);
  });
  connection.onNotification("portolan/judged", () => {
    judgements += 1;
  });
  connection.onNotification("window/logMessage", ({ type, message }: { type: number; message: string }) => {
    if (type <= 2 && message.includes(" failed: ")) complaints.push(message);
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section: string }[] }) => {
    configurations += 1;
    return items.map(({ section }) => (section === "portolan" ? settings : null));
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: CAPABILITIES,
    workspaceFolders: [{ uri: folder, name: "sea" }],
    initializationOptions: { clientCommands: true, completesFields: true },
  });
  await connection.sendNotification("initialized", {});
  return {
    async ask(method, params, longest = LONGEST_MILLISECONDS) {
      const begun = process.cpuUsage();
      const answer = await connection.sendRequest(method, params).catch(expected);
      const { user, system } = process.cpuUsage(begun);
      const milliseconds = (user + system) / 1_000;
      const isUsual = longest === LONGEST_MILLISECONDS;
      if (isUsual && milliseconds > slowest.milliseconds) slowest = { method, milliseconds };
      assert.ok(milliseconds < longest, `${method} took ${Math.round(milliseconds)} ms`);
      return answer;
    },
    tell: (method, params) => connection.sendNotification(method, params),
    shown: () => Object.fromEntries([...shown].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    judgements: () => judgements,
    complaints,
    slowest: () => slowest,
    setSettings(next) {
      settings = next;
    },
    async tellAndConfigure(method, params) {
      const before = configurations;
      await connection.sendNotification(method, params);
      while (configurations === before) await new Promise((done) => setTimeout(done, 1));
      // Answers and questions keep their order: once this one is answered, the settings are in force.
      await connection.sendRequest("textDocument/codeLens", { textDocument: { uri: "" } });
    },
    dispose,
  };
}

/** A question that was overtaken by an edit is refused, and asked again when somebody cares. */
function expected(error: unknown): unknown {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified) return "overtaken";
  throw error;
}

/** From the first word to the last: what is agreed, what is open, what changes on disk and in the settings. */
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { abilitiesOf, optionsOf } from "./abilities.ts";
import {
  type Configuration,
  EXCLUDE,
  readConfiguration,
  SECTION,
  sectionIn,
} from "./methods/configuration.ts";
import { foldersAtStart, initialize } from "./methods/initialize.ts";
import { fileChanges, watchers } from "./methods/watchedFiles.ts";
import type { Sweeper } from "./publishing/sweep.ts";
import { hearing } from "./requests.ts";
import type { Session } from "./session.ts";
import type { Status } from "./status.ts";

export interface Lifecycle {
  readonly status: Status;
  readonly sweeper: Sweeper;
  readonly version: string;
}

export function listenToEditor(session: Session, lifecycle: Lifecycle): void {
  const { agreed, connection, log, phase, workspace } = session;
  const hear = hearing(log, phase.isOpen);
  const configure = configuring(session, lifecycle);
  connection.onInitialize((params) => {
    if (!phase.begin()) return new ResponseError(ErrorCodes.InvalidRequest, "initialized already");
    listenToDocuments(session);
    agreed.abilities = abilitiesOf(params);
    agreed.folders = foldersAtStart(params);
    agreed.told = optionsOf(params.initializationOptions).settings;
    return initialize(params, lifecycle.version);
  });
  connection.onInitialized(
    hear("initialized", async () => {
      if (agreed.abilities.changesFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(
          hear("workspace/didChangeWorkspaceFolders", async (event) => {
            agreed.folders = foldersAfter(agreed.folders, event);
            await configure();
          }),
        );
      }
      register(session);
      await configure();
    }),
  );
  connection.onDidChangeConfiguration(
    hear("workspace/didChangeConfiguration", async ({ settings }) => {
      agreed.told = sectionIn(settings) ?? agreed.told;
      await configure();
    }),
  );
  connection.onDidChangeWatchedFiles(
    hear("workspace/didChangeWatchedFiles", ({ changes }) => workspace.changed(fileChanges(changes))),
  );
  connection.onShutdown(() => {
    const refused = phase.refusal();
    if (refused) throw refused;
    phase.end();
    lifecycle.sweeper.stop();
  });
}

export function refreshLenses({ agreed, connection }: Session): void {
  if (!agreed.abilities.refreshesLenses) return;
  // An editor that refuses asks again when it likes.
  connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}

/** Documents that are opened before their folders are known wait for them. */
function listenToDocuments({ connection, documents, phase, start, workspace }: Session): void {
  const isHeard = () => start.isReached() && phase.isOpen();
  documents.onDidChangeContent(({ document }) => {
    if (isHeard()) workspace.edit(document.uri, document.getText());
  });
  documents.onDidClose(({ document }) => {
    if (isHeard()) workspace.close(document.uri);
  });
  documents.listen(connection);
}

function register({ agreed: { abilities }, connection, log }: Session): void {
  const { client } = connection;
  const failed = (error: unknown) => log.failure("client/registerCapability", error);
  if (abilities.watchesFiles) {
    client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] }).catch(failed);
  }
  if (abilities.registersConfiguration) {
    const section = [SECTION, EXCLUDE];
    client.register(DidChangeConfigurationNotification.type, { section }).catch(failed);
  }
}

function foldersAfter(
  folders: readonly string[],
  { added, removed }: WorkspaceFoldersChangeEvent,
): readonly string[] {
  const gone = new Set(removed.map(({ uri }) => uri));
  return [...new Set([...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)])];
}

/** Asks for the configuration and acts on it; of several at a time, the last one asked for counts. */
function configuring(session: Session, lifecycle: Lifecycle): () => Promise<void> {
  let turn = 0;
  return async () => {
    const { agreed, connection, log } = session;
    turn += 1;
    const mine = turn;
    const { abilities, folders, told } = agreed;
    const configuration = await readConfiguration(connection, abilities, folders, told).catch((error) => {
      log.failure("workspace/configuration", error);
      return readConfiguration(connection, { ...abilities, pullsConfiguration: false }, folders, told);
    });
    if (turn === mine) apply(session, lifecycle, configuration);
  };
}

function apply(session: Session, { status, sweeper }: Lifecycle, { settings, folders }: Configuration): void {
  const { agreed, analysis, documents, log, start, workspace } = session;
  const before = agreed.settings;
  agreed.settings = settings;
  log.setLevel(settings.logLevel);
  analysis.setEditorSettings(settings.shared);
  if (!start.isReached() || JSON.stringify(folders) !== JSON.stringify(agreed.applied)) {
    agreed.applied = folders;
    status.indexing();
    workspace.setFolders(folders);
  } else sweeper.changed("disk");
  if (!start.isReached()) {
    start.reach();
    for (const document of documents.all()) workspace.edit(document.uri, document.getText());
  } else if (before.lenses !== settings.lenses) refreshLenses(session);
}

/** What is agreed between one editor and us, and the parts that serve it. */
import { type Connection, type InitializeParams, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis } from "../core/analysis.ts";
import type { Disk } from "../host/disk.ts";
import { createWorkspace, type Workspace, type WorkspaceFolder } from "../host/workspace.ts";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import { createLog, type Log } from "./log.ts";
import { type EditorSettings, editorSettings } from "./methods/configuration.ts";
import { createPhase, type Phase } from "./phase.ts";

export interface Session {
  readonly connection: Connection;
  readonly log: Log;
  readonly analysis: Analysis;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  readonly agreed: Agreed;
  readonly start: Start;
  readonly phase: Phase;
}

/** Folders and settings are known; before that no document has a place. */
export interface Start {
  readonly reached: Promise<void>;
  readonly isReached: () => boolean;
  readonly reach: () => void;
}

/** What the editor told, by its latest word. */
export interface Agreed {
  abilities: Abilities;
  folders: readonly string[];
  /** The folders as the workspace was last told of them. */
  applied: readonly WorkspaceFolder[];
  settings: EditorSettings;
  /** The `portolan` section, from an editor that sends it. */
  told: unknown;
}

export interface SessionEvents {
  changed(cause: "edit" | "disk"): void;
  reading(files: number): void;
}

export function createSession(
  connection: Connection,
  analysis: Analysis,
  disk: Disk,
  events: SessionEvents,
): Session {
  const log = createLog(connection.console);
  const workspace = createWorkspace(analysis, disk, {
    ...events,
    leftOut: (uri, reason) => log.warn(`${uri} is left out: ${reason}`),
    failed: (uri, error) => log.failure(`reading ${uri}`, error),
  });
  return {
    connection,
    log,
    analysis,
    documents: new TextDocuments(TextDocument),
    workspace,
    agreed: {
      abilities: abilitiesOf(NO_WORD),
      folders: [],
      applied: [],
      settings: editorSettings(undefined),
      told: undefined,
    },
    start: createStart(),
    phase: createPhase(),
  };
}

function createStart(): Start {
  let isReached = false;
  let resolve: (() => void) | undefined;
  const reached = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    reached,
    isReached: () => isReached,
    reach() {
      isReached = true;
      resolve?.();
    },
  };
}

const NO_WORD: InitializeParams = { processId: null, rootUri: null, capabilities: {} };

export function versionOf({ documents }: Session, uri: string): number | undefined {
  return documents.get(uri)?.version;
}

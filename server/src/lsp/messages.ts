/**
 * What the language server and the extension say to each other beyond the protocol. Types only: the client imports them
 * and no code of the server.
 */
import type { Location, Position } from "vscode-languageserver";

/** `initializationOptions`. An editor that sends none gets plain titles and no links of our own scheme. */
export interface InitializationOptions {
  /** The editor has the commands named in `ClientCommands`, and opens addresses `portolan-rule:/PTL101.md`. */
  readonly clientCommands?: boolean;
  /** The `portolan` section, for an editor that cannot be asked for its configuration. */
  readonly settings?: unknown;
}

/** The commands a client brings, with their arguments. */
export interface ClientCommands {
  /** Shows places beside a position: a Service's pod templates beside its lens. */
  readonly "portolan.peekPods": readonly [uri: string, position: Position, places: readonly Location[]];
}

/** The parameters of the notification `portolan/status`. */
export interface StatusParams {
  /** `indexing` while folders are read or first judged; `ready` when every finding of the workspace is out. */
  readonly state: "indexing" | "ready";
  readonly files: number;
  readonly resources: number;
  readonly units: number;
  /** How long the last indexing took; so far, while it goes on. */
  readonly milliseconds: number;
}

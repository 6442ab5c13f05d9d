/**
 * What the language server and the extension say to each other beyond the protocol. Types only: the client imports them
 * and no code of the server.
 */
import type { Location, Position, TextDocumentIdentifier, WorkspaceEdit } from "vscode-languageserver";
import type { ChartGraph, ChartUnit } from "../core/chart/graph.ts";

/** `initializationOptions`. An editor that sends none gets plain titles and no links of our own scheme. */
export interface InitializationOptions {
  /** The editor has the commands named in `ClientCommands`, and opens addresses `portolan-rule:/PTL101.md`. */
  readonly clientCommands?: boolean;
  /** Nothing else in the editor completes Kubernetes YAML: then we do. */
  readonly completesFields?: boolean;
  /** The `portolan` section, for an editor that cannot be asked for its configuration. */
  readonly settings?: unknown;
}

/** The commands a client brings, with their arguments. */
export interface ClientCommands {
  /** Shows places beside a position: a Service's pod templates beside its lens. */
  readonly "portolan.peekPods": readonly [uri: string, position: Position, places: readonly Location[]];
  /** Opens all names of the Service at a position. */
  readonly "portolan.showNames": readonly [uri: string, position: Position];
  /** Opens the chart with what stands at a position selected. */
  readonly "portolan.openChart": readonly [uri: string, position: Position];
  /** Writes a Service for the workload at a position. */
  readonly "portolan.exposeWorkload": readonly [uri: string, position: Position];
  /** Shows how pods resolve a name. */
  readonly "portolan.resolveName": readonly [question: ResolveParams];
}

/** The parameters of the request `portolan/askers`: what the editor shows; nothing where it shows no manifest. */
export interface AskersParams {
  readonly textDocument?: TextDocumentIdentifier;
  readonly position?: Position;
}

/** Its answer: the workloads whose pods may look a name up, the likeliest first, and the name that is meant. */
export interface AskersAnswer {
  readonly name: string | null;
  readonly workloads: readonly {
    readonly resource: string;
    readonly unit: string;
    readonly unitName: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    /** It stands under the cursor, or reads the ConfigMap that does. */
    readonly near: boolean;
  }[];
}

/** The parameters of the request `portolan/resolve`: a name, and whose pods look it up. */
export interface ResolveParams {
  readonly name: string;
  /** A workload's `resource` and `unit`. */
  readonly from: string;
  readonly unit: string;
}

/** Its answer; null where that workload is gone. */
export interface ResolveAnswer {
  /** `cart.shop from Deployment web`. */
  readonly title: string;
  readonly text: string;
}

/** The parameters of the request `portolan/names`: a Service at a position, or one that was asked about before. */
export interface NamesParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly at: Position | string;
}

/** Its answer; null where there is no Service. */
export interface NamesAnswer {
  /** The Service, to ask about it again when `portolan/judged` says that something has changed. */
  readonly resource: string;
  readonly title: string;
  readonly text: string;
}

/** The parameters of the request `portolan/expose`: a workload at a position. */
export interface ExposeParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
}

/** Its answer; null where there is no workload, or nothing to make a Service of. */
export interface ExposeAnswer {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

/** The parameters of the notification `portolan/status`. */
export interface StatusParams {
  /** `indexing` while folders are read or first judged; `ready` when every finding of the workspace is out. */
  readonly state: "indexing" | "ready";
  readonly files: number;
  readonly resources: number;
  /** Objects that were dumped from a cluster, and stand for it. */
  readonly observed: number;
  readonly units: number;
  /** How long the last indexing took; so far, while it goes on. */
  readonly milliseconds: number;
}

/** Which world is drawn: one that was named before, or the one a file is in; the first of the workspace without either. */
export interface ChartOf {
  readonly unit?: string;
  readonly textDocument?: TextDocumentIdentifier;
}

/** The parameters of the request `portolan/chart`. */
export interface ChartParams extends ChartOf {
  /** The revision of the answer that is already drawn; equal graphs are not sent again. */
  readonly drawn?: number;
}

/** Its answer; null where there is no unit at all. */
export interface ChartAnswer {
  readonly revision: number;
  /** What can be chosen, sorted by name. */
  readonly units: readonly ChartUnit[];
  readonly unit: string;
  /** Left out when it is equal to what was drawn. */
  readonly graph?: ChartGraph;
}

/** The parameters of `portolan/chartDetails` (answer: ChartDetails or null) and `portolan/chartSource` (a Location or null). */
export interface ChartNodeParams {
  readonly unit: string;
  readonly node: string;
  readonly row?: string;
}

/** The parameters of `portolan/chartAt`: which node the cursor is in. Its answer is ChartAtAnswer, or null. */
export interface ChartAtParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  /** The unit that is drawn, preferred among those that hold the file. */
  readonly unit?: string;
}

export interface ChartAtAnswer {
  readonly unit: string;
  readonly node: string;
  readonly row?: string;
}

/** The parameters of `portolan/chartFix`: a fix of a finding in the side panel. Its answer is ExposeAnswer's shape, or null. */
export interface ChartFixParams {
  readonly unit: string;
  readonly node: string;
  readonly finding: string;
  /** The index among the finding's fixes. */
  readonly fix: number;
}

/**
 * What is configured: `.portolan.yaml` (nearest upward, whole) over the editor's settings over defaults. Parsed and
 * validated elsewhere; here is only its shape as the engine reads it.
 */
import { input } from "../query/query.ts";

export type SeverityName = "error" | "warning" | "information" | "hint";

export interface Settings {
  /** By code (`PTL101`) or rule name: a severity caps the rule's, `off` silences it. */
  readonly rules: Readonly<Record<string, SeverityName | "off">>;
  readonly ignore: readonly IgnoreEntry[];
  readonly environments: readonly Environment[];
  readonly cluster: ClusterSettings;
}

export interface IgnoreEntry {
  /** A glob on the file's path below the configuration's folder. */
  readonly path?: string;
  /** `Kind/name`, or `Kind/namespace/name`; globs allowed. */
  readonly resource?: string;
  /** Codes or names; all rules when left out. */
  readonly rules?: readonly string[];
  readonly reason: string;
}

export interface Environment {
  readonly name: string;
  /** Globs below the configuration's folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly namespace?: string;
  readonly cluster?: Partial<ClusterSettings>;
}

export interface ClusterSettings {
  /** The cluster's DNS zone, without a final dot. */
  readonly domain: string;
  readonly nodePortRange: { readonly from: number; readonly to: number };
  readonly kubernetesVersion: string;
}

export const defaultSettings: Settings = {
  rules: {},
  ignore: [],
  environments: [],
  cluster: { domain: "cluster.local", nodePortRange: { from: 30000, to: 32767 }, kubernetesVersion: "1.36" },
};

/** One configuration and the folder it governs. */
export interface Configuration {
  /** The folder of the `.portolan.yaml`, below the workspace folder; empty for the workspace folder itself. */
  readonly folder: string;
  readonly settings: Settings;
}

/** By workspace folder: its configurations, deepest folder first; the last one (folder "") always exists once set. */
export const configurations = input<readonly Configuration[]>("configurations", [
  { folder: "", settings: defaultSettings },
]);

/**
 * What is configured: `.portolan.yaml` (the nearest upward, whole) over the editor's settings over defaults. How it is read,
 * and what is wrong in it, is in config/.
 */
import { mergeSettings } from "../config/merge.ts";
import { parseConfiguration, parseEditorSettings, type Written } from "../config/parse.ts";
import { configurationValue } from "../config/queries.ts";
import { input, query } from "../query/query.ts";
import { baseName, type FileId, fileId, folderOf, isUnder, pathOf, rootOf } from "../value/file.ts";
import { filesIn } from "./inputs.ts";

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
  /** The addresses that Services get (`10.96.0.0/12`, of two families `10.96.0.0/12,fd00:96::/108`); undefined where nobody says. */
  readonly serviceCIDR?: string;
  /** The addresses that pods get. */
  readonly podCIDR?: string;
  /** The families of pods and Services, primary first; IPv4 where nobody says. */
  readonly ipFamilies?: readonly ("IPv4" | "IPv6")[];
  /** Namespaces that are there besides those that the manifests name. */
  readonly namespaces?: readonly string[];
  /** kubelet `clusterDNS`; `10.96.0.10` where nobody says. */
  readonly clusterDNS?: readonly string[];
  /** `none`: something else does the work of kube-proxy. iptables where nobody says. */
  readonly proxyMode?: "iptables" | "ipvs" | "nftables" | "none";
  /** The node from which the rules of kube-proxy are looked at. */
  readonly node?: ClusterNode;
  readonly nodes?: readonly ClusterNode[];
  /** kube-proxy `clusterCIDR`: without it pods are not told from the rest. */
  readonly clusterCIDR?: string;
  readonly masqueradeAll?: boolean;
  /** kube-proxy `nodePortAddresses`. */
  readonly nodePortAddresses?: readonly string[];
  readonly ipvs?: { readonly scheduler?: string };
  /** `--max-endpoints-per-slice`; 100 where nobody says. */
  readonly maxEndpointsPerSlice?: number;
  readonly coredns?: CoreDns;
  /** The `resolv.conf` of the nodes. */
  readonly resolvConf?: NodeResolvConf;
  /** Whether a network plugin enforces NetworkPolicies. */
  readonly policyEnforced?: boolean;
  readonly flavor?: "kind" | "minikube" | "k3d" | "cloud";
}

export interface ClusterNode {
  readonly name?: string;
  readonly ip?: string;
  readonly zone?: string;
}

/** Options of CoreDNS' `kubernetes` plugin; kubeadm's Corefile where nobody says. */
export interface CoreDns {
  readonly pods?: "disabled" | "insecure" | "verified";
  readonly endpointPodNames?: boolean;
  /** Seconds. */
  readonly ttl?: number;
  readonly ignoreEmptyService?: boolean;
  /** Other plugins of its server that may answer otherwise (`rewrite`, `hosts`); read from a Corefile, never configured. */
  readonly alteredBy?: readonly string[];
}

export interface NodeResolvConf {
  readonly search?: readonly string[];
  readonly nameservers?: readonly string[];
  /** As they are written: `ndots:2`, `rotate`. */
  readonly options?: readonly string[];
}

export const defaultSettings: Settings = {
  rules: {},
  ignore: [],
  environments: [],
  cluster: { domain: "cluster.local", nodePortRange: { from: 30000, to: 32767 }, kubernetesVersion: "1.36" },
};

/** The editor's own settings, by the one key `""`. */
export const editorSettings = input<unknown>("editorSettings", undefined);

/** One configuration and the folder it governs. */
export interface Configuration {
  /** The folder of the `.portolan.yaml`, below the workspace folder; empty for the workspace folder itself. */
  readonly folder: string;
  readonly settings: Settings;
  /** What is written of the cluster, in it or in the editor's settings: no default among it. */
  readonly cluster: Partial<ClusterSettings>;
}

const NAMES = [".portolan.yaml", ".portolan.yml"];

export function isConfiguration(file: FileId): boolean {
  return NAMES.includes(baseName(pathOf(file)));
}

const editorWritten = query<Written>(
  "editorWritten",
  (db) => parseEditorSettings(db.get(editorSettings, "")).written,
);

const writtenIn = query<Written>(
  "written",
  (db, file) => parseConfiguration(db.get(configurationValue, file)).written,
);

/** The configurations of a workspace folder, deepest first; the last one governs the workspace folder. */
export const configurationsIn = query<readonly Configuration[]>("configurations", (db, root) => {
  const editor = db.get(editorWritten, "");
  const configuration = (folder: string, written: Written): Configuration => ({
    folder,
    settings: mergeSettings(defaultSettings, editor, written),
    cluster: { ...editor.cluster, ...written.cluster },
  });
  const found = new Map([["", configuration("", {})]]);
  for (const file of db.get(filesIn, root)) {
    if (!isConfiguration(file)) continue;
    const folder = folderOf(pathOf(file));
    found.set(folder, configuration(folder, db.get(writtenIn, file)));
  }
  return [...found.values()].toSorted(
    (a, b) => b.folder.length - a.folder.length || (a.folder < b.folder ? -1 : 1),
  );
});

/** The nearest configuration upward; by FileId. */
export const configurationOf = query<Configuration>(
  "configuration",
  (db, file) => db.get(configurationFor, fileId(rootOf(file), folderOf(pathOf(file)))),
  { thin: true },
);

/** By folder, written as a FileId: hundreds of files have one configuration. */
const configurationFor = query<Configuration>("configurationFor", (db, place) => {
  const path = pathOf(place);
  const nearest = db.get(configurationsIn, rootOf(place)).find(({ folder }) => isUnder(path, folder));
  return nearest ?? { folder: "", settings: defaultSettings, cluster: {} };
});

/** By FileId. */
export const settingsAt = query<Settings>("settings", (db, file) => db.get(configurationOf, file).settings, {
  thin: true,
});

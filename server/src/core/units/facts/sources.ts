/**
 * Which objects of a workspace folder tell something of the cluster itself, and which were dumped from one: told by their
 * identities alone, so that a workspace without any pays one look at each.
 */
import { query } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { type Identified, identitiesOf } from "../identities.ts";
import { filesIn } from "../inputs.ts";
import { kustomizationsIn } from "../kustomize/graph.ts";

export type SourceKind =
  | "kube-proxy"
  | "coredns"
  | "kubeadm"
  | "kubelet"
  | "kind"
  | "k3d"
  | "node"
  /** What runs a network plugin. */
  | "plugin"
  /** A Pod of kube-apiserver or kube-controller-manager. */
  | "control-plane"
  /** The Service of the cluster's DNS. */
  | "dns"
  /** A ServiceCIDR. */
  | "service-range";

export interface Source {
  readonly id: DocId;
  readonly kind: SourceKind;
  /** Dumped from a cluster: what is, where a file says what somebody wants. */
  readonly observed: boolean;
}

export interface AboutCluster {
  /** Sorted by id. */
  readonly sources: readonly Source[];
  /** Everything that was dumped; sorted. */
  readonly observed: readonly DocId[];
}

/** By workspace folder. */
export const aboutCluster = query<AboutCluster>("aboutCluster", (db, root) => {
  const sources: Source[] = [];
  const observed: DocId[] = [];
  const patches = new Set([...db.get(kustomizationsIn, root).values()].flatMap((each) => each.patches));
  for (const file of db.get(filesIn, root)) {
    // A patch is no object, and nobody else asks what it holds.
    if (patches.has(file)) continue;
    for (const each of db.get(identitiesOf, file).resources) {
      if (each.observed) observed.push(each.id);
      const kind = sourceKind(each);
      if (kind !== undefined) sources.push({ id: each.id, kind, observed: each.observed });
    }
  }
  return { sources: sources.toSorted((a, b) => (a.id < b.id ? -1 : 1)), observed: observed.toSorted() };
});

const CONFIGURATIONS: ReadonlyMap<string, SourceKind> = new Map([
  ["kubeproxy.config.k8s.io/KubeProxyConfiguration", "kube-proxy"],
  ["kubelet.config.k8s.io/KubeletConfiguration", "kubelet"],
  ["kubeadm.k8s.io/ClusterConfiguration", "kubeadm"],
  ["kind.x-k8s.io/Cluster", "kind"],
  ["k3d.io/Simple", "k3d"],
  ["/Node", "node"],
]);

const SYSTEM_CONFIG_MAPS: ReadonlyMap<string, SourceKind> = new Map([
  ["kube-proxy", "kube-proxy"],
  ["coredns", "coredns"],
  ["kubeadm-config", "kubeadm"],
  ["kubelet-config", "kubelet"],
]);

const PLUGIN_KINDS = new Set(["DaemonSet", "Deployment"]);

/** kubeadm calls them after their node. */
const CONTROL_PLANE = /^kube-(?:apiserver|controller-manager)(?:-|$)/;

function sourceKind(identified: Identified): SourceKind | undefined {
  const { group, kind, name } = identified;
  const configuration = CONFIGURATIONS.get(`${group}/${kind}`);
  if (configuration !== undefined || name === undefined) return configuration;
  if (PLUGIN_KINDS.has(kind)) {
    return identified.family === "workload" && NETWORK_PLUGINS.has(name) ? "plugin" : undefined;
  }
  if (kind === "ServiceCIDR") return name === "kubernetes" ? "service-range" : undefined;
  return group === "" && isOfSystem(identified) ? systemSource(kind, name) : undefined;
}

/** In `kube-system`, or in no namespace that is written. */
function isOfSystem({ namespace }: Identified): boolean {
  return namespace === undefined || ("value" in namespace && namespace.value === "kube-system");
}

function systemSource(kind: string, name: string): SourceKind | undefined {
  switch (kind) {
    case "ConfigMap":
      return SYSTEM_CONFIG_MAPS.get(name);
    case "Service":
      return name === "kube-dns" ? "dns" : undefined;
    case "Pod":
      return CONTROL_PLANE.test(name) ? "control-plane" : undefined;
    default:
      return undefined;
  }
}

/** What runs a network plugin, and whether that enforces NetworkPolicies; undefined where it depends on how it is set up. */
export const NETWORK_PLUGINS: ReadonlyMap<string, boolean | undefined> = new Map([
  ["calico-node", true],
  ["canal", true],
  ["cilium", true],
  ["weave-net", true],
  ["antrea-agent", true],
  ["kube-router", true],
  ["ovnkube-node", true],
  ["kube-ovn-cni", true],
  ["azure-npm", true],
  ["kube-network-policies", true],
  ["kube-flannel-ds", false],
  ["kube-flannel", false],
  // Its add-on has to be told to (VPC CNI: `enableNetworkPolicy`), and kindnet began to in 2024.
  ["aws-node", undefined],
  ["kindnet", undefined],
]);

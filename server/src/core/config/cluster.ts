/** What may be said of a cluster: the mapping `cluster` of `.portolan.yaml`, of its environments and of the editor's settings. */
import ipaddr from "ipaddr.js";
import { mapping } from "./mapping.ts";
import { checked, choice, flag, integer, list, type Shape, text } from "./shape.ts";

const RANGE = /^([0-9]{1,5})-([0-9]{1,5})$/;

const nodePortRange = checked(
  text({
    description: "The node ports that the API server hands out (`--service-node-port-range`).",
    expected: "a range of ports such as `30000-32767`",
    pattern: RANGE,
    default: "30000-32767",
  }),
  (range) => {
    const { from, to } = portRange(range);
    return from >= 1 && from <= to && to <= 65535
      ? undefined
      : `must be a range within 1-65535, not \`${range}\``;
  },
);

export function portRange(range: string): { readonly from: number; readonly to: number } {
  const [, from, to] = RANGE.exec(range) ?? [];
  return { from: Number(from), to: Number(to) };
}

/** Digits and dots, or letters and colons: what looks like an address at all. */
const ADDRESS = /^[0-9A-Fa-f.:]+$/;

export function isAddress(word: string): boolean {
  return word.includes(":") ? ipaddr.IPv6.isValid(word) : ipaddr.IPv4.isValidFourPartDecimal(word);
}

function isRange(word: string): boolean {
  const [address = "", length = "", ...more] = word.split("/");
  const most = address.includes(":") ? 128 : 32;
  return more.length === 0 && isAddress(address) && /^[0-9]{1,3}$/.test(length) && Number(length) <= most;
}

/** One range of addresses, or one of each family with a comma between them: as the flags of Kubernetes have it. */
export function areRanges(words: string): boolean {
  const each = words.split(",");
  return each.every(isRange) && new Set(each.map((word) => word.includes(":"))).size === each.length;
}

function address(description: string): Shape<string> {
  return checked(
    text({ description, expected: "an IP address such as `10.96.0.10`", pattern: ADDRESS }),
    (word) => (isAddress(word) ? undefined : `is no IP address: \`${word}\``),
  );
}

function range(description: string): Shape<string> {
  const expected = "a range of addresses such as `192.168.0.0/24`";
  return checked(text({ description, expected, pattern: /^[0-9A-Fa-f.:]+\/[0-9]+$/ }), (word) =>
    isRange(word) ? undefined : `is no range of addresses: \`${word}\``,
  );
}

/** One range, or one of each family: the flags of Kubernetes write the two with a comma. */
function ranges(description: string): Shape<string> {
  const expected =
    "a range of addresses such as `10.96.0.0/12`, or one of each family with a comma between them";
  const pattern = /^[0-9A-Fa-f.:]+\/[0-9]+(,[0-9A-Fa-f.:]+\/[0-9]+)?$/;
  return checked(text({ description, expected, pattern }), (words) => {
    const each = words.split(",");
    const wrong = each.find((word) => !isRange(word));
    if (wrong !== undefined) return `is no range of addresses: \`${wrong}\``;
    const isTwice = new Set(each.map((word) => word.includes(":"))).size < each.length;
    return isTwice ? "must be ranges of two families" : undefined;
  });
}

export function isDomain(text: string): boolean {
  return text.length <= 253 && domainName.test(text);
}

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const domainName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function word(description: string): Shape<string> {
  return text({ description, expected: "a text", pattern: /\S/ });
}

function nodeShape(description: string) {
  return mapping(
    {
      name: word("Its name, `metadata.name` of the Node."),
      ip: address("Its address."),
      zone: word("Its zone, the label `topology.kubernetes.io/zone`."),
    },
    { description },
  );
}

const naming = {
  domain: text({
    description: "The cluster's DNS zone, without a final dot.",
    expected: "a DNS name in lower case, without a final dot",
    pattern: domainName,
    default: "cluster.local",
  }),
  clusterDNS: list(address("An address of the cluster's DNS."), {
    description: "Where pods ask for names (kubelet `clusterDNS`); 10.96.0.10 where nobody says.",
  }),
  coredns: mapping(
    {
      pods: choice("Whether pods have names of their addresses (`10-244-0-5.shop.pod`).", [
        "disabled",
        "insecure",
        "verified",
      ]),
      endpointPodNames: flag("Endpoints are called as their pods (`endpoint_pod_names`)."),
      ttl: integer("How many seconds answers may be kept.", { from: 0, to: 3600 }),
      ignoreEmptyService: flag("Services without ready pods do not exist (`ignore empty_service`)."),
    },
    { description: "Options of CoreDNS' plugin `kubernetes`; those of kubeadm where nobody says." },
  ),
  resolvConf: mapping(
    {
      search: list(word("A domain."), {
        description: "The search list, which pods get after the cluster's own.",
      }),
      nameservers: list(address("A server."), {
        description: "The servers that pods with `dnsPolicy: Default` ask.",
      }),
      options: list(word("An option: `ndots:2`, `rotate`."), { description: "Its options." }),
    },
    { description: "The `resolv.conf` of the nodes." },
  ),
};

const addresses = {
  serviceCIDR: ranges(
    "The addresses that Services get (`--service-cluster-ip-range`); where it is given, one that is written into a value is found.",
  ),
  podCIDR: ranges(
    "The addresses that pods get (`--cluster-cidr`); where it is given, one that is written into a value is found.",
  ),
  ipFamilies: list(choice("A family.", ["IPv4", "IPv6"]), {
    description:
      "The families of the addresses of pods and Services, the primary one first; IPv4 where nobody says.",
    atLeast: 1,
  }),
  namespaces: list(
    text({ description: "A namespace.", expected: "a namespace's name (a DNS label)", pattern: label }),
    { description: "Namespaces that are there, besides those that the manifests name." },
  ),
  maxEndpointsPerSlice: integer("How many endpoints one EndpointSlice holds (`--max-endpoints-per-slice`).", {
    from: 1,
    to: 1000,
    default: 100,
  }),
};

const proxy = {
  proxyMode: choice("How Services are balanced; `none`: something else does the work of kube-proxy (eBPF).", [
    "iptables",
    "ipvs",
    "nftables",
    "none",
  ]),
  ipvs: mapping(
    { scheduler: word("The scheduler: `rr`, `lc`, `sh`.") },
    { description: "What kube-proxy is told of IPVS." },
  ),
  clusterCIDR: ranges("By which kube-proxy tells pods from the rest (`clusterCIDR`)."),
  masqueradeAll: flag("kube-proxy hides every client's address (`masqueradeAll`)."),
  nodePortAddresses: list(
    range("The addresses of the nodes on which node ports answer; `0.0.0.0/0` means all of them."),
    {
      description: "Where node ports answer (kube-proxy `nodePortAddresses`); everywhere where nobody says.",
    },
  ),
  node: nodeShape("The node from which rules and balancing are looked at."),
  nodes: list(nodeShape("A node."), { description: "The nodes, where nothing observed shows them." }),
};

export const clusterShape = mapping(
  {
    ...naming,
    nodePortRange,
    kubernetesVersion: text({
      description: "The Kubernetes version that the manifests are for: `1.36`.",
      expected: "a Kubernetes version such as `1.36`",
      pattern: /^1\.[0-9]{1,2}$/,
      orNumber: true,
      default: "1.36",
    }),
    ...addresses,
    ...proxy,
    policyEnforced: flag("Whether a network plugin enforces NetworkPolicies."),
    flavor: choice("What kind of cluster it is: it decides how Services are reached from outside.", [
      "kind",
      "minikube",
      "k3d",
      "cloud",
    ]),
  },
  { description: "What the cluster is like, as far as the manifests do not say." },
);

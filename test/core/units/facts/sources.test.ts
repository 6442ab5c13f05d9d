/** What files of a workspace say of the cluster: every source in every shape it has. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configMap, corefile, FROM_MODE, found, indented, node, origin, PROXY } from "./telling.ts";

const PROXY_FACTS = {
  proxyMode: "ipvs",
  clusterCIDR: "10.1.0.0/16",
  nodePortAddresses: ["192.168.0.0/24"],
  masqueradeAll: true,
  ipvs: { scheduler: "lc" },
};

describe("kube-proxy", () => {
  it("is read from its own configuration", () => {
    assert.deepEqual(found({ "cluster/proxy.yaml": PROXY }), PROXY_FACTS);
    assert.equal(
      origin({ "cluster/proxy.yaml": PROXY }, "proxyMode"),
      "cluster/proxy.yaml KubeProxyConfiguration mode",
    );
  });

  it("is read from its ConfigMap, as a file and as a dump", () => {
    const file = configMap("kube-proxy", "config.conf", PROXY);
    assert.deepEqual(found({ "cluster/proxy.yaml": file }), PROXY_FACTS);
    assert.equal(
      origin({ "cluster/proxy.yaml": file }, "ipvs"),
      "cluster/proxy.yaml ConfigMap/kube-proxy data[config.conf]",
    );
    const dump = file.replace("namespace: kube-system", 'namespace: kube-system\n  resourceVersion: "1"');
    assert.deepEqual(found({ "state.yaml": dump }), PROXY_FACTS);
  });

  it("says nothing with what it leaves to its defaults", () => {
    const empty = PROXY.replace(FROM_MODE, 'mode: ""\nclusterCIDR: ""\nnodePortAddresses: null\nipvs: {}\n');
    assert.deepEqual(found({ "proxy.yaml": empty }), {});
    assert.deepEqual(found({ "proxy.yaml": PROXY.replace(FROM_MODE, "mode: userspace\n") }), {});
  });

  it("masquerades as the mode that runs is told to", () => {
    const nftables =
      "mode: nftables\niptables: { masqueradeAll: true }\nnftables: { masqueradeAll: false }\n";
    assert.equal(found({ "proxy.yaml": PROXY.replace(FROM_MODE, nftables) }).masqueradeAll, false);
  });

  it("of another namespace, or broken, is nobody's", () => {
    const other = configMap("kube-proxy", "config.conf", PROXY).replace("kube-system", "shop");
    assert.deepEqual(found({ "proxy.yaml": other }), {});
    assert.deepEqual(found({ "proxy.yaml": configMap("kube-proxy", "config.conf", "mode: [ipvs\n") }), {});
    assert.deepEqual(found({ "proxy.yaml": configMap("kube-proxy", "config.conf", "- 1\n") }), {});
  });
});
describe("CoreDNS", () => {
  const read = (text: string) => found({ "dns.yaml": configMap("coredns", "Corefile", text) });

  it("as kubeadm sets it up", () => {
    const kubeadm = corefile("pods insecure\nfallthrough in-addr.arpa ip6.arpa\nttl 30");
    assert.deepEqual(read(kubeadm), {
      domain: "cluster.local",
      coredns: { pods: "insecure", ttl: 30, endpointPodNames: false, ignoreEmptyService: false },
    });
  });

  it("with what it leaves out at the plugin's own defaults", () => {
    assert.deepEqual(read(corefile("", "k8s.example.org.")), {
      domain: "k8s.example.org",
      coredns: { pods: "disabled", ttl: 5, endpointPodNames: false, ignoreEmptyService: false },
    });
    assert.deepEqual(
      read(corefile("pods verified\nendpoint_pod_names\nignore empty_service\nttl soon")).coredns,
      {
        pods: "verified",
        ttl: 5,
        endpointPodNames: true,
        ignoreEmptyService: true,
      },
    );
  });

  it("with plugins beside it that answer otherwise", () => {
    const text = corefile("pods insecure").replace(
      "    cache 30",
      "    rewrite name shop.example.org cart.shop.svc.cluster.local\n    hosts {\n      10.0.0.1 db.example.org\n      fallthrough\n    }",
    );
    assert.deepEqual(read(text).coredns?.alteredBy, ["hosts", "rewrite"]);
  });

  it("of a server whose zone is the cluster's", () => {
    const text =
      "example.org:53 {\n  forward . 10.0.0.1\n}\ncluster.test:53 {\n  kubernetes {\n    ttl 9\n  }\n}\n";
    assert.deepEqual([read(text).domain, read(text).coredns?.ttl], ["cluster.test", 9]);
  });

  it("of two servers with the plugin, or of none, says nothing", () => {
    assert.deepEqual(read(corefile("") + corefile("", "other.local")), {});
    assert.deepEqual(read(".:53 {\n  forward . 10.0.0.1\n}\n"), {});
    assert.deepEqual(read('}}}}\n{ {\n"kubernetes\n'), {});
    assert.deepEqual(read("# kubernetes cluster.local {\n"), {});
  });
});

describe("kubeadm", () => {
  const configuration = (version: string, rest: string) =>
    `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\n${rest}`;
  const NETWORKING = `kubernetesVersion: v1.31.4
networking:
  dnsDomain: prod.example.org
  serviceSubnet: 10.50.0.0/16,fd00:50::/112
  podSubnet: 10.60.0.0/16
`;
  const facts = {
    kubernetesVersion: "1.31",
    domain: "prod.example.org",
    serviceCIDR: "10.50.0.0/16,fd00:50::/112",
    ipFamilies: ["IPv4", "IPv6"],
    podCIDR: "10.60.0.0/16",
    clusterCIDR: "10.60.0.0/16",
    nodePortRange: { from: 20000, to: 22767 },
    maxEndpointsPerSlice: 50,
  };

  it("with the arguments of its components as a mapping", () => {
    const args = `apiServer:
  extraArgs: { service-node-port-range: 20000-22767 }
controllerManager:
  extraArgs: { max-endpoints-per-slice: "50" }
`;
    assert.deepEqual(found({ "kubeadm.yaml": configuration("v1beta3", NETWORKING + args) }), facts);
  });

  it("with the arguments of its components as a list", () => {
    const args = `apiServer:
  extraArgs:
    - { name: audit-log-path, value: "-" }
    - { name: service-node-port-range, value: 20000+2767 }
controllerManager:
  extraArgs:
    - { name: max-endpoints-per-slice, value: "50" }
`;
    const file = { "kubeadm.yaml": configuration("v1beta4", NETWORKING + args) };
    assert.deepEqual(found(file), facts);
    assert.equal(
      origin(file, "nodePortRange"),
      "kubeadm.yaml ClusterConfiguration apiServer.extraArgs[1].value",
    );
  });

  it("in the ConfigMap that it leaves in the cluster", () => {
    const text = configuration("v1beta4", NETWORKING);
    assert.equal(
      found({ "c.yaml": configMap("kubeadm-config", "ClusterConfiguration", text) }).domain,
      "prod.example.org",
    );
  });

  it("where what it says cannot be, or is a label, says nothing", () => {
    const odd = `kubernetesVersion: stable-1
networking: { dnsDomain: "Not A Name", serviceSubnet: 10.50.0.0/99, podSubnet: "10.1.0.0/16,10.2.0.0/16" }
apiServer: { extraArgs: { service-node-port-range: "9-1" } }
controllerManager: { extraArgs: [7, { name: cluster-cidr }, { name: max-endpoints-per-slice, value: many }] }
`;
    assert.deepEqual(found({ "kubeadm.yaml": configuration("v1beta4", odd) }), {});
    assert.deepEqual(
      found({ "kubeadm.yaml": configuration("v1beta4", "networking: 7\napiServer: []\n") }),
      {},
    );
    assert.deepEqual(
      found({ "kubeadm.yaml": configuration("v1beta4", "networking: { dnsDomain: '{{ .d }}' }\n") }),
      {},
    );
  });
});

it("the kubelet says where pods ask, and in which zone", () => {
  const text =
    "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nclusterDNS: [10.50.0.10]\nclusterDomain: k8s.test\n";
  assert.deepEqual(found({ "kubelet.yaml": text }), { clusterDNS: ["10.50.0.10"], domain: "k8s.test" });
});

it("the control plane's own pods say what they are started with", () => {
  const pod = (name: string, command: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: kube-system, uid: a }
spec:
  containers:
    - name: main
      command: [${command}]
status: { phase: Running }
`;
  const files = {
    "a.yaml": pod(
      "kube-apiserver-n1",
      "kube-apiserver, --service-cluster-ip-range=10.7.0.0/16, --service-node-port-range, 100-200",
    ),
    "b.yaml": pod("kube-controller-manager-n1", "kube-controller-manager, --cluster-cidr=10.8.0.0/16"),
  };
  assert.deepEqual(found(files), {
    serviceCIDR: "10.7.0.0/16",
    ipFamilies: ["IPv4"],
    nodePortRange: { from: 100, to: 200 },
    podCIDR: "10.8.0.0/16",
  });
});

describe("clusters on one machine", () => {
  const kind = (rest: string) => ({
    "kind.yaml": `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n${rest}`,
  });

  it("kind says its ranges, families and mode, and no version", () => {
    const file = kind(`networking:
  ipFamily: dual
  podSubnet: 10.1.0.0/16
  serviceSubnet: 10.2.0.0/16
  kubeProxyMode: nftables
nodes:
  - { role: control-plane, image: "kindest/node:v1.33.1@sha256:00" }
  - { role: worker, image: "kindest/node:v1.33.2" }
`);
    assert.deepEqual(found(file), {
      flavor: "kind",
      ipFamilies: ["IPv4", "IPv6"],
      podCIDR: "10.1.0.0/16",
      clusterCIDR: "10.1.0.0/16",
      serviceCIDR: "10.2.0.0/16",
      proxyMode: "nftables",
    });
  });

  it("kind that is written badly says only what it is", () => {
    assert.deepEqual(found(kind("nodes: 3\nnetworking: none\n")), { flavor: "kind" });
  });

  it("kind hands patches on to kubeadm", () => {
    const patches = `kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    apiServer:
      extraArgs:
        service-node-port-range: 80-32767
nodes:
  - role: control-plane
    kubeadmConfigPatches:
      - |
        kind: KubeProxyConfiguration
        mode: ipvs
      - "- op: add"
      - "kind: [broken"
`;
    const { nodePortRange, proxyMode } = found(kind(patches));
    assert.deepEqual([nodePortRange, proxyMode], [{ from: 80, to: 32767 }, "ipvs"]);
    assert.equal(origin(kind(patches), "proxyMode"), "kind.yaml Cluster nodes[0].kubeadmConfigPatches[0]");
  });

  it("k3d says what k3s is told, and what k3s does by itself", () => {
    const k3d = (rest: string) => ({ "k3d.yaml": `apiVersion: k3d.io/v1alpha5\nkind: Simple\n${rest}` });
    assert.deepEqual(found(k3d("image: rancher/k3s:v1.31.4-k3s1\n")), {
      flavor: "k3d",
      podCIDR: "10.42.0.0/16",
      clusterCIDR: "10.42.0.0/16",
      serviceCIDR: "10.43.0.0/16",
      ipFamilies: ["IPv4"],
      policyEnforced: true,
    });
    const told = `options:
  k3s:
    extraArgs:
      - { arg: --service-cidr=10.9.0.0/16, nodeFilters: ["server:*"] }
      - { arg: --cluster-domain=k3s.test }
      - { arg: --disable-network-policy }
      - { arg: "--kube-proxy-arg=proxy-mode=ipvs" }
`;
    const { serviceCIDR, domain, policyEnforced, proxyMode } = found(k3d(told));
    assert.deepEqual(
      [serviceCIDR, domain, policyEnforced, proxyMode],
      ["10.9.0.0/16", "k3s.test", undefined, "ipvs"],
    );
  });

  it("a Cluster of another group is none", () => {
    assert.deepEqual(
      found({ "c.yaml": "apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: a }\n" }),
      {},
    );
  });
});
describe("nodes", () => {
  it("of one List or of many files are all of them", () => {
    const [a, b] = [
      node("a", "z1", "10.0.0.1", "aws:///z1/i-1"),
      node("b", "z2", "10.0.0.2", "aws:///z2/i-2"),
    ];
    const expected = {
      nodes: [
        { name: "a", ip: "10.0.0.1", zone: "z1" },
        { name: "b", ip: "10.0.0.2", zone: "z2" },
      ],
      flavor: "cloud",
      kubernetesVersion: "1.35",
    };
    assert.deepEqual(found({ "b.yaml": b, "a.yaml": a }), expected);
    const items = [b, a].map((each) => `  - ${indented(each, 4).trimStart()}`).join("\n");
    assert.deepEqual(found({ "nodes.yaml": `apiVersion: v1\nkind: List\nitems:\n${items}` }), expected);
  });

  it("tell what kind of cluster it is", () => {
    const flavor = (provider: string) => found({ "n.yaml": node("n", "z", "10.0.0.1", provider) }).flavor;
    assert.deepEqual(
      ["kind://docker/kind/n", "k3s://k3d-dev-server-0", "k3s://pi", "gce://p/z/n", ""].map(flavor),
      ["kind", "k3d", undefined, "cloud", undefined],
    );
  });

  it("leave the version to who says it plainly", () => {
    const kubeadm =
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.0\n";
    const dump = node("n", "z", "10.0.0.1", "").replace("v1.35.0", "v1.34.0");
    const observed = configMap("kubeadm-config", "ClusterConfiguration", kubeadm).replace(
      "namespace:",
      'resourceVersion: "1"\n  namespace:',
    );
    assert.equal(found({ "n.yaml": dump, "c.yaml": observed }).kubernetesVersion, "1.36");
  });
});

describe("network plugins", () => {
  const daemonSet = (name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, namespace: kube-system }
spec:
  selector: { matchLabels: { k8s-app: x } }
  template: { metadata: { labels: { k8s-app: x } }, spec: { containers: [{ name: a, image: a }] } }
`;
  const enforced = (...names: readonly string[]) =>
    found(Object.fromEntries(names.map((name) => [`${name}.yaml`, daemonSet(name)]))).policyEnforced;

  it("enforce policies, do not, or may", () => {
    assert.deepEqual(
      [
        "calico-node",
        "cilium",
        "weave-net",
        "antrea-agent",
        "kube-router",
        "kube-flannel-ds",
        "kindnet",
        "aws-node",
        "web",
      ].map((name) => enforced(name)),
      [true, true, true, true, true, false, undefined, undefined, undefined],
    );
  });

  it("enforce them where one of several does", () => {
    assert.equal(enforced("kube-flannel-ds", "kube-router"), true);
  });
});

it("names that JavaScript knows are only names", () => {
  const map = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: constructor, namespace: kube-system }\n";
  assert.deepEqual(found({ "a.yaml": `${map}data: { a: "kind: toString" }\n` }), {});
  const kind = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnetworking: { ipFamily: constructor }\n";
  assert.deepEqual(found({ "kind.yaml": `${kind}kubeadmConfigPatches: ["kind: valueOf"]\n` }), {
    flavor: "kind",
  });
});

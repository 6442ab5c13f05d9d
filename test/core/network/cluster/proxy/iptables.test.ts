import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  probability,
  savedProbability,
} from "../../../../../server/src/core/network/cluster/proxy/iptables/probability.ts";
import type { IptablesPlan } from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { backendsOf, endpointOf, iptablesOf, serviceOf, sliceOf } from "./given.ts";

/** All rules of a table, chain after chain. */
function rules(plan: IptablesPlan, table: "nat" | "filter"): readonly string[] {
  return Object.values(plan[table]).flat();
}

/** The text of a rule without the words that every rule of its kind has. */
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

describe("a ClusterIP Service", () => {
  const cart = serviceOf({
    ports: [
      { name: "http", port: 80 },
      { name: "metrics", port: 9100 },
    ],
  });
  const backends = backendsOf(
    sliceOf(["http/8080", "metrics/9100"], [endpointOf("10.1.0.20"), endpointOf("10.1.0.3")]),
    sliceOf(["http/8443", "metrics/9100"], [endpointOf("10.1.0.100")]),
    sliceOf(["metrics/9100"], [endpointOf("10.1.0.9")]),
  );
  const plan = iptablesOf(cart, backends, undefined, {
    kubernetesVersion: "1.36",
    clusterCIDR: "10.1.0.0/16",
  });

  it("has the rules of its port, digit by digit", () => {
    const written = rules(plan, "nat").filter((rule) => rule.includes("shop/cart:http"));
    assert.deepEqual(
      written,
      lines(`
-A KUBE-SERVICES -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.31.4 --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B
-A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.31.4 --dport 80 ! -s 10.1.0.0/16 -j KUBE-MARK-MASQ
-A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.1.0.100:8443" -m statistic --mode random --probability 0.3333333333 -j KUBE-SEP-GNBDS52MQGTQDPRZ
-A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.1.0.20:8080" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-JJBPKRU3XZWUMEJX
-A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.1.0.3:8080" -j KUBE-SEP-5ETHMLHNMPGARQHY
-A KUBE-SEP-GNBDS52MQGTQDPRZ -m comment --comment shop/cart:http -s 10.1.0.100 -j KUBE-MARK-MASQ
-A KUBE-SEP-GNBDS52MQGTQDPRZ -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.1.0.100:8443
-A KUBE-SEP-JJBPKRU3XZWUMEJX -m comment --comment shop/cart:http -s 10.1.0.20 -j KUBE-MARK-MASQ
-A KUBE-SEP-JJBPKRU3XZWUMEJX -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.1.0.20:8080
-A KUBE-SEP-5ETHMLHNMPGARQHY -m comment --comment shop/cart:http -s 10.1.0.3 -j KUBE-MARK-MASQ
-A KUBE-SEP-5ETHMLHNMPGARQHY -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.1.0.3:8080`),
    );
  });

  it("shares each port out in a chain of its own", () => {
    const shared = plan.balancing.map(({ chain, targets }) => [
      chain,
      targets.map((each) => each.probability),
    ]);
    assert.deepEqual(shared, [
      ["KUBE-SVC-I5LIAMPLWKMBJ54B", ["0.3333333333", "0.5000000000", undefined]],
      ["KUBE-SVC-SI6XKT4AIXPW4U4H", ["0.2500000000", "0.3333333333", "0.5000000000", undefined]],
    ]);
  });

  it("needs nothing in filter", () => assert.deepEqual(plan.filter, {}));

  it("marks nothing without a cluster CIDR, and everything with masqueradeAll", () => {
    const marks = (settings: object) =>
      rules(iptablesOf(cart, backends, undefined, { kubernetesVersion: "1.36", ...settings }), "nat").filter(
        (rule) => rule.includes("http cluster IP") && rule.includes("KUBE-MARK-MASQ"),
      );
    assert.deepEqual(marks({}), []);
    const all = `-A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.31.4 --dport 80 -j KUBE-MARK-MASQ`;
    assert.deepEqual(marks({ masqueradeAll: true }), [all]);
    assert.deepEqual(marks({ masqueradeAll: true, clusterCIDR: "10.1.0.0/16" }), [all]);
    assert.deepEqual(marks({ clusterCIDR: "fd00::/56" }), [], "a range of the other family tells nothing");
  });
});

describe("a LoadBalancer with policy Local, ClientIP and source ranges", () => {
  const edge = serviceOf({
    name: "shop/edge",
    type: "LoadBalancer",
    clusterIPs: ["10.96.31.9"],
    ports: [{ name: "https", port: 443, nodePort: 30443 }],
    ingress: [{ ip: "203.0.113.8" }],
    external: "Local",
    healthCheckNodePort: 32100,
    affinity: 10800,
    ranges: ["198.51.100.0/24"],
  });
  const backends = backendsOf(
    sliceOf(
      ["https/8443"],
      [endpointOf("10.1.7.2", { node: "n2" }), endpointOf("10.1.0.30", { node: "n1" })],
    ),
  );
  const settings = { kubernetesVersion: "1.36", clusterCIDR: "10.1.0.0/16" };
  const on = (name: string, ip?: string) =>
    iptablesOf(edge, backends, ip === undefined ? { name } : { name, ip }, settings);
  const [sep1, sep2] = ["KUBE-SEP-ZECCUSPSQTUUTF4E", "KUBE-SEP-G4I5U67GQMRMSNWD"];
  const [svc, svl, ext, fw] = ["SVC", "SVL", "EXT", "FW"].map((kind) => `KUBE-${kind}-TFCKRJ4VVZESZDQY`);
  const name = "shop/edge:https";

  it("has all its rules on a node with an endpoint", () => {
    const recent = (sep: string) => `-m recent --name ${sep} --rcheck --seconds 10800 --reap -j ${sep}`;
    assert.deepEqual(
      rules(on("n1"), "nat"),
      lines(`
-A KUBE-SERVICES -m comment --comment "${name} cluster IP" -m tcp -p tcp -d 10.96.31.9 --dport 443 -j ${svc}
-A KUBE-SERVICES -m comment --comment "${name} loadbalancer IP" -m tcp -p tcp -d 203.0.113.8 --dport 443 -j ${fw}
-A KUBE-NODEPORTS -m comment --comment ${name} -m tcp -p tcp --dport 30443 -j ${ext}
-A ${fw} -m comment --comment "${name} loadbalancer IP" -s 198.51.100.0/24 -j ${ext}
-A ${fw} -m comment --comment "other traffic to ${name} will be dropped by KUBE-PROXY-FIREWALL"
-A ${ext} -m comment --comment "pod traffic for ${name} external destinations" -s 10.1.0.0/16 -j ${svc}
-A ${ext} -m comment --comment "masquerade LOCAL traffic for ${name} external destinations" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
-A ${ext} -m comment --comment "route LOCAL traffic for ${name} external destinations" -m addrtype --src-type LOCAL -j ${svc}
-A ${ext} -j ${svl}
-A ${svc} -m comment --comment "${name} cluster IP" -m tcp -p tcp -d 10.96.31.9 --dport 443 ! -s 10.1.0.0/16 -j KUBE-MARK-MASQ
-A ${svc} -m comment --comment "${name} -> 10.1.0.30:8443" ${recent(sep1)}
-A ${svc} -m comment --comment "${name} -> 10.1.7.2:8443" ${recent(sep2)}
-A ${svc} -m comment --comment "${name} -> 10.1.0.30:8443" -m statistic --mode random --probability 0.5000000000 -j ${sep1}
-A ${svc} -m comment --comment "${name} -> 10.1.7.2:8443" -j ${sep2}
-A ${svl} -m comment --comment "${name} -> 10.1.0.30:8443" ${recent(sep1)}
-A ${svl} -m comment --comment "${name} -> 10.1.0.30:8443" -j ${sep1}
-A ${sep1} -m comment --comment ${name} -s 10.1.0.30 -j KUBE-MARK-MASQ
-A ${sep1} -m comment --comment ${name} -m recent --name ${sep1} --set -m tcp -p tcp -j DNAT --to-destination 10.1.0.30:8443
-A ${sep2} -m comment --comment ${name} -s 10.1.7.2 -j KUBE-MARK-MASQ
-A ${sep2} -m comment --comment ${name} -m recent --name ${sep2} --set -m tcp -p tcp -j DNAT --to-destination 10.1.7.2:8443`),
    );
    assert.deepEqual(rules(on("n1"), "filter"), [
      `-A KUBE-PROXY-FIREWALL -m comment --comment "${name} traffic not accepted by ${fw}" -m tcp -p tcp -d 203.0.113.8 --dport 443 -j DROP`,
      `-A KUBE-NODEPORTS -m comment --comment "${name} health check node port" -m tcp -p tcp --dport 32100 -j ACCEPT`,
    ]);
  });

  it("drops what comes from outside to a node without one, and nothing else", () => {
    const plan = on("n3");
    assert.deepEqual(plan.filter["KUBE-EXTERNAL-SERVICES"], [
      `-A KUBE-EXTERNAL-SERVICES -m comment --comment "${name} has no local endpoints" -m tcp -p tcp -d 203.0.113.8 --dport 443 -j DROP`,
      `-A KUBE-EXTERNAL-SERVICES -m comment --comment "${name} has no local endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30443 -j DROP`,
    ]);
    assert.equal(plan.nat[svl ?? ""], undefined);
    assert.deepEqual(
      plan.nat[ext ?? ""],
      on("n1").nat[ext ?? ""]?.filter((rule) => !rule.endsWith(`-j ${svl}`)),
    );
    assert.deepEqual(plan.nat["KUBE-SERVICES"], on("n1").nat["KUBE-SERVICES"]);
    assert.deepEqual(plan.fates, [
      {
        servicePort: name,
        protocol: "tcp",
        index: 0,
        internal: "cluster",
        external: "drop",
        endpoints: { usable: 2, cluster: 2, local: 0 },
      },
    ]);
  });

  it("a view without a node is one without local endpoints", () => {
    const { nat, filter } = iptablesOf(edge, backends, undefined, settings);
    assert.deepEqual({ nat, filter }, { nat: on("n3").nat, filter: on("n3").filter });
  });

  it("lets the load balancer's own address in where the node's is", () => {
    const sources = (ip: string) =>
      on("n1", ip).nat[fw ?? ""]?.flatMap((rule) => / -s (\S+)/.exec(rule)?.[1] ?? []);
    assert.deepEqual(sources("198.51.100.77"), ["198.51.100.0/24", "203.0.113.8"]);
    assert.deepEqual(sources("198.51.101.77"), ["198.51.100.0/24"]);
    assert.deepEqual(sources("fd00::1"), ["198.51.100.0/24"]);
  });
});

describe("ways in from outside", () => {
  const backends = backendsOf(sliceOf(["http/8080"], [endpointOf("10.1.0.3")]));
  const target = (rule: string) => [/ -d (\S+)/.exec(rule)?.[1], / -j (\S+)$/.exec(rule)?.[1]?.slice(0, 8)];

  it("an external IP leads to EXT, which masquerades", () => {
    const plan = iptablesOf(serviceOf({ externalIPs: ["192.0.2.7", "fd00::7"] }), backends);
    assert.deepEqual(plan.nat["KUBE-SERVICES"]?.map(target), [
      ["10.96.31.4", "KUBE-SVC"],
      ["192.0.2.7", "KUBE-EXT"],
    ]);
    assert.deepEqual(plan.nat["KUBE-EXT-I5LIAMPLWKMBJ54B"], [
      `-A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "masquerade traffic for shop/cart:http external destinations" -j KUBE-MARK-MASQ`,
      "-A KUBE-EXT-I5LIAMPLWKMBJ54B -j KUBE-SVC-I5LIAMPLWKMBJ54B",
    ]);
    assert.deepEqual(plan.fates[0]?.external, "cluster");
  });

  it("a load balancer that is a proxy, or has only a name, has no rules", () => {
    const ingress = [
      { ip: "203.0.113.8", ipMode: "Proxy" },
      { hostname: "lb.example.net" },
      { ip: "203.0.113.9", ipMode: "VIP" },
      { ip: "203.0.113.10" },
      { ip: "2001:db8::9" },
    ];
    const balanced = serviceOf({
      type: "LoadBalancer",
      ports: [{ name: "http", port: 80, nodePort: 30080 }],
      ingress,
    });
    const plan = iptablesOf(balanced, backends);
    assert.deepEqual(plan.nat["KUBE-SERVICES"]?.map(target), [
      ["10.96.31.4", "KUBE-SVC"],
      ["203.0.113.9", "KUBE-EXT"],
      ["203.0.113.10", "KUBE-EXT"],
    ]);
  });

  it("source ranges: blanks are forgiven, host bits fall away, the other family does not count", () => {
    const balanced = serviceOf({
      type: "LoadBalancer",
      ports: [{ name: "http", port: 80, nodePort: 30080 }],
      ingress: [{ ip: "203.0.113.8" }],
      ranges: [" 198.51.100.9/24 ", "2001:db8::/32", "10.0.0.0/8"],
    });
    const plan = iptablesOf(balanced, backends);
    const rulesOf = plan.nat["KUBE-FW-I5LIAMPLWKMBJ54B"] ?? [];
    assert.deepEqual(
      rulesOf.map((rule) => / -s (\S+)/.exec(rule)?.[1]),
      ["198.51.100.0/24", "10.0.0.0/8", undefined],
    );
    assert.match(rulesOf.at(-1) ?? "", /-m comment --comment "other traffic[^"]*"$/, "a rule without target");
  });

  it("ranges of the other family alone guard nothing", () => {
    const balanced = serviceOf({
      type: "LoadBalancer",
      ports: [{ name: "http", port: 80, nodePort: 30080 }],
      ingress: [{ ip: "203.0.113.8" }],
      ranges: ["2001:db8::/32"],
    });
    assert.deepEqual(Object.keys(iptablesOf(balanced, backends).filter), []);
  });

  it("nodes with a health check accept it over TCP whatever the Service speaks", () => {
    const dns = serviceOf({
      type: "LoadBalancer",
      ports: [{ name: "dns", port: 53, protocol: "UDP", nodePort: 30053 }],
      external: "Local",
      healthCheckNodePort: 31000,
    });
    const plan = iptablesOf(dns, backendsOf(sliceOf(["dns/5353/UDP"], [endpointOf("10.1.0.3")])));
    assert.deepEqual(plan.filter["KUBE-NODEPORTS"], [
      `-A KUBE-NODEPORTS -m comment --comment "shop/cart:dns health check node port" -m tcp -p tcp --dport 31000 -j ACCEPT`,
    ]);
  });
});

describe("nobody serves", () => {
  const edge = serviceOf({
    name: "shop/edge",
    type: "LoadBalancer",
    clusterIPs: ["10.96.31.9"],
    ports: [{ name: "https", port: 443, nodePort: 30443 }],
    externalIPs: ["192.0.2.7"],
    ingress: [{ ip: "203.0.113.8" }],
    ranges: ["198.51.100.0/24"],
  });

  it("every way in is refused, and source ranges guard nothing", () => {
    const plan = iptablesOf(edge, backendsOf(sliceOf([], [])));
    const why = `-m comment --comment "shop/edge:https has no endpoints"`;
    assert.deepEqual(plan.nat, {});
    assert.deepEqual(plan.balancing, []);
    assert.deepEqual(plan.filter, {
      "KUBE-SERVICES": [`-A KUBE-SERVICES ${why} -m tcp -p tcp -d 10.96.31.9 --dport 443 -j REJECT`],
      "KUBE-EXTERNAL-SERVICES": [
        `-A KUBE-EXTERNAL-SERVICES ${why} -m tcp -p tcp -d 192.0.2.7 --dport 443 -j REJECT`,
        `-A KUBE-EXTERNAL-SERVICES ${why} -m tcp -p tcp -d 203.0.113.8 --dport 443 -j REJECT`,
        `-A KUBE-EXTERNAL-SERVICES ${why} -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30443 -j REJECT`,
      ],
    });
  });

  it("policy Local inside, endpoints elsewhere: the cluster IP does not answer on this node", () => {
    const elsewhere = backendsOf(sliceOf(["http/8080"], [endpointOf("10.1.0.3", { node: "there" })]));
    const plan = iptablesOf(serviceOf({ internal: "Local" }), elsewhere, { name: "here" });
    assert.deepEqual(
      [plan.nat, plan.filter],
      [
        {},
        {
          "KUBE-SERVICES": [
            `-A KUBE-SERVICES -m comment --comment "shop/cart:http has no local endpoints" -m tcp -p tcp -d 10.96.31.4 --dport 80 -j DROP`,
          ],
        },
      ],
    );
  });
});

describe("what a rule takes of those that reach it", () => {
  // As kube-proxy writes it, and as iptables-save prints it back.
  const rows: readonly (readonly [left: number, written: string, saved: string])[] = [
    [2, "0.5000000000", "0.50000000000"],
    [3, "0.3333333333", "0.33333333349"],
    [4, "0.2500000000", "0.25000000000"],
    [5, "0.2000000000", "0.20000000019"],
    [6, "0.1666666667", "0.16666666651"],
    [7, "0.1428571429", "0.14285714272"],
    [8, "0.1250000000", "0.12500000000"],
    [9, "0.1111111111", "0.11111111101"],
    [10, "0.1000000000", "0.10000000009"],
  ];
  for (const [left, written, saved] of rows) {
    it(`one of ${left}`, () => {
      assert.equal(probability(left), written);
      assert.equal(savedProbability(written), saved);
    });
  }

  it("the last takes all, whatever reaches it", () => {
    assert.deepEqual([probability(1), probability(0)], [undefined, undefined]);
  });

  it("a half is rounded to the even digit, as Go does", () => {
    // 1/2048 is exactly 0.00048828125.
    assert.equal(probability(2048), "0.0004882812");
    assert.equal(probability(2047), "0.0004885198");
  });
});

describe("protocols and families", () => {
  it("UDP and SCTP match and translate as such, in chains of their own", () => {
    const ports = [
      { name: "dns", port: 53, protocol: "UDP" },
      { name: "dns-tcp", port: 53 },
      { name: "raft", port: 7000, protocol: "SCTP" },
    ];
    const slice = sliceOf(["dns/5353/UDP", "dns-tcp/5353", "raft/7000/SCTP"], [endpointOf("10.1.0.3")]);
    const plan = iptablesOf(serviceOf({ ports }), backendsOf(slice));
    assert.deepEqual(
      plan.nat["KUBE-SERVICES"]?.map((rule) => /-m (\w+) -p (\w+) -d/.exec(rule)?.slice(1)),
      [
        ["udp", "udp"],
        ["tcp", "tcp"],
        ["sctp", "sctp"],
      ],
    );
    assert.equal(new Set(plan.balancing.map(({ chain }) => chain)).size, 3);
  });

  it("a slice port of the other protocol is not the same port", () => {
    const plan = iptablesOf(serviceOf(), backendsOf(sliceOf(["http/8080/UDP"], [endpointOf("10.1.0.3")])));
    assert.equal(plan.fates[0]?.internal, "reject");
  });

  it("IPv6 endpoints stand in brackets, and addresses are as RFC 5952 has them", () => {
    const service = serviceOf({ clusterIPs: ["fd00:0096::001f:0014"] });
    const slice = sliceOf(["http/8080"], [endpointOf("fd00:1::3")]);
    const plan = iptablesOf(service, backendsOf(slice), undefined, {
      kubernetesVersion: "1.36",
      clusterCIDR: "10.1.0.0/16,fd00:1::/48",
    });
    const all = rules(plan, "nat");
    assert.match(all[0] ?? "", / -d fd00:96::1f:14 --dport 80 /);
    assert.match(all[1] ?? "", / ! -s fd00:1::\/48 /);
    assert.match(all.at(-2) ?? "", / -s fd00:1::3 -j KUBE-MARK-MASQ$/);
    assert.match(all.at(-1) ?? "", / --to-destination \[fd00:1::3\]:8080$/);
  });
});

it("a node with more than 1,000 endpoints leaves the comments of endpoints out, and no others", () => {
  const many = (count: number) =>
    sliceOf(
      ["http/8080"],
      Array.from({ length: count }, (_, index) =>
        endpointOf(`10.1.${Math.floor(index / 250)}.${index % 250}`),
      ),
    );
  const usual = iptablesOf(serviceOf(), backendsOf(many(1000)));
  const large = iptablesOf(serviceOf(), backendsOf(many(1001)));
  const uncommented = (plan: IptablesPlan) =>
    rules(plan, "nat").filter((rule) => !rule.includes("--comment"));
  assert.equal(uncommented(usual).length, 0);
  assert.equal(uncommented(large).length, 1001 * 3);
  assert.deepEqual(large.nat["KUBE-SERVICES"], usual.nat["KUBE-SERVICES"]);
  const [first] = large.nat["KUBE-SVC-I5LIAMPLWKMBJ54B"] ?? [];
  assert.match(
    first ?? "",
    /^-A KUBE-SVC-I5LIAMPLWKMBJ54B -m statistic --mode random --probability 0\.0009990010 -j KUBE-SEP-/,
  );
});

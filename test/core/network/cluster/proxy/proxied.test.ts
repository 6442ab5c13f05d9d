/** What is not proxied, what is not known, and what is made up. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { awaitedAddress } from "../../../../../server/src/core/network/cluster/addresses.ts";
import type { NormalService } from "../../../../../server/src/core/network/cluster/normalise.ts";
import { countsFor } from "../../../../../server/src/core/network/cluster/proxy/counts.ts";
import type { Backends, ProxyNode } from "../../../../../server/src/core/network/cluster/proxy/plan.ts";
import { proxied } from "../../../../../server/src/core/network/cluster/proxy/proxied.ts";
import { known, unknown } from "../../../../../server/src/core/value/known.ts";
import { backendsOf, endpointOf, iptablesOf, serviceOf, sliceOf } from "./given.ts";

const backends = backendsOf(sliceOf(["http/8080"], [endpointOf("10.1.0.3")]));
const settings = { kubernetesVersion: "1.36" };

/** `spec.ports[0].nodePort awaited`. */
function gaps(service: NormalService, from: Backends = backends, node?: ProxyNode): readonly string[] {
  return proxied(service, from, node, settings).gaps.map(({ about, because }) => `${about} ${because}`);
}

describe("what kube-proxy leaves alone", () => {
  const cart = serviceOf();
  const alone: readonly (readonly [string, NormalService])[] = [
    ["headless", { ...cart, publication: { kind: "headless" }, clusterIPs: [] }],
    [
      "ExternalName",
      { ...cart, publication: { kind: "alias" }, type: known("ExternalName"), clusterIPs: [] },
    ],
  ];
  for (const [title, service] of alone) {
    for (const proxyMode of ["iptables", "ipvs", "nftables", "none"] as const) {
      it(`${title}, ${proxyMode}`, () => {
        const plan = proxied(service, backends, undefined, { ...settings, proxyMode });
        assert.deepEqual(plan, { mode: proxyMode, families: [], gaps: [] });
      });
    }
  }

  it("what a label gives to another proxy, whatever the label says", () => {
    for (const name of ["kube-router", ""]) {
      const plan = proxied({ ...cart, proxyName: known(name) }, backends, undefined, settings);
      assert.deepEqual(plan, {
        mode: "iptables",
        families: [],
        gaps: [
          {
            about: "metadata.labels[service.kubernetes.io/service-proxy-name]",
            because: "elsewhere",
          },
        ],
      });
    }
    const counts = countsFor(
      { ...cart, proxyName: known("x") },
      { endpoints: 3, local: 0 },
      undefined,
      settings,
    );
    assert.deepEqual(counts, []);
  });

  it("everything where something else does its work", () => {
    const plan = proxied(cart, backends, undefined, { ...settings, proxyMode: "none" });
    assert.deepEqual(plan, { mode: "none", families: [], gaps: [] });
  });
});

describe("two families", () => {
  const dual = serviceOf({
    clusterIPs: ["10.96.31.20", "fd00:96::1f14"],
    externalIPs: ["192.0.2.7", "2001:db8::7"],
  });
  const both = backendsOf(
    sliceOf(["http/8080"], [endpointOf("10.1.9.4")]),
    sliceOf(["http/8080"], [endpointOf("fd00:1::9:4")]),
  );

  it("have a proxier each, which sees nothing of the other", () => {
    const plan = proxied(dual, both, undefined, settings);
    assert.equal(plan.mode, "iptables");
    const texts = plan.families.map(({ nat }) => JSON.stringify(nat));
    assert.deepEqual(
      plan.families.map(({ family }) => family),
      ["IPv4", "IPv6"],
    );
    assert.match(texts[0] ?? "", /10\.96\.31\.20.*192\.0\.2\.7.*10\.1\.9\.4:8080/);
    assert.doesNotMatch(texts[0] ?? "", /fd00|2001/);
    assert.match(texts[1] ?? "", /fd00:96::1f14.*2001:db8::7.*\[fd00:1::9:4\]:8080/);
    assert.doesNotMatch(texts[1] ?? "", /10\.96|192\.0|10\.1\.9/);
  });

  it("share the names of Service chains", () => {
    const names = proxied(dual, both, undefined, settings);
    const chains =
      names.mode === "iptables" ? names.families.map(({ balancing }) => balancing[0]?.chain) : [];
    assert.deepEqual(chains, ["KUBE-SVC-I5LIAMPLWKMBJ54B", "KUBE-SVC-I5LIAMPLWKMBJ54B"]);
  });

  it("refuse each for itself", () => {
    const plan = proxied(dual, backends, undefined, settings);
    assert.deepEqual(
      plan.families.map(({ fates }) => fates[0]?.internal),
      ["cluster", "reject"],
    );
  });
});

describe("what is not known", () => {
  it("a Service that is wholly known leaves nothing open", () => assert.deepEqual(gaps(serviceOf()), []));

  const template = unknown("template");
  const decisive: readonly (readonly [string, Partial<NormalService>])[] = [
    ["metadata.name", { name: template }],
    ["metadata.namespace", { namespace: template }],
    ["spec.clusterIP", { publication: { kind: "unknown", reason: "template" } }],
    ["spec.type", { type: template }],
    ["spec.internalTrafficPolicy", { internalTrafficPolicy: template }],
    ["spec.externalTrafficPolicy", { externalTrafficPolicy: template }],
    ["spec.sessionAffinity", { sessionAffinity: template }],
    ["spec.sessionAffinityConfig.clientIP.timeoutSeconds", { sessionAffinityTimeout: template }],
  ];
  for (const [field, change] of decisive) {
    it(`${field} decides over every rule, so there are none`, () => {
      const plan = proxied({ ...serviceOf(), ...change }, backends, undefined, settings);
      assert.deepEqual(plan, {
        mode: "iptables",
        families: [],
        gaps: [{ about: field, because: "template" }],
      });
    });
  }

  it("a port that cannot be read is left out, the others are there", () => {
    const service = serviceOf({
      ports: [
        { name: "http", port: 80 },
        { name: "admin", port: 81 },
      ],
    });
    const ports = service.ports.map((port) => (port.index === 1 ? { ...port, port: template } : port));
    assert.deepEqual(gaps({ ...service, ports }), ["spec.ports[1].port template"]);
    assert.deepEqual(
      iptablesOf({ ...service, ports }, backends).fates.map(({ servicePort }) => servicePort),
      ["shop/cart:http"],
    );
  });

  it("a node port to come is a word in angle brackets, since its rule is certain", () => {
    const service = serviceOf({ type: "NodePort" });
    assert.deepEqual(gaps(service), ["spec.ports[0].nodePort awaited"]);
    assert.match(
      iptablesOf(service, backends).nat["KUBE-NODEPORTS"]?.[0] ?? "",
      / --dport <nodePort> -j KUBE-EXT-/,
    );
  });

  it("so is the health check port, and a load balancer to come has no rules yet", () => {
    const service = serviceOf({
      type: "LoadBalancer",
      external: "Local",
      ports: [{ name: "http", port: 80, nodePort: 30080 }],
    });
    assert.deepEqual(gaps(service), ["status.loadBalancer awaited", "spec.healthCheckNodePort awaited"]);
    const plan = iptablesOf(service, backends);
    assert.match(plan.filter["KUBE-NODEPORTS"]?.[0] ?? "", / --dport <healthCheckNodePort> -j ACCEPT$/);
    assert.equal(plan.nat["KUBE-SERVICES"]?.length, 1);
  });

  it("a load balancer that needs no node ports has none", () => {
    const service: NormalService = {
      ...serviceOf({ type: "LoadBalancer", ingress: [{ ip: "203.0.113.8" }] }),
      allocateLoadBalancerNodePorts: known(false),
    };
    assert.deepEqual(gaps(service), []);
    assert.equal(iptablesOf(service, backends).nat["KUBE-NODEPORTS"], undefined);
  });

  it("a family without a cluster IP yet has no rules", () => {
    const service = { ...serviceOf(), clusterIPs: [awaitedAddress("IPv4")] };
    assert.deepEqual(gaps(service), ["spec.clusterIP awaited"]);
    assert.deepEqual(proxied(service, backends, undefined, settings).families, []);
  });

  it("endpoints beyond those listed", () => {
    assert.deepEqual(gaps(serviceOf(), { ...backends, more: 50 }), ["endpoints uncounted"]);
    assert.deepEqual(gaps(serviceOf(), { ...backends, more: undefined }), ["endpoints uncounted"]);
  });

  it("endpoints of which nobody knows whether they are ready get nothing", () => {
    const unsure = backendsOf(sliceOf(["http/8080"], [{ ...endpointOf("10.1.0.3"), ready: undefined }]));
    assert.deepEqual(gaps(serviceOf(), unsure), ["endpoints unready"]);
    assert.equal(iptablesOf(serviceOf(), unsure).fates[0]?.internal, "reject");
  });

  it("endpoints without an address are left out", () => {
    const endpoint = { ...endpointOf("10.1.0.3"), addresses: [awaitedAddress("IPv4")] };
    assert.deepEqual(gaps(serviceOf(), backendsOf(sliceOf(["http/8080"], [endpoint]))), [
      "endpoints awaited",
    ]);
  });
});

describe("what is made up", () => {
  const made = (ip: string) => ({
    ...endpointOf(ip),
    addresses: [{ family: "IPv4", text: ip, example: true } as const],
  });
  const service: NormalService = {
    ...serviceOf(),
    clusterIPs: [{ family: "IPv4", text: "10.96.31.4", example: true }],
  };
  const plan = iptablesOf(
    service,
    backendsOf(sliceOf(["http/8080"], [made("10.1.0.3"), endpointOf("10.1.0.20")])),
  );

  it("is marked, and so is what hangs on it", () => {
    assert.deepEqual(plan.examples, ["10.96.31.4", "10.1.0.3", "10.1.0.3:8080", "KUBE-SEP-5ETHMLHNMPGARQHY"]);
    assert.deepEqual(
      plan.balancing[0]?.targets.map(({ example }) => example),
      [false, true],
    );
  });

  it("never names a Service chain", () => {
    assert.ok(plan.examples.every((word) => !/KUBE-(?!SEP)/.test(word)));
  });
});

describe("the rules that are always there", () => {
  const nodePorts = (nodePortAddresses: readonly string[], node?: ProxyNode, clusterIPs = ["10.96.31.4"]) =>
    iptablesOf(serviceOf({ clusterIPs }), backends, node, { ...settings, nodePortAddresses }).fixed.nat[
      "KUBE-SERVICES"
    ]?.map((rule) => rule.replace(/^.*last rule in this chain" /, ""));

  it("node ports are tried last, on every address or on those configured", () => {
    const every = ["-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS"];
    assert.deepEqual(nodePorts([]), every);
    assert.deepEqual(nodePorts(["0.0.0.0/0"]), every);
    const own = ["-d 192.0.2.1 -j KUBE-NODEPORTS"];
    assert.deepEqual(nodePorts(["192.0.2.0/24"], { ip: "192.0.2.1" }), own);
    assert.deepEqual(nodePorts(["primary"], { ip: "192.0.2.1" }), own);
    assert.deepEqual(nodePorts(["10.0.0.0/8"], { ip: "192.0.2.1" }), undefined);
    assert.deepEqual(nodePorts([], undefined, ["fd00:96::4"]), [
      "-m addrtype --dst-type LOCAL ! -d ::1/128 -j KUBE-NODEPORTS",
    ]);
  });

  it("marked packets are masqueraded, and the mark is taken off", () => {
    const { nat } = iptablesOf(serviceOf(), backends).fixed;
    assert.deepEqual(nat["KUBE-MARK-MASQ"], ["-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000"]);
    assert.deepEqual(nat["KUBE-POSTROUTING"], [
      "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
      "-A KUBE-POSTROUTING -j MARK --xor-mark 0x4000",
      `-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully`,
    ]);
  });

  it("localhost is guarded in IPv4, where node ports answer on it", () => {
    const guard = (clusterIPs: readonly string[]) =>
      iptablesOf(serviceOf({ clusterIPs }), backends).fixed.filter["KUBE-FIREWALL"]?.length;
    assert.deepEqual([guard(["10.96.31.4"]), guard(["fd00:96::4"])], [1, undefined]);
  });

  it("every chain that it sends packets to has rules, or takes those of Services", () => {
    const { nat, filter } = iptablesOf(serviceOf(), backends).fixed;
    const kernel = new Set(["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]);
    const jumped = (table: typeof nat) =>
      Object.entries(table)
        .filter(([chain]) => kernel.has(chain))
        .flatMap(([, rules]) => rules.map((rule) => / -j (\S+)$/.exec(rule)?.[1] ?? ""));
    assert.deepEqual([...new Set(jumped(nat))].toSorted(), ["KUBE-POSTROUTING", "KUBE-SERVICES"]);
    assert.deepEqual([...new Set(jumped(filter))].toSorted(), [
      "KUBE-EXTERNAL-SERVICES",
      "KUBE-FIREWALL",
      "KUBE-FORWARD",
      "KUBE-NODEPORTS",
      "KUBE-PROXY-FIREWALL",
      "KUBE-SERVICES",
    ]);
  });
});

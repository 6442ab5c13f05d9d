import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../../../server/src/core/network/cluster/addresses.ts";
import { type NormalService, normalise } from "../../../../server/src/core/network/cluster/normalise.ts";
import { isFamily } from "../../../../server/src/core/resources/resource.ts";
import { type Known, known, valueOf } from "../../../../server/src/core/value/known.ts";
import { resourceIn } from "../../../support/resources.ts";

function normal(spec: string, cluster?: readonly Family[], more = ""): NormalService {
  const text = `apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ${spec} }\n${more}`;
  const service = resourceIn(text);
  return isFamily(service, "service")
    ? normalise(service, known("shop"), cluster)
    : assert.fail("no Service");
}

const written = (item: Known<string | number | boolean> | undefined) => {
  const value = valueOf(item) ?? "";
  return value === "" ? "-" : String(value);
};

/** Type, affinity, seconds, internal and external policy, node ports, not ready. */
function policies(spec: string): string {
  const found = normal(spec);
  return [
    found.type,
    found.sessionAffinity,
    found.sessionAffinityTimeout,
    found.internalTrafficPolicy,
    found.externalTrafficPolicy,
    found.allocateLoadBalancerNodePorts,
    found.publishNotReadyAddresses,
  ]
    .map(written)
    .join(" ");
}

describe("a Service with its defaults", () => {
  const TABLE: readonly (readonly [spec: string, expected: string])[] = [
    ["ports: []", "ClusterIP None - Cluster - - false"],
    ["type: NodePort", "NodePort None - Cluster Cluster - false"],
    ["type: LoadBalancer", "LoadBalancer None - Cluster Cluster true false"],
    [
      "type: LoadBalancer, allocateLoadBalancerNodePorts: false",
      "LoadBalancer None - Cluster Cluster false false",
    ],
    ["type: ExternalName, externalName: a.b", "ExternalName None - - - - false"],
    ["externalIPs: [192.0.2.1]", "ClusterIP None - Cluster Cluster - false"],
    ["sessionAffinity: ClientIP", "ClusterIP ClientIP 10800 Cluster - - false"],
    [
      "sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } }",
      "ClusterIP ClientIP 60 Cluster - - false",
    ],
    [
      "type: NodePort, externalTrafficPolicy: Local, internalTrafficPolicy: Local",
      "NodePort None - Local Local - false",
    ],
    ["publishNotReadyAddresses: true, clusterIP: None", "ClusterIP None - Cluster - - true"],
  ];
  for (const [spec, expected] of TABLE) it(spec, () => assert.equal(policies(spec), expected));

  it("has ports that lead to their own number as TCP", () => {
    const ports = normal(
      'ports: [{ port: 80 }, { name: a, port: 81, targetPort: web, protocol: UDP }, { name: b, port: 82, targetPort: 0 }, { name: c, port: 83, targetPort: "" }]',
    ).ports.map(({ name, port, protocol, targetPort }) =>
      [name, port, protocol, targetPort].map(written).join(" "),
    );
    assert.deepEqual(ports, ["- 80 TCP 80", "a 81 UDP web", "b 82 TCP 82", "c 83 TCP 83"]);
  });

  it("is headless, another name or neither; its type is looked at first", () => {
    const kind = (spec: string) => normal(spec).publication.kind;
    assert.equal(kind(""), "cluster");
    assert.equal(kind("clusterIP: None"), "headless");
    assert.equal(kind("clusterIPs: [None]"), "headless");
    assert.equal(kind("type: ExternalName, clusterIP: None"), "alias");
    assert.equal(kind('type: "{{ .type }}"'), "unknown");
    assert.equal(kind('clusterIP: "{{ .ip }}"'), "unknown");
  });

  it("has no selector where nothing selects", () => {
    assert.equal(normal("selector: {}").selector, undefined);
    assert.equal(normal("type: ExternalName, selector: { a: b }").selector, undefined);
    assert.notEqual(normal("selector: { a: b }").selector, undefined);
  });

  const FAMILIES: readonly (readonly [
    spec: string,
    cluster: readonly Family[] | undefined,
    expected: string,
  ])[] = [
    ["", undefined, "IPv4"],
    ["", ["IPv6", "IPv4"], "IPv6"],
    ["ipFamilyPolicy: SingleStack", ["IPv4", "IPv6"], "IPv4"],
    ["ipFamilyPolicy: PreferDualStack", ["IPv6", "IPv4"], "IPv6 IPv4"],
    ["ipFamilyPolicy: PreferDualStack", ["IPv4"], "IPv4"],
    ["ipFamilyPolicy: PreferDualStack", undefined, "IPv4"],
    ["ipFamilyPolicy: RequireDualStack", ["IPv4", "IPv6"], "IPv4 IPv6"],
    ["ipFamilyPolicy: RequireDualStack", undefined, "IPv4 IPv6"],
    ["ipFamilies: [IPv6]", ["IPv4", "IPv6"], "IPv6"],
    ["ipFamilies: [IPv6, IPv4], ipFamilyPolicy: RequireDualStack", ["IPv4", "IPv6"], "IPv6 IPv4"],
    ['clusterIPs: ["fd00::1", 10.0.0.1]', ["IPv4", "IPv6"], "IPv6 IPv4"],
    ["clusterIP: None", ["IPv4"], "IPv4 IPv6"],
    ["clusterIP: None", ["IPv6"], "IPv6 IPv4"],
    ["clusterIP: None, selector: { a: b }", ["IPv4", "IPv6"], "IPv4"],
    ["clusterIP: None, ipFamilyPolicy: SingleStack", ["IPv4", "IPv6"], "IPv4"],
    ["type: ExternalName, externalName: a.b, ipFamilies: [IPv6]", ["IPv4"], ""],
    ['ipFamilies: ["{{ f }}"]', ["IPv4"], "?"],
    ['ipFamilyPolicy: "{{ p }}"', ["IPv4"], "?"],
  ];
  for (const [spec, cluster, expected] of FAMILIES) {
    it(`of ${cluster?.join("/") ?? "a cluster"} with ${spec || "nothing"} has ${expected || "no family"}`, () => {
      assert.equal(normal(spec, cluster).families?.join(" ") ?? "?", expected);
    });
  }

  it("awaits an address of each family that none is written of", () => {
    const texts = (spec: string, cluster?: readonly Family[]) =>
      normal(spec, cluster).clusterIPs.map(({ family, text }) => `${family} ${text ?? "-"}`);
    assert.deepEqual(texts("", ["IPv6"]), ["IPv6 -"]);
    assert.deepEqual(texts("clusterIP: 10.0.0.1"), ["IPv4 10.0.0.1"]);
    assert.deepEqual(texts("ipFamilies: [IPv4, IPv6], clusterIP: 10.0.0.1"), ["IPv4 10.0.0.1", "IPv6 -"]);
    assert.deepEqual(texts("clusterIP: None"), []);
    assert.deepEqual(texts("type: ExternalName, externalName: a.b"), []);
  });

  it("has what a load balancer was given", () => {
    const status =
      "status: { loadBalancer: { ingress: [{ ip: 203.0.113.8 }, { hostname: a.example, ipMode: Proxy }] } }\n";
    assert.deepEqual(
      normal("type: LoadBalancer", undefined, status).loadBalancerIngress.map(({ ip, hostname, ipMode }) =>
        [ip, hostname, ipMode].map(written).join(" "),
      ),
      ["203.0.113.8 - -", "- a.example Proxy"],
    );
  });

  it("may be served by another proxy than kube-proxy, by a label", () => {
    const served = (labels: string) => {
      const service = resourceIn(
        `apiVersion: v1\nkind: Service\nmetadata: { name: x, labels: { ${labels} } }\nspec: {}\n`,
      );
      if (!isFamily(service, "service")) return assert.fail("no Service");
      return valueOf(normalise(service, known("shop"), undefined).proxyName);
    };
    assert.equal(served("service.kubernetes.io/service-proxy-name: other"), "other");
    assert.equal(served('service.kubernetes.io/service-proxy-name: ""'), "");
    assert.equal(served("app: x"), undefined);
  });
});

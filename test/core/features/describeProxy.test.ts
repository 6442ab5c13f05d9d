/** From manifests to the rules of kube-proxy: a Service, endpoints written by hand, what is known of the cluster. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProxyDescription } from "../../../server/src/core/descriptions.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysisOf, fileAt } from "../../support/workspace.ts";

function proxyOf(source: string, node?: string): ProxyDescription {
  const analysis = analysisOf(readFixture(source).files);
  const [object = assert.fail("no Service")] = analysis.objects((kind) => kind === "Service");
  const found = analysis.describe({ resource: object.resource, unit: object.unit, node });
  return found?.kind === "service" && found.proxy ? found.proxy : assert.fail("no rules");
}

const configured = (cluster: string) =>
  `# file: .portolan.yaml\nversion: 1\ncluster: { ${cluster} }\n# file: manifest.yaml\n`;

const edge = `apiVersion: v1
kind: Service
metadata: { name: edge, namespace: shop }
spec:
  type: NodePort
  clusterIP: 10.96.31.9
  externalTrafficPolicy: Local
  sessionAffinity: ClientIP
  ports: [{ name: https, port: 443, targetPort: 8443, nodePort: 30443 }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: edge-1, namespace: shop, labels: { kubernetes.io/service-name: edge } }
addressType: IPv4
ports: [{ name: https, port: 8443, protocol: TCP }]
endpoints:
  - { addresses: [10.1.7.2], nodeName: n2 }
  - { addresses: [10.1.0.30], nodeName: n1, conditions: { ready: true } }
  - { addresses: [10.1.0.31], nodeName: n1, conditions: { ready: false } }
`;

const HASH = "TFCKRJ4VVZESZDQY";

describe("kube-proxy's rules from manifests", () => {
  const cluster = configured("clusterCIDR: 10.1.0.0/16, nodes: [{ name: n1 }, { name: n2 }, { name: n3 }]");

  it("name chains and endpoints, and know the node", () => {
    const { families, node } = proxyOf(cluster + edge, "n1");
    const [{ nat, balancing } = assert.fail()] = families;
    assert.equal(node, "n1");
    assert.deepEqual(Object.keys(nat), [
      "KUBE-SERVICES",
      "KUBE-NODEPORTS",
      `KUBE-EXT-${HASH}`,
      `KUBE-SVC-${HASH}`,
      `KUBE-SVL-${HASH}`,
      "KUBE-SEP-ZECCUSPSQTUUTF4E",
      "KUBE-SEP-G4I5U67GQMRMSNWD",
    ]);
    assert.deepEqual(
      balancing.map(({ chain, targets }) => [chain, targets.map(({ endpoint }) => endpoint)]),
      [
        [`KUBE-SVC-${HASH}`, ["10.1.0.30:8443", "10.1.7.2:8443"]],
        [`KUBE-SVL-${HASH}`, ["10.1.0.30:8443"]],
      ],
    );
  });

  it("drop what comes from outside to a node without endpoints", () => {
    const [{ nat, filter } = assert.fail()] = proxyOf(cluster + edge, "n3").families;
    assert.equal(nat[`KUBE-SVL-${HASH}`], undefined);
    assert.deepEqual(filter, {
      "KUBE-EXTERNAL-SERVICES": [
        `-A KUBE-EXTERNAL-SERVICES -m comment --comment "shop/edge:https has no local endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30443 -j DROP`,
      ],
    });
  });

  it("keep to the zone that endpoints are hinted for, on a node there", () => {
    const hinted = edge
      .replace("externalTrafficPolicy: Local", "externalTrafficPolicy: Cluster")
      .replace("nodeName: n2 }", "nodeName: n2, hints: { forZones: [{ name: b }] } }")
      .replace("conditions: { ready: true } }", "hints: { forZones: [{ name: a }] } }");
    const zoned = configured("nodes: [{ name: n1, zone: a }, { name: n2, zone: b }, { name: n3, zone: c }]");
    const reached = (node: string) =>
      proxyOf(zoned + hinted, node).families[0]?.balancing.map(({ targets }) =>
        targets.map(({ endpoint }) => endpoint),
      );
    assert.deepEqual(reached("n1"), [["10.1.0.30:8443"]]);
    assert.deepEqual(reached("n2"), [["10.1.7.2:8443"]]);
    assert.deepEqual(reached("n3"), [["10.1.0.30:8443", "10.1.7.2:8443"]]);
    const said = (node: string) => proxyOf(zoned + hinted, node).fates.map(({ text }) => text);
    assert.deepEqual(said("n1"), [
      "at the cluster IP to one endpoint of its 2, hinted for this node or its zone; from outside the same",
    ]);
    assert.deepEqual(said("n3"), [
      "at the cluster IP to 2 endpoints, 1/2 of new connections each; from outside the same",
    ]);
  });

  it("are not made up: with addresses in the manifests nothing is an example", () => {
    assert.deepEqual(proxyOf(cluster + edge, "n1").examples, []);
  });
});

describe("what is said beside the rules", () => {
  const said = (source: string) => proxyOf(source).remarks.join("\n");

  it("the way of a packet, by the chain of the Service", () => {
    assert.match(said(edge), /PREROUTING .* → KUBE-SERVICES → KUBE-SVC-TFCKRJ4VVZESZDQY → a KUBE-SEP chain/);
  });

  it("no way where nobody is reached", () => {
    const nobody = edge.slice(0, edge.indexOf("---"));
    assert.doesNotMatch(said(nobody), /PREROUTING|interface/);
  });

  it("what a node keeps, and would keep", () => {
    // KUBE-SERVICES, KUBE-NODEPORTS, 2 in EXT, 2 a target in SVC, 2 a KUBE-SEP; 1 in filter, since the view is of a node without.
    assert.match(said(edge), /keeps 13 rules in 4 chains; with 100 endpoints 405 rules in 102 chains/);
  });

  it("counts every port, though not all are told", () => {
    const ports = Array.from({ length: 60 }, (_, index) => `{ name: p${index}, port: ${1000 + index} }`);
    const source = `apiVersion: v1
kind: Service
metadata: { name: many, namespace: shop }
spec: { selector: { app: x }, ports: [${ports.join(", ")}] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: x, namespace: shop }
spec:
  replicas: 100
  selector: { matchLabels: { app: x } }
  template: { metadata: { labels: { app: x } }, spec: { containers: [{ name: a, image: a }] } }
`;
    assert.ok(proxyOf(source).fates.length < 60);
    assert.match(
      said(source),
      /keeps 18,060 rules in 6,060 chains; with 1,000 endpoints 180,060 rules in 60,060/,
    );
  });

  it("in IPVS the scheduler, in nftables neither way nor probabilities", () => {
    assert.match(
      said(configured("proxyMode: ipvs, ipvs: { scheduler: lc }") + edge),
      /scheduler lc: .* fewest/,
    );
    const { families, remarks } = proxyOf(configured("proxyMode: nftables") + edge);
    assert.doesNotMatch(remarks.join("\n"), /PREROUTING/);
    assert.ok(families[0]?.names.includes("service-" + families[0].names[0]?.slice("external-".length)));
  });

  it("that a label gives it to another proxy", () => {
    const labelled = edge.replace(
      "name: edge, namespace: shop }",
      "name: edge, namespace: shop, labels: { service.kubernetes.io/service-proxy-name: x } }",
    );
    const { families, remarks } = proxyOf(labelled);
    assert.deepEqual(families, []);
    assert.match(remarks.join("\n"), /kube-proxy leaves it alone/);
  });
});

describe("a Service of two families", () => {
  const dual = `apiVersion: v1
kind: Service
metadata: { name: pier, namespace: shop }
spec:
  clusterIPs: [10.96.31.20, "fd00:96::1f14"]
  ports: [{ name: web, port: 443 }]
`;

  it("has its IPv6 rules in the tables of ip6tables, and the sheet says so", () => {
    const text =
      analysisOf(readFixture(dual).files).names(fileAt("manifest.yaml"), { line: 0, character: 0 })?.text ??
      "";
    const tables = text.split("\n").filter((line) => line.startsWith("# Table "));
    assert.deepEqual(tables, [
      "# Table filter, chain KUBE-SERVICES",
      "# Table filter of ip6tables, chain KUBE-SERVICES",
    ]);
    const [four = "", six = ""] = text.split("of ip6tables");
    assert.match(four, / -d 10\.96\.31\.20 --dport 443 -j REJECT/);
    assert.match(six, / -d fd00:96::1f14 --dport 443 -j REJECT/);
  });
});

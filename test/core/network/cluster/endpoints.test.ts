import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { documentBindings } from "../../../../server/src/core/documents/facts.ts";
import { netsOf } from "../../../../server/src/core/features/target.ts";
import { type SlicePlan, slicesOf } from "../../../../server/src/core/network/cluster/endpoints.ts";
import { verdictBinding } from "../../../../server/src/core/network/verdicts.ts";
import { createDatabase } from "../../../../server/src/core/query/database.ts";
import { identityOf } from "../../../../server/src/core/resources/identity.ts";
import { factsOf } from "../../../../server/src/core/resources/resource.ts";
import { textOf } from "../../../../server/src/core/syntax/queries.ts";
import { filesIn, roots } from "../../../../server/src/core/units/queries.ts";
import { valueOf } from "../../../../server/src/core/value/known.ts";
import { fileAt } from "../../../support/workspace.ts";

/** The planned endpoints of the Service of this name, in a file of these documents. */
function planned(name: string, ...documents: readonly string[]) {
  const db = createDatabase([...documentBindings, verdictBinding]);
  const file = fileAt("manifest.yaml");
  db.set(roots, "", ["workspace"]);
  db.set(filesIn, "workspace", [file]);
  db.set(textOf, file, documents.join("---\n"));
  const service = db
    .get(factsOf, file)
    .resources.find((each) => each.spec.family === "service" && each.identity.name === name);
  const id = service?.id ?? assert.fail(`no Service ${name}`);
  const [net] = netsOf(db, id);
  return net?.slices(id) ?? assert.fail("in no world");
}

/** `http/8080 metrics/9100: Deployment cart ×2`. */
function printed({ addressType, ports, endpoints }: SlicePlan): string {
  const each = ports.map((port) => `${valueOf(port.name)}/${valueOf(port.port) ?? "?"}`).join(" ");
  const names = endpoints.map(({ from, pod, addresses: [address], hostname, ready }) => {
    const who = pod ? `${identityOf(from).name}#${pod.index}` : (address?.text ?? "?");
    const host = hostname === undefined ? "" : `=${valueOf(hostname) ?? "?"}`;
    return `${who}${host}${ready === true ? "" : " not ready"}`;
  });
  return `${addressType} ${each}: ${names.join(" ")}`;
}

const workload = (name: string, containers: string, more = "", kind = "Deployment", pod = "") =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  ${more === "" ? "{}" : more}
  template:
    metadata: { labels: { app: cart } }
    spec: { ${pod}containers: [{ name: a, ${containers} }] }
`.replace("  {}\n", "");

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n`;

const web = (port: number) => `ports: [{ name: web, containerPort: ${port} }]`;
const PORTS =
  "ports: [{ name: http, port: 80, targetPort: web }, { name: metrics, port: 9100, targetPort: 9100 }]";
const shop = [
  workload("cart", web(8080), "replicas: 2"),
  workload("cart-next", web(8443)),
  "apiVersion: v1\nkind: Pod\nmetadata: { name: cart-debug, namespace: shop, labels: { app: cart } }\nspec: { containers: [{ name: a }] }\n",
];

describe("EndpointSlices", () => {
  it("are those of the example: one for each way in which the ports resolve", () => {
    const { slices } = planned("cart", service("cart", `selector: { app: cart }, ${PORTS}`), ...shop);
    assert.deepEqual(slices.map(printed).toSorted(), [
      "IPv4 http/8080 metrics/9100: cart#0 cart#1",
      "IPv4 http/8443 metrics/9100: cart-next#0",
      "IPv4 metrics/9100: cart-debug#0",
    ]);
  });

  it("keep a pod of which no port resolves, with no ports", () => {
    const { slices } = planned(
      "cart",
      service("cart", "clusterIP: None, selector: { app: cart }, ports: [{ port: 80, targetPort: web }]"),
      ...shop,
    );
    assert.ok(slices.map(printed).includes("IPv4 : cart-debug#0"));
  });

  it("hold at most a hundred endpoints each", () => {
    const { slices } = planned(
      "cart",
      service("cart", `selector: { app: cart }, ${PORTS}`),
      workload("cart", web(8080), "replicas: 250"),
    );
    assert.deepEqual(
      slices.map(({ endpoints }) => endpoints.length),
      [100, 100, 50],
    );
  });

  it("know the protocol of a named port, and what cannot be known", () => {
    const udp = service(
      "cart",
      'selector: { app: cart }, ports: [{ name: a, port: 1, targetPort: web, protocol: UDP }, { name: b, port: 2, targetPort: "{{ x }}" }]',
    );
    assert.deepEqual(planned("cart", udp, workload("cart", web(8080))).slices.map(printed), [
      "IPv4 b/?: cart#0",
    ]);
  });

  it("give a hostname below the Service that the StatefulSet names, and below no other", () => {
    const set = workload("ledger", web(1), "serviceName: ledger\n  replicas: 2", "StatefulSet");
    const both = ["ledger", "other"].map((name) =>
      service(name, "clusterIP: None, selector: { app: cart }, ports: [{ port: 1 }]"),
    );
    assert.deepEqual(planned("ledger", ...both, set).slices.map(printed), [
      "IPv4 /1: ledger#0=ledger-0 ledger#1=ledger-1",
    ]);
    assert.deepEqual(planned("other", ...both, set).slices.map(printed), ["IPv4 /1: ledger#0 ledger#1"]);
  });

  it("are of both families where the Service says so, and empty without pods", () => {
    const dual = service(
      "cart",
      `selector: { app: cart }, ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv6], ${PORTS}`,
    );
    assert.deepEqual(planned("cart", dual).slices.map(printed), ["IPv4 : ", "IPv6 : "]);
    assert.deepEqual(
      planned("cart", dual, workload("cart", web(1)))
        .slices.map(printed)
        .map((each) => each.slice(0, 11)),
      ["IPv4 http/1", "IPv6 http/1"],
    );
  });

  it("are none of an ExternalName and of a Service without selector", () => {
    assert.deepEqual(planned("x", service("x", "type: ExternalName, externalName: a.b")).slices, []);
    assert.deepEqual(planned("x", service("x", "ports: [{ port: 80 }]")).slices, []);
    assert.deepEqual(planned("x", service("x", "selector: {}, ports: [{ port: 80 }]"), ...shop).slices, []);
  });

  it("are also those that are written by hand", () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: x-1, namespace: shop, labels: { kubernetes.io/service-name: x } }
addressType: IPv4
ports: [{ name: "", port: 9376 }, { name: open }]
endpoints:
- addresses: [10.4.5.6]
  hostname: one
- addresses: [10.4.5.7]
  conditions: { ready: false }
`;
    const endpoints = `apiVersion: v1
kind: Endpoints
metadata: { name: manual, namespace: shop }
subsets:
- addresses: [{ ip: 10.4.5.8 }, { ip: "fd00::8" }]
  notReadyAddresses: [{ ip: 10.4.5.9 }]
  ports: [{ port: 9376 }]
- addresses: [{ ip: "{{ address }}" }]
`;
    const documents = [
      service("x", "ports: [{ port: 80 }]"),
      service("manual", "ports: [{ port: 80 }]"),
      slice,
      endpoints,
    ];
    assert.deepEqual(planned("x", ...documents).slices.map(printed), [
      "IPv4 /9376 open/?: 10.4.5.6=one 10.4.5.7 not ready",
    ]);
    const y = planned("manual", ...documents);
    assert.deepEqual(y.slices.map(printed), [
      "IPv4 /9376: 10.4.5.8 10.4.5.9 not ready",
      "IPv6 /9376: fd00::8",
    ]);
    assert.equal(y.open, true);
  });

  it("leave out workloads that only may be selected, and name them", () => {
    const open = workload("cart", web(8080)).replace("app: cart }", 'app: "<app>" }');
    const { slices, perhaps } = planned("cart", service("cart", `selector: { app: cart }, ${PORTS}`), open);
    assert.deepEqual(slices.map(printed), ["IPv4 : "]);
    assert.deepEqual(
      perhaps.map((each) => each.identity.name),
      ["cart"],
    );
  });
});

describe("slicesOf", () => {
  it("has a placeholder for a family without endpoints", () => {
    assert.deepEqual(slicesOf(["IPv6"], [], { manual: undefined, perSlice: 100 }), [
      { addressType: "IPv6", ports: [], endpoints: [], manual: undefined },
    ]);
  });
});

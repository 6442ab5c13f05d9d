/** What Gateways and routes say of the way in: listeners, parents, hosts. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsIn, resourceIn } from "../../support/resources.ts";

const manifest = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: edge }\nspec:\n${spec.replaceAll(/^/gm, "  ")}\n`;

const GATEWAY = "gateway.networking.k8s.io/v1";

describe("a Gateway", () => {
  it("listens on ports, each for some hosts", () => {
    const text = manifest(
      GATEWAY,
      "Gateway",
      `gatewayClassName: istio
listeners:
  - { name: web, port: 80, protocol: HTTP }
  - { name: tls, port: 443, protocol: HTTPS, hostname: "*.example.com" }`,
    );
    const { className, listeners } = factsIn(text, "gateway");
    assert.deepEqual(className, { value: "istio" });
    assert.deepEqual(
      listeners.map(({ path, name, port, protocol, hosts }) => [path[2], name, port, protocol, hosts]),
      [
        [0, { value: "web" }, { value: 80 }, { value: "HTTP" }, []],
        [1, { value: "tls" }, { value: 443 }, { value: "HTTPS" }, [{ value: "*.example.com" }]],
      ],
    );
  });

  it("of Istio has servers", () => {
    const text = manifest(
      "networking.istio.io/v1",
      "Gateway",
      "servers:\n  - { port: { number: 80, name: http, protocol: HTTP }, hosts: [a.example.com, b.example.com] }",
    );
    const [listener] = factsIn(text, "gateway").listeners;
    assert.deepEqual(listener?.path, ["spec", "servers", 0]);
    assert.deepEqual(listener?.port, { value: 80 });
    assert.equal(listener?.hosts.length, 2);
  });
});

describe("a route", () => {
  it("has parents, the default kind of which is Gateway", () => {
    const text = manifest(
      GATEWAY,
      "HTTPRoute",
      `hostnames: [shop.example.com]
parentRefs:
  - { name: edge, namespace: infra, sectionName: tls }
  - { kind: Service, group: "", name: cart, port: 80 }`,
    );
    const { hosts, parents } = factsIn(text, "route");
    assert.deepEqual(hosts, [{ value: "shop.example.com" }]);
    assert.deepEqual(
      parents.map(({ kind, name, namespace, listener, port }) => [kind, name, namespace, listener, port]),
      [
        [{ value: "Gateway" }, { value: "edge" }, { value: "infra" }, { value: "tls" }, undefined],
        [{ value: "Service" }, { value: "cart" }, undefined, undefined, { value: 80 }],
      ],
    );
  });

  it("of Istio names its Gateways in one word, and `mesh` is none", () => {
    const text = manifest(
      "networking.istio.io/v1",
      "VirtualService",
      `hosts: ["*"]
gateways: [edge, infra/tls, mesh, "{{ .gateway }}"]
http:
  - match: [{ uri: { prefix: /cart } }, { uri: { exact: /login } }]
    route: [{ destination: { host: cart } }]
  - route: [{ destination: { host: web } }]`,
    );
    assert.deepEqual(
      factsIn(text, "route").parents.map(({ name, namespace }) => [name, namespace]),
      [
        [{ value: "edge" }, undefined],
        [{ value: "tls" }, { value: "infra" }],
        [{ unknown: "template" }, undefined],
      ],
    );
    assert.deepEqual(
      resourceIn(text).references.map(({ serves }) => serves),
      ["/cart, /login", ""],
    );
  });

  it("of single controllers has its host in a field of its own", () => {
    const contour = manifest("projectcontour.io/v1", "HTTPProxy", "virtualhost: { fqdn: a.example.com }");
    const openShift = manifest("route.openshift.io/v1", "Route", "host: b.example.com");
    assert.deepEqual(factsIn(contour, "route").hosts, [{ value: "a.example.com" }]);
    assert.deepEqual(factsIn(openShift, "route").hosts, [{ value: "b.example.com" }]);
  });
});

describe("an Ingress", () => {
  it("has hosts, each once", () => {
    const text = manifest(
      "networking.k8s.io/v1",
      "Ingress",
      "rules:\n  - host: a.example.com\n  - host: b.example.com\n  - host: a.example.com\n  - {}",
    );
    assert.deepEqual(factsIn(text, "ingress").hosts, [
      { value: "a.example.com" },
      { value: "b.example.com" },
    ]);
  });
});

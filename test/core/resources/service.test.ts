import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsIn, resourceIn } from "../../support/resources.ts";

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  labels:
    tier: front
spec:
  type: NodePort
  selector:
    app: web
    tier: front
  ports:
    - name: http
      port: 80
      targetPort: http
      nodePort: 30080
    - port: 53
      protocol: UDP
      targetPort: 5353
`;

const JSON_FORM = JSON.stringify(
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "shop", labels: { tier: "front" } },
    spec: {
      type: "NodePort",
      selector: { app: "web", tier: "front" },
      ports: [
        { name: "http", port: 80, targetPort: "http", nodePort: 30080 },
        { port: 53, protocol: "UDP", targetPort: 5353 },
      ],
    },
  },
  null,
  "\t",
);

const FORMS: Readonly<Record<string, string>> = {
  "in flow style":
    "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop, labels: {tier: front}}, spec: {type: NodePort, selector: {app: web, tier: front}, ports: [{name: http, port: 80, targetPort: http, nodePort: 30080}, {port: 53, protocol: UDP, targetPort: 5353}]}}",
  "in JSON": JSON_FORM,
  "with line breaks of Windows": SERVICE.replaceAll("\n", "\r\n"),
  "with quotes, comments and another indentation": SERVICE.replaceAll("web", '"web"')
    .replaceAll("front", "'front'")
    .replaceAll("    - ", "  -   ")
    .replaceAll(/^ {6}/gm, "      ")
    .replaceAll(": http", ": http # c")
    .replace("kind", "# why\n\nkind"),
  "with anchors and a merge key": SERVICE.replace(
    "  labels:\n    tier: front\n",
    "  labels: &l\n    tier: front\n",
  )
    .replace("    app: web\n    tier: front\n", "    <<: *l\n    app: web\n")
    .replace("name: web", "name: &n web")
    .replace("app: web", "app: *n"),
  "with numbers of other notations": SERVICE.replace("port: 80", "port: 0x50")
    .replace("30080", "3_0080")
    .replace("5353", "5353.0"),
  "with tabs between key and value": SERVICE.replaceAll("port: 80", "port:\t80"),
  "with null fields": `${SERVICE}  clusterIP:\n  externalName: ~\n`,
};

describe("a Service", () => {
  it("is its facts", () => {
    assert.deepEqual(factsIn(SERVICE, "service"), {
      family: "service",
      type: { value: "NodePort" },
      clusterIP: undefined,
      clusterIPs: [],
      ipFamilies: [],
      ipFamilyPolicy: undefined,
      selector: {
        pairs: [
          { key: "app", value: { value: "web" } },
          { key: "tier", value: { value: "front" } },
        ],
        open: false,
      },
      ports: [
        {
          index: 0,
          name: { value: "http" },
          port: { value: 80 },
          protocol: undefined,
          targetPort: { value: "http" },
          nodePort: { value: 30080 },
          appProtocol: undefined,
        },
        {
          index: 1,
          name: undefined,
          port: { value: 53 },
          protocol: { value: "UDP" },
          targetPort: { value: 5353 },
          nodePort: undefined,
          appProtocol: undefined,
        },
      ],
      externalName: undefined,
      publishNotReadyAddresses: undefined,
      externalIPs: [],
      loadBalancerSourceRanges: [],
      allocateLoadBalancerNodePorts: undefined,
      loadBalancerClass: undefined,
      internalTrafficPolicy: undefined,
      externalTrafficPolicy: undefined,
      sessionAffinity: undefined,
      sessionAffinityTimeout: undefined,
      healthCheckNodePort: undefined,
      trafficDistribution: undefined,
      loadBalancerIngress: [],
    });
  });

  for (const [form, text] of Object.entries(FORMS)) {
    it(`is the same ${form}`, () => {
      const sorted = (source: string) => {
        const resource = resourceIn(source);
        const { spec } = resource;
        if (spec.family !== "service") return spec;
        const pairs = spec.selector?.pairs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        return { ...resource, spec: { ...spec, selector: { ...spec.selector, pairs } } };
      };
      assert.deepEqual(sorted(text), sorted(SERVICE));
    });
  }

  const spec = (text: string) =>
    factsIn(`apiVersion: v1\nkind: Service\nspec:\n${text.replaceAll(/^/gm, "  ")}\n`, "service");

  it("has no selector when it is empty, and an open one when it is an expression", () => {
    for (const text of ["selector:", "selector: {}", "selector: null", "type: ClusterIP"])
      assert.equal(spec(text).selector, undefined, text);
    assert.deepEqual(spec('selector: "<labels>"').selector, { pairs: [], open: true });
    assert.deepEqual(spec("selector: [a]").selector, { pairs: [], open: true });
    assert.deepEqual(spec("selector: { app: , number: 1 }").selector?.pairs, [
      { key: "app", value: { value: "" } },
      { key: "number", value: { unknown: "invalid" }, notText: { type: "number", written: "1" } },
    ]);
  });

  it("takes a targetPort of 0 or nothing, and a nodePort of 0, for none", () => {
    const [port] = spec("ports: [{ port: 80, targetPort: 0, nodePort: 0 }]").ports;
    assert.deepEqual([port?.targetPort, port?.nodePort], [undefined, undefined]);
    assert.equal(spec('ports: [{ port: 80, targetPort: "" }]').ports[0]?.targetPort, undefined);
    assert.deepEqual(spec('ports: [{ port: "80", targetPort: "8080" }]').ports[0], {
      index: 0,
      name: undefined,
      port: { unknown: "invalid" },
      protocol: undefined,
      targetPort: { value: "8080" },
      nodePort: undefined,
      appProtocol: undefined,
    });
  });

  it("is headless by clusterIP or by the first of clusterIPs", () => {
    assert.deepEqual(spec("clusterIP: None").clusterIP, { value: "None" });
    assert.deepEqual(spec("clusterIPs: [None]").clusterIP, { value: "None" });
  });

  it("is no Service of another group", () => {
    const knative =
      "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: x }\nspec: { template: { spec: { containers: [{ image: x }] } } }\n";
    assert.equal(resourceIn(knative).spec.family, "workload");
  });
});

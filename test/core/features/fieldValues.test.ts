/** What cards say may be written is what the API server takes: all values, the default, and both as of the chosen version. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { choicesOf } from "../../../server/src/core/apiserver/structs/choices.ts";
import { hovered } from "../../support/cursor.ts";

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: cart, namespace: shop }\n${rest}\n`;
const service = (spec: string) => object("v1", "Service", `spec: { ${spec} }`);
const pod = (spec: string) => object("v1", "Pod", `spec: { ${spec} }`);
const NETWORKING = "networking.k8s.io/v1";

const fields: readonly (readonly [struct: string, field: string, manifest: string])[] = [
  ["ServiceSpec", "type", service("$0type: other")],
  ["ServiceSpec", "sessionAffinity", service("$0sessionAffinity: other")],
  ["ServiceSpec", "externalTrafficPolicy", service("$0externalTrafficPolicy: other")],
  ["ServiceSpec", "internalTrafficPolicy", service("$0internalTrafficPolicy: other")],
  ["ServiceSpec", "ipFamilies", service("$0ipFamilies: []")],
  ["ServiceSpec", "ipFamilyPolicy", service("$0ipFamilyPolicy: other")],
  ["ServiceSpec", "trafficDistribution", service("$0trafficDistribution: other")],
  [
    "HTTPIngressPath",
    "pathType",
    object(NETWORKING, "Ingress", "spec: { rules: [{ http: { paths: [{ $0pathType: a }] } }] }"),
  ],
  [
    "IngressClassParametersReference",
    "scope",
    object(NETWORKING, "IngressClass", "spec: { parameters: { $0scope: a } }"),
  ],
  ["NetworkPolicySpec", "policyTypes", object(NETWORKING, "NetworkPolicy", "spec: { $0policyTypes: [] }")],
  [
    "NetworkPolicyPort",
    "protocol",
    object(NETWORKING, "NetworkPolicy", "spec: { egress: [{ ports: [{ $0protocol: a }] }] }"),
  ],
  [
    "LabelSelectorRequirement",
    "operator",
    object(NETWORKING, "NetworkPolicy", "spec: { podSelector: { matchExpressions: [{ $0operator: a }] } }"),
  ],
  ["EndpointSlice", "addressType", object("discovery.k8s.io/v1", "EndpointSlice", "$0addressType: a")],
  [
    "discovery.EndpointPort",
    "protocol",
    object("discovery.k8s.io/v1", "EndpointSlice", "ports: [{ $0protocol: a }]"),
  ],
  ["EndpointPort", "protocol", object("v1", "Endpoints", "subsets: [{ ports: [{ $0protocol: a }] }]")],
  ["ContainerPort", "protocol", pod("containers: [{ ports: [{ $0protocol: a }] }]")],
  ["HTTPGetAction", "scheme", pod("containers: [{ livenessProbe: { httpGet: { $0scheme: a } } }]")],
  ["PodSpec", "dnsPolicy", pod("$0dnsPolicy: a")],
];

describe("cards list what may be written", () => {
  for (const [struct, field, manifest] of fields) {
    it(`${struct}.${field}`, () => {
      const card = hovered(manifest) ?? "";
      const line = /^- values: .*$/m.exec(card)?.[0] ?? "";
      const { values, fallback } = choicesOf(struct, field) ?? { values: [] };
      assert.ok(values.length > 0);
      for (const value of values) assert.ok(line.includes(`\`${value}\``), `${value} is missing:\n${card}`);
      if (fallback !== undefined) assert.match(card, new RegExp(`default: .*\`${fallback}\``));
    });
  }
});

describe("cards speak of the chosen version", () => {
  const inVersion = (version: string, manifest: string) =>
    hovered(
      `# file: .portolan.yaml\nversion: 1\ncluster:\n  kubernetesVersion: "${version}"\n# file: a.yaml\n${manifest}`,
    ) ?? "";
  const cases: readonly (readonly [
    what: string,
    manifest: string,
    old: string,
    before: RegExp,
    since: RegExp,
  ])[] = [
    [
      "trafficDistribution",
      service("$0trafficDistribution: a"),
      "1.33",
      /values: `PreferClose`/,
      /`PreferSameZone`, `PreferSameNode` \(both since 1\.34\)/,
    ],
    [
      "a Service's name",
      service("").replace("name: cart", "$0name: cart"),
      "1.35",
      /a letter first/,
      /\(since 1\.36\)/,
    ],
    [
      "the Service of an Ingress",
      object(NETWORKING, "Ingress", "spec: { defaultBackend: { service: { $0name: cart } } }"),
      "1.35",
      /begins with a letter/,
      /begins with a digit since 1\.36/,
    ],
    [
      "serviceName",
      object(
        "apps/v1",
        "StatefulSet",
        "spec: { $0serviceName: a, template: { spec: { containers: [{ name: a }] } } }",
      ),
      "1.32",
      /takes any text/,
      /a DNS label \(checked since 1\.33\)/,
    ],
  ];
  for (const [what, manifest, old, before, since] of cases) {
    it(what, () => {
      assert.match(inVersion(old, manifest), before);
      assert.doesNotMatch(inVersion(old, manifest), since);
      assert.match(inVersion("1.36", manifest), since);
      assert.doesNotMatch(inVersion("1.36", manifest), before);
    });
  }
});

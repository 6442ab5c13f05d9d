/** Traffic policies, affinity, distribution, selector and warnings of a Service: sections 3.6, 4, 6, 12, 15 and 16. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, refuses, takes, verdictOn, warns } from "../../../support/judging.ts";

const service = (spec: string, metadata = "") => `
apiVersion: v1
kind: Service
metadata: { name: web, ${metadata} }
spec: { ports: [{ port: 80 }], ${spec} }
`;
const external = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: ExternalName, ${spec} }
`;
const OUTSIDE = "may only be set for externally-accessible services";

takes("3.6: externalTrafficPolicy of a NodePort", service("type: NodePort, externalTrafficPolicy: Local"));
takes(
  "3.6: externalTrafficPolicy of a LoadBalancer",
  service("type: LoadBalancer, externalTrafficPolicy: Cluster"),
);
takes(
  "3.6, 16.8: externalTrafficPolicy beside externalIPs",
  service("externalIPs: [203.0.113.7], externalTrafficPolicy: Local"),
  { version: "1.35" },
);
takes("4: an empty externalTrafficPolicy", service('externalTrafficPolicy: ""'));
refuses(
  "3.6, 16.8: externalTrafficPolicy of a ClusterIP, its default value",
  service("externalTrafficPolicy: Cluster"),
  [`spec.externalTrafficPolicy: Invalid value: "Cluster": ${OUTSIDE}`],
);
refuses("3.6: externalTrafficPolicy that is none", service("type: NodePort, externalTrafficPolicy: local"), [
  'spec.externalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"',
]);

takes("3.6: internalTrafficPolicy", service("internalTrafficPolicy: Local"));
refuses("3.6: internalTrafficPolicy that is none", service("internalTrafficPolicy: Global"), [
  'spec.internalTrafficPolicy: Unsupported value: "Global": supported values: "Cluster", "Local"',
]);
refuses(
  "3.6: internalTrafficPolicy of any type",
  external("externalName: a.example, internalTrafficPolicy: Global"),
  ['spec.internalTrafficPolicy: Unsupported value: "Global": supported values: "Cluster", "Local"'],
);

takes("3.6: affinities", service("sessionAffinity: ClientIP"));
takes("4: an empty affinity", service('sessionAffinity: ""'));
refuses("3.6: an affinity that is none", service("sessionAffinity: clientIP"), [
  'spec.sessionAffinity: Unsupported value: "clientIP": supported values: "ClientIP", "None"',
]);
const seconds = (value: string, affinity = "ClientIP") =>
  service(`sessionAffinity: ${affinity}, sessionAffinityConfig: { clientIP: { timeoutSeconds: ${value} } }`);
takes("3.6, 16.9: a day", seconds("86400"));
takes("3.6: a second", seconds("1"));
takes("4: no seconds are 10800", seconds("null"));
takes("3.6, 16.2: a config without affinity is dropped", seconds("0", "None"));
for (const value of ["0", "-1", "86401"]) {
  refuses(`3.6: ${value} seconds`, seconds(value), [
    `spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: ${value}: must be greater than 0 and less than 86400`,
  ]);
}

const DISTRIBUTIONS = '"PreferClose", "PreferSameZone", "PreferSameNode"';
takes("3.6: distributions", service("trafficDistribution: PreferSameZone"));
takes("3.6: the other new one", service("trafficDistribution: PreferSameNode"), { version: "1.34" });
takes("15: PreferClose before 1.35", service("trafficDistribution: PreferClose"), { version: "1.34" });
refuses("3.6, 16.14: an empty distribution", service('trafficDistribution: ""'), [
  `spec.trafficDistribution: Unsupported value: "": supported values: ${DISTRIBUTIONS}`,
]);
refuses("3.6: a distribution that is none", service("trafficDistribution: Near"), [
  `spec.trafficDistribution: Unsupported value: "Near": supported values: ${DISTRIBUTIONS}`,
]);
refuses(
  "15: the new ones before 1.34",
  service("trafficDistribution: PreferSameZone"),
  ['spec.trafficDistribution: Unsupported value: "PreferSameZone": supported values: "PreferClose"'],
  { version: "1.33" },
);

const MODE = "service.kubernetes.io/topology-mode";
const HINTS = "service.kubernetes.io/topology-aware-hints";
takes("3.6: topology-mode", service("", `annotations: { ${MODE}: Auto }`));
refuses(
  "3.6: topology-mode differs from the older annotation",
  service("", `annotations: { ${MODE}: Auto, ${HINTS}: Disabled }`),
  [
    `metadata.annotations[${MODE}]: Invalid value: "Auto": must match annotations[${HINTS}] when both are specified`,
  ],
);

takes("3.6: selectors", service('selector: { app: web, example.com/Tier: a_b.c, empty: "", later: "${X}" }'));
test("3.6, 1: a bad value in the selector, shown at the value", () => {
  const fault = faultOf(service("selector: { app: 'a b' }"));
  assert.equal(fault.serverPath, "spec.selector");
  assert.equal(fault.value, '"a b"');
  assert.deepEqual(fault.at, { path: ["spec", "selector", "app"], part: "value" });
});
test("3.6, 1: a bad key in the selector, shown at the key", () => {
  const fault = faultOf(service("selector: { a b: web }"));
  assert.equal(fault.value, '"a b"');
  assert.deepEqual(fault.at, { path: ["spec", "selector", "a b"], part: "key" });
});

takes(
  "3.6: status and publishNotReadyAddresses",
  `${service("publishNotReadyAddresses: true")}status: { loadBalancer: {} }\n`,
);

test("6: externalIPs are deprecated since 1.36", () => {
  const yaml = service("externalIPs: [203.0.113.7]");
  assert.deepEqual(
    verdictOn(yaml).warnings.map(({ message }) => message),
    ["spec.externalIPs is deprecated"],
  );
  assert.deepEqual(verdictOn(yaml, "1.35").warnings, []);
});
warns("6: topology-aware-hints", service("", `annotations: { ${HINTS}: auto }`), [
  `annotation ${HINTS} is deprecated, please use ${MODE} instead`,
]);
warns(
  "6: an IPv6 address in another form",
  service("clusterIP: '2001:DB8::7'"),
  ['spec.clusterIPs[0]: IPv6 address "2001:DB8::7" should be in RFC 5952 canonical format ("2001:db8::7")'],
  { at: ["spec.clusterIP"] },
);
warns(
  "6: a loadBalancerIP with leading zeros, in every version",
  service("type: LoadBalancer, loadBalancerIP: 010.0.0.1"),
  [
    'spec.loadBalancerIP: non-standard IP address "010.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"',
  ],
);
warns(
  "6, 15: leading zeros before 1.36",
  service("clusterIP: 010.96.0.7"),
  [
    'spec.clusterIPs[0]: non-standard IP address "010.96.0.7" will be considered invalid in a future Kubernetes release: use "10.96.0.7"',
  ],
  { version: "1.35", at: ["spec.clusterIP"] },
);
warns(
  "6: an ambiguous source range before 1.36",
  service("type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/8]"),
  [
    'spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)',
  ],
  { version: "1.35" },
);
warns(
  "6: an IPv6 source range in another form",
  service("type: LoadBalancer, loadBalancerSourceRanges: ['2001:DB8::/64']"),
  [
    'spec.loadBalancerSourceRanges[0]: IPv6 CIDR value "2001:DB8::/64" should be in RFC 5952 canonical format ("2001:db8::/64")',
  ],
);
warns(
  "6: what a headless Service ignores",
  service("clusterIP: None, loadBalancerIP: 192.0.2.1, sessionAffinity: ClientIP"),
  [
    "spec.loadBalancerIP is ignored for headless services",
    "spec.SessionAffinity is ignored for headless services",
  ],
);
takes("6: a headless Service with nothing to ignore", service("clusterIP: None, sessionAffinity: None"));
takes("15: 1.32 said nothing of it", service("clusterIP: None, sessionAffinity: ClientIP"), {
  version: "1.32",
});
warns("6: externalName on another type", service("externalName: a.example"), [
  'spec.externalName is ignored when spec.type is not "ExternalName"',
]);
warns(
  "6: externalIPs of an ExternalName",
  external("externalName: a.example, externalIPs: [203.0.113.7]"),
  ['spec.externalIPs is ignored when spec.type is "ExternalName"'],
  { version: "1.35" },
);
warns(
  "6: PreferClose since 1.35",
  service("trafficDistribution: PreferClose"),
  ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'],
  { version: "1.35" },
);
test("6: what is refused is not warned of", () => {
  assert.deepEqual(
    verdictOn(service("trafficDistribution: PreferClose, internalTrafficPolicy: x")).warnings,
    [],
  );
});

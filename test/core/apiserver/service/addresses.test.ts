/** Addresses of a Service: sections 3.3, 3.4 and 3.5 of what the API server checks, with 15 (versions) and 16. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, refuses, takes, verdictOn } from "../../../support/judging.ts";

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }], ${spec} }
`;
const selecting = (spec: string) => service(`selector: { app: web }, ${spec}`);
const external = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { type: ExternalName, ${spec} }
`;
const balancer = (spec: string) => service(`type: LoadBalancer, ${spec}`);

const NO_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const NO_CIDR = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
const BALANCER = "may only be used when `type` is 'LoadBalancer'";
const ALIAS = "may not be set for ExternalName services";
const ONLY_CLUSTER_IP = { at: ["spec.clusterIP"] };

for (const clusterIP of ["10.96.0.7", "'2001:db8::7'", "None", '""', "null", "'${CLUSTER_IP}'"]) {
  takes(`3.3: clusterIP ${clusterIP}`, selecting(`clusterIP: ${clusterIP}`));
}
takes("3.3: clusterIP and clusterIPs", selecting("clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7]"));
takes("3.3: None in both", selecting("clusterIP: None, clusterIPs: [None]"));
takes(
  "3.3: two addresses of two families",
  selecting("ipFamilyPolicy: PreferDualStack, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, '2001:db8::7']"),
);
refuses("3.3, 16.5: clusterIPs alone", selecting("clusterIPs: [10.96.0.7]"), [
  "spec.clusterIPs: Invalid value: must be empty when `clusterIP` is not specified",
]);
refuses("3.3, 16.5: clusterIPs of None alone", selecting("clusterIPs: [None]"), [
  "spec.clusterIPs: Invalid value: must be empty when `clusterIP` is not specified",
]);
refuses("3.3: the two differ", selecting("clusterIP: 10.96.0.7, clusterIPs: [10.96.0.8]"), [
  "spec.clusterIPs: Invalid value: first value must match `clusterIP`",
]);
refuses(
  "1, 3.3: no address, shown where it is written",
  selecting("clusterIP: web"),
  [`spec.clusterIPs[0]: Invalid value: "web": ${NO_ADDRESS}`],
  ONLY_CLUSTER_IP,
);
refuses(
  "3.3: none in lower case",
  selecting("clusterIP: none"),
  [`spec.clusterIPs[0]: Invalid value: "none": ${NO_ADDRESS}`],
  ONLY_CLUSTER_IP,
);
refuses(
  "3.3: None in the second place",
  selecting("ipFamilyPolicy: PreferDualStack, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, None]"),
  [`spec.clusterIPs[1]: Invalid value: "None": ${NO_ADDRESS}`],
);
refuses("3.3: something after None", selecting("clusterIP: None, clusterIPs: [None, 10.96.0.7]"), [
  "spec.clusterIPs: Invalid value: 'None' must be the first and only value",
]);
refuses(
  "3.3, 15: leading zeros",
  selecting("clusterIP: 010.96.0.7"),
  ['spec.clusterIPs[0]: Invalid value: "010.96.0.7": must not have leading 0s'],
  ONLY_CLUSTER_IP,
);
refuses(
  "3.3, 15: an IPv4-mapped address",
  selecting("clusterIP: '::ffff:10.96.0.7'"),
  ['spec.clusterIPs[0]: Invalid value: "::ffff:10.96.0.7": must not be an IPv4-mapped IPv6 address'],
  ONLY_CLUSTER_IP,
);
refuses(
  "3.3: three addresses",
  selecting(
    "ipFamilyPolicy: PreferDualStack, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, '2001:db8::7', 10.96.0.8]",
  ),
  ["spec.clusterIPs: Invalid value: may only hold up to 2 values"],
);
refuses(
  "3.3: two of one family",
  selecting("ipFamilyPolicy: PreferDualStack, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, 10.96.0.8]"),
  ["spec.clusterIPs: Invalid value: may specify no more than one IP for each IP family"],
);
refuses(
  "3.3: the other family than said",
  selecting("ipFamilies: [IPv4], clusterIP: '2001:db8::7'"),
  [
    'spec.clusterIPs[0]: Invalid value: "2001:db8::7": expected an IPv4 value as indicated by `ipFamilies[0]`',
  ],
  ONLY_CLUSTER_IP,
);
takes("3.3: a family is no matter of a headless Service", selecting("ipFamilies: [IPv6], clusterIP: None"));
for (const type of ["LoadBalancer", "NodePort"]) {
  refuses(
    `3.3: a headless ${type}`,
    selecting(`type: ${type}, clusterIP: None`),
    [`spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for ${type} services`],
    ONLY_CLUSTER_IP,
  );
}

takes("3.3: families", selecting("ipFamilies: [IPv6]"));
takes(
  "3.3: two families with a policy",
  selecting("ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv6, IPv4]"),
);
takes(
  "3.3, 16.4: two families of a headless Service without selector",
  service("clusterIP: None, ipFamilies: [IPv4, IPv6]"),
);
takes("3.3: policies", selecting("ipFamilyPolicy: SingleStack"));
refuses("3.3: a family that is none", selecting("ipFamilies: [ipv4]"), [
  'spec.ipFamilies[0]: Unsupported value: "ipv4": supported values: "IPv4", "IPv6"',
]);
refuses("3.3: a family twice", selecting("ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv4]"), [
  'spec.ipFamilies[1]: Duplicate value: "IPv4"',
]);
refuses("3.3: three families", selecting("ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv6, IPv4]"), [
  'spec.ipFamilies[2]: Duplicate value: "IPv4"',
]);
refuses("3.3: a policy that is none", selecting("ipFamilyPolicy: DualStack"), [
  'spec.ipFamilyPolicy: Unsupported value: "DualStack": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
]);
refuses("3.3, 16.4: two families without a policy", selecting("ipFamilies: [IPv4, IPv6]"), [
  "spec.ipFamilyPolicy: Invalid value: null: must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
]);
refuses("3.3: two families, headless with selector", selecting("clusterIP: None, ipFamilies: [IPv4, IPv6]"), [
  "spec.ipFamilyPolicy: Invalid value: null: must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
]);
refuses(
  "3.3: two addresses for one stack",
  selecting("ipFamilyPolicy: SingleStack, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, '2001:db8::7']"),
  [
    "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified",
  ],
);
refuses(
  "3.3: allocation hides validation",
  `
apiVersion: v1
kind: Service
metadata: { name: Web }
spec: { selector: { app: web }, clusterIP: web, ports: [{ port: 70000 }] }
`,
  [`spec.clusterIPs[0]: Invalid value: "web": ${NO_ADDRESS}`],
  ONLY_CLUSTER_IP,
);
takes("3.3, 14: families of the cluster are not known", selecting("ipFamilyPolicy: RequireDualStack"));
takes("3.3, 14: what addresses there are is not known", selecting("clusterIP: 1.2.3.4"));

takes("3.4: names", external("externalName: db.example.com"));
takes("3.4: a dot at the end", external("externalName: db.example.com."));
takes("3.4, 16.10: an IPv4 address", external("externalName: 192.0.2.1"));
takes("3.4: ports", external("externalName: a.example, ports: [{ port: 5432 }]"));
takes(
  "3.4: what is ignored",
  external(
    "externalName: a.example, selector: { app: web }, sessionAffinity: ClientIP, internalTrafficPolicy: Local, publishNotReadyAddresses: true, loadBalancerIP: x",
  ),
);
takes("3.4: a name that is filled in later", external("externalName: '${HOST}'"));
refuses("3.4: no name", external("externalName: null"), ["spec.externalName: Required value"]);
refuses("3.4: nothing but a dot", external("externalName: '.'"), ["spec.externalName: Required value"]);
for (const name of [
  "https://db.example.com",
  "db.example.com:5432",
  "db_1.example.com",
  "DB.example.com",
  "'*.example.com'",
  "'2001:db8::1'",
]) {
  test(`3.4: ${name} is no name`, () => {
    const fault = faultOf(external(`externalName: ${name}`));
    assert.equal(fault.serverPath, "spec.externalName");
    assert.match(fault.message, /^a lowercase RFC 1123 subdomain must consist of/);
  });
}
refuses(
  "1, 3.4: a clusterIP",
  external("externalName: a.example, clusterIP: None"),
  [`spec.clusterIPs: Forbidden: ${ALIAS}`],
  ONLY_CLUSTER_IP,
);
refuses(
  "3.4: families",
  external("externalName: a.example, ipFamilies: [IPv4], ipFamilyPolicy: SingleStack"),
  [`spec.ipFamilies: Forbidden: ${ALIAS}`, `spec.ipFamilyPolicy: Forbidden: ${ALIAS}`],
);
refuses(
  "3.4: ports are checked all the same",
  external("externalName: a.example, ports: [{ port: 80, targetPort: 70000 }]"),
  ["spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive"],
);
refuses("3.4: externalTrafficPolicy", external("externalName: a.example, externalTrafficPolicy: Cluster"), [
  'spec.externalTrafficPolicy: Invalid value: "Cluster": may only be set for externally-accessible services',
]);

const OLD = { version: "1.35" };
takes("3.5: externalIPs", selecting("externalIPs: [203.0.113.7, 10.0.0.1, 239.1.1.1, 255.255.255.255]"), {
  version: "1.32",
});
takes("3.5: externalIPs that are filled in later", selecting("externalIPs: ['${ADDRESS}']"), OLD);
const externalIP = (address: string) => selecting(`externalIPs: ['${address}']`);
for (const [address, message] of [
  ["web", NO_ADDRESS],
  ["010.0.0.1", "must not have leading 0s"],
  ["::ffff:10.0.0.1", "must not be an IPv4-mapped IPv6 address"],
  ["0.0.0.0", "may not be unspecified (0.0.0.0)"],
  ["::", "may not be unspecified (0.0.0.0)"],
  ["127.1.2.3", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["::1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["169.254.1.1", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
  ["fe80::1", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
  ["224.0.0.1", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
  ["ff02::1", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
] as const) {
  refuses(`3.5: externalIP ${address}`, externalIP(address), [
    `spec.externalIPs[0]: Invalid value: "${address}": ${message}`,
  ]);
}

takes("3.5, 16.10: loadBalancerIP may be anything", selecting("loadBalancerIP: anything"));
takes(
  "3.5: the fields of a load balancer",
  balancer(
    "loadBalancerClass: example.com/lb, loadBalancerSourceRanges: [10.0.0.0/8, ' 192.0.2.0/24 '], allocateLoadBalancerNodePorts: false",
  ),
);
takes("3.5: no source ranges on another type", selecting("loadBalancerSourceRanges: []"));
refuses(
  "3.5: the fields of a load balancer on another type",
  selecting(
    'loadBalancerClass: "", loadBalancerSourceRanges: [10.0.0.0/8], allocateLoadBalancerNodePorts: true',
  ),
  [
    `spec.LoadBalancerSourceRanges: Forbidden: ${BALANCER}`,
    `spec.loadBalancerClass: Forbidden: ${BALANCER}`,
    `spec.allocateLoadBalancerNodePorts: Forbidden: ${BALANCER}`,
  ],
  { at: ["spec.loadBalancerSourceRanges", "spec.loadBalancerClass", "spec.allocateLoadBalancerNodePorts"] },
);
test("3.5: a loadBalancerClass that is no qualified name", () => {
  assert.match(
    faultOf(balancer("loadBalancerClass: a_/b")).message,
    /^prefix part a lowercase RFC 1123 subdomain/,
  );
});
for (const [range, message] of [
  ["10.0.0.1", NO_CIDR],
  ["web/8", NO_CIDR],
  ["010.0.0.0/8", "must not have leading 0s in IP or prefix length"],
  ["10.0.0.1/8", "must not have bits set beyond the prefix length"],
  ["::ffff:10.0.0.0/104", "must not have an IPv4-mapped IPv6 address"],
] as const) {
  refuses(
    `3.5: source range ${range}`,
    balancer(`loadBalancerSourceRanges: ['${range}']`),
    [`spec.LoadBalancerSourceRanges[0]: Invalid value: "${range}": ${message}`],
    { at: ["spec.loadBalancerSourceRanges[0]"] },
  );
}
test("3.5, 15: host bits were taken before 1.36", () => {
  assert.deepEqual(verdictOn(balancer("loadBalancerSourceRanges: [10.0.0.1/8]"), "1.35").faults, []);
});

const annotated = (value: string, spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: web, annotations: { service.beta.kubernetes.io/load-balancer-source-ranges: "${value}" } }
spec: { ports: [{ port: 80 }], ${spec} }
`;
const ANNOTATION = "metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]";
takes("3.5: the annotation", annotated("10.0.0.0/8, 192.0.2.0/24", "type: LoadBalancer"));
takes("3.5: a blank annotation", annotated(" ", "type: LoadBalancer"));
takes(
  "3.5: the field hides the annotation",
  annotated("nonsense", "type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]"),
);
refuses("3.5: the annotation on another type", annotated("", "type: NodePort"), [
  `${ANNOTATION}: Forbidden: ${BALANCER}`,
]);
refuses("3.5: a comma at the end", annotated("10.0.0.0/8,", "type: LoadBalancer"), [
  `${ANNOTATION}: Invalid value: "": ${NO_CIDR}`,
]);

test("the policy that two families need is offered", () => {
  assert.deepEqual(faultOf(selecting("ipFamilies: [IPv4, IPv6]")).fix?.changes, [
    { type: "set", path: ["spec", "ipFamilyPolicy"], value: "PreferDualStack" },
  ]);
});
test("a forbidden field is dropped", () => {
  assert.deepEqual(faultOf(selecting("allocateLoadBalancerNodePorts: true")).fix?.changes, [
    { type: "remove", path: ["spec", "allocateLoadBalancerNodePorts"] },
  ]);
});
test("a URL gives its host", () => {
  assert.equal(
    faultOf(external("externalName: https://db.example.com/x")).fix?.title,
    "Write `db.example.com`",
  );
});

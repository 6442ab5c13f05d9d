/** Service ports and node ports: sections 3.1, 3.2, 4 and 5 of what the API server checks, with 15 (versions) and 16. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, refuses, takes, verdictOn } from "../../../support/judging.ts";

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ${spec} }
`;
const typed = (type: string, ...ports: string[]) =>
  service(`type: ${type}, ports: [${ports.map((port) => `{ ${port} }`).join(", ")}]`);
const ports = (...all: string[]) => typed("ClusterIP", ...all);
const nodePorts = (...all: string[]) => typed("NodePort", ...all);

const RANGE = "must be between 1 and 65535, inclusive";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const NODE_PORTS = "provided port is not in the valid range. The range of valid ports is 30000-32767";
const TAKEN = "provided port is already allocated";

for (const type of ["ClusterIP", "NodePort", "LoadBalancer", "'${TYPE}'", '""']) {
  takes(`3.1: type ${type}`, typed(type, "port: 80"));
}
takes("3.1: no type", service("ports: [{ port: 80 }]"));
refuses("3.1: type in lower case", typed("nodeport", "port: 80"), [
  'spec.type: Unsupported value: "nodeport": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
]);

takes("3.1: a headless Service without ports", service("clusterIP: None, selector: { app: web }"));
takes("3.1: ports that are filled in later", service("selector: { app: web }, ports: '${PORTS}'"));
takes("3.1: a part of a Service", service("type: LoadBalancer"));
refuses("3.1: no ports", service("selector: { app: web }"), ["spec.ports: Required value"]);
refuses("3.1: empty ports", service("selector: { app: web }, ports: []"), ["spec.ports: Required value"]);
refuses("3.1: ports of null", service("selector: { app: web }, ports: null"), ["spec.ports: Required value"]);

takes("3.1: one port without a name", ports("port: 80"));
takes("3.1: names", ports("name: a, port: 80", "name: 1, port: 81".replace("1,", "'1',")));
takes(
  "3.1, 16.1: a name longer than a container port may have",
  ports("name: very-long-port-name-1, port: 80", "name: b, port: 81"),
);
takes("3.1: a name that is filled in later", ports("name: '${NAME}', port: 80", "name: b, port: 81"));
refuses(
  "3.1: several ports and names missing",
  ports("name: a, port: 80", "port: 81", 'name: "", port: 82'),
  ["spec.ports[1].name: Required value", "spec.ports[2].name: Required value"],
);
refuses("3.1: a name in upper case", ports("name: HTTP, port: 80"), [
  `spec.ports[0].name: Invalid value: "HTTP": ${LABEL}`,
]);
refuses("3.1: a name with dots", ports("name: a.b, port: 80"), [
  'spec.ports[0].name: Invalid value: "a.b": must not contain dots',
]);
refuses("3.1: a name of 64 characters", ports(`name: ${"a".repeat(64)}, port: 80`), [
  `spec.ports[0].name: Invalid value: "${"a".repeat(64)}": must be no more than 63 characters`,
]);
refuses("3.1: a name twice", ports("name: a, port: 80", "name: a, port: 81"), [
  'spec.ports[1].name: Duplicate value: "a"',
]);

takes("3.1: the least and the greatest port", ports("name: a, port: 1", "name: b, port: 65535"));
takes("3.1: a port that is filled in later", ports("port: '{{ .Values.port }}'"));
refuses(
  "3.1, 16.3: a port out of range, and the targetPort that copies it",
  ports("port: 70000"),
  [
    `spec.ports[0].port: Invalid value: 70000: ${RANGE}`,
    `spec.ports[0].targetPort: Invalid value: 70000: ${RANGE}`,
  ],
  { at: ["spec.ports[0].port", "spec.ports[0].port"] },
);
refuses("3.1: port 0", ports("port: 0, targetPort: http"), [
  `spec.ports[0].port: Invalid value: 0: ${RANGE}`,
]);
refuses("3.1: a negative port", ports("port: -1, targetPort: 80"), [
  `spec.ports[0].port: Invalid value: -1: ${RANGE}`,
]);
refuses("3.1: no port", ports("targetPort: 80"), [`spec.ports[0].port: Invalid value: 0: ${RANGE}`]);
refuses(
  "13: an empty entry",
  service("ports: [null]"),
  [`spec.ports[0].port: Invalid value: 0: ${RANGE}`, `spec.ports[0].targetPort: Invalid value: 0: ${RANGE}`],
  { at: ["spec.ports[0].port", "spec.ports[0].port"] },
);

takes(
  "3.1: protocols",
  ports(
    "name: a, port: 80, protocol: TCP",
    "name: b, port: 80, protocol: UDP",
    "name: c, port: 80, protocol: SCTP",
  ),
);
takes("4: an empty protocol is TCP", ports('port: 80, protocol: ""'));
refuses("3.1: a protocol in lower case", ports("port: 80, protocol: tcp"), [
  'spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
]);
refuses("3.1: a protocol that is none", ports("port: 80, protocol: HTTP"), [
  'spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
]);

takes(
  "3.1: targetPorts",
  ports("name: a, port: 80, targetPort: http", "name: b, port: 81, targetPort: 65535"),
);
takes(
  "4, 16.14: targetPort 0 and empty copy the port",
  ports('name: a, port: 80, targetPort: ""', "name: b, port: 81, targetPort: 0"),
);
takes(
  "3.1: a targetPort that no pod has, headless",
  service("clusterIP: None, ports: [{ port: 80, targetPort: 8080 }]"),
);
refuses("3.1: a targetPort out of range", ports("port: 80, targetPort: 65536"), [
  `spec.ports[0].targetPort: Invalid value: 65536: ${RANGE}`,
]);
refuses("3.1, 16.14: a quoted targetPort", ports("port: 80, targetPort: '8080'"), [
  'spec.ports[0].targetPort: Invalid value: "8080": must contain at least one letter (a-z)',
]);
refuses("3.1: a targetPort of 16 characters", ports("port: 80, targetPort: abcdefghijklmnop"), [
  'spec.ports[0].targetPort: Invalid value: "abcdefghijklmnop": must be no more than 15 characters',
]);
refuses("3.1: a targetPort with a hyphen at the end", ports("port: 80, targetPort: http-"), [
  'spec.ports[0].targetPort: Invalid value: "http-": must not begin or end with a hyphen',
]);

takes(
  "3.1: appProtocols",
  ports("name: a, port: 80, appProtocol: kubernetes.io/h2c", "name: b, port: 81, appProtocol: http/1.1"),
);
refuses("3.1: an appProtocol with an upper case prefix", ports("port: 80, appProtocol: HTTP/2"), [
  "spec.ports[0].appProtocol: Invalid value: \"HTTP/2\": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
]);
test("3.1, 16.14: an empty appProtocol is refused", () => {
  const { faults } = verdictOn(ports('port: 80, appProtocol: ""'));
  assert.equal(faults[0]?.serverPath, "spec.ports[0].appProtocol");
  assert.equal(faults[0]?.message, "name part must be non-empty");
});

takes("3.1: one number for two protocols", ports("name: a, port: 53, protocol: UDP", "name: b, port: 53"));
refuses(
  "3.1: one number and protocol twice, by default",
  ports("name: a, port: 80", "name: b, port: 80, protocol: TCP"),
  ["spec.ports[1]: Duplicate value"],
);

takes(
  "3.1: a load balancer with mixed protocols",
  typed("LoadBalancer", "name: a, port: 53", "name: b, port: 53, protocol: UDP"),
);
takes("3.1, 15: a load balancer with port 10250, since 1.33", typed("LoadBalancer", "port: 10250"), {
  version: "1.33",
});
takes("15: port 10250 in the cluster, before", ports("port: 10250"), { version: "1.32" });
refuses(
  "3.1, 15: a load balancer with port 10250, before",
  typed("LoadBalancer", "port: 10250"),
  ["spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet"],
  { version: "1.32" },
);

takes(
  "3.2: nodePorts of the range",
  nodePorts("name: a, port: 80, nodePort: 30000", "name: b, port: 81, nodePort: 32767"),
);
takes("3.2: nodePort 0 of a ClusterIP", ports("port: 80, nodePort: 0"));
takes("3.2: a nodePort that is filled in later", nodePorts("port: 80, nodePort: '${NODE_PORT}'"));
takes(
  "3.2, 16.7: a nodePort of an ExternalName",
  service("type: ExternalName, externalName: a.example, ports: [{ port: 80, nodePort: 80 }]"),
);
refuses("3.2: a nodePort of a ClusterIP", ports("port: 80, nodePort: 30080"), [
  "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
]);
refuses("3.2: a nodePort without type", service("ports: [{ port: 80, nodePort: 30080 }]"), [
  "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
]);
for (const nodePort of [29_999, 32_768, 80, -1]) {
  refuses(`3.2, 5: nodePort ${nodePort}`, nodePorts(`port: 80, nodePort: ${nodePort}`), [
    `spec.ports[0].nodePort: Invalid value: ${nodePort}: ${NODE_PORTS}`,
  ]);
}
refuses(
  "3.2: a nodePort of a load balancer without them",
  service("type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{ port: 80, nodePort: 80 }]"),
  [`spec.ports[0].nodePort: Invalid value: 80: ${NODE_PORTS}`],
);
takes(
  "3.2, 16.6: one nodePort for two protocols of one port",
  nodePorts("name: a, port: 53, nodePort: 30053", "name: b, port: 53, protocol: UDP, nodePort: 30053"),
);
refuses(
  "3.2, 16.6: one nodePort for two ports",
  nodePorts("name: a, port: 53, nodePort: 30053", "name: b, port: 54, protocol: UDP, nodePort: 30053"),
  [`spec.ports[1].nodePort: Invalid value: 30053: ${TAKEN}`],
);
refuses(
  "3.2: one nodePort and protocol twice",
  nodePorts("name: a, port: 53, nodePort: 30053", "name: b, port: 54, nodePort: 30053"),
  [`spec.ports[1].nodePort: Invalid value: 30053: ${TAKEN}`],
);
refuses(
  "3.2, 16.12: the first nodePort that fails ends it",
  nodePorts("port: 80, nodePort: 80", "port: 70000, nodePort: 81"),
  [`spec.ports[0].nodePort: Invalid value: 80: ${NODE_PORTS}`],
);

const local = (more: string) =>
  service(
    `type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: ${more}, ports: [{ port: 80, nodePort: 30080 }]`,
  );
takes("3.2: healthCheckNodePort of a local load balancer", local("30081"));
takes("3.2: healthCheckNodePort 0", service("healthCheckNodePort: 0, ports: [{ port: 80 }]"));
refuses(
  "3.2: healthCheckNodePort of a ClusterIP",
  service("healthCheckNodePort: 30081, ports: [{ port: 80 }]"),
  [
    "spec.healthCheckNodePort: Invalid value: 30081: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
  ],
);
refuses(
  "3.2: healthCheckNodePort of a load balancer for the cluster",
  service("type: LoadBalancer, healthCheckNodePort: 30081, ports: [{ port: 80 }]"),
  [
    "spec.healthCheckNodePort: Invalid value: 30081: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
  ],
);
test("3.2, 16.11: a healthCheckNodePort out of range is an answer 500", () => {
  const fault = faultOf(local("80"));
  assert.equal(fault.error, "InternalError");
  assert.equal(fault.message, `failed to allocate requested HealthCheck NodePort 80: ${NODE_PORTS}`);
});
test("3.2: a healthCheckNodePort that a port of the Service has", () => {
  assert.equal(
    faultOf(local("30080")).message,
    `failed to allocate requested HealthCheck NodePort 30080: ${TAKEN}`,
  );
});

test("the case of a protocol is mended", () => {
  assert.deepEqual(faultOf(ports("port: 80, protocol: Udp")).fix, {
    title: "Write `UDP`",
    safety: "safe",
    changes: [{ type: "set", path: ["spec", "ports", 0, "protocol"], value: "UDP" }],
  });
});
test("a quoted number loses its quotes", () => {
  assert.deepEqual(faultOf(ports("port: 80, targetPort: '8080'")).fix?.changes, [
    { type: "set", path: ["spec", "ports", 0, "targetPort"], value: 8080 },
  ]);
});
test("a name that is missing is made of the port, and is no other's", () => {
  const { faults } = verdictOn(ports("name: http, port: 80", "port: 8080", "port: 9999, protocol: UDP"));
  assert.deepEqual(
    faults.map(({ fix }) => fix?.title),
    ["Name the port `http-8080`", "Name the port `udp-9999`"],
  );
});
test("names that are missing differ from each other", () => {
  const { faults } = verdictOn(ports("port: 80", "port: 8080", "port: 53, protocol: UDP", "port: 53"));
  assert.deepEqual(
    faults.map(({ fix }) => fix?.title),
    ["Name the port `http`", "Name the port `http-8080`", "Name the port `dns`", "Name the port `dns-tcp`"],
  );
});
refuses(
  "3.1, 13: a quoted number like the port's own is wrong where it is written",
  ports("port: 80, targetPort: '80'"),
  ['spec.ports[0].targetPort: Invalid value: "80": must contain at least one letter (a-z)'],
);
test("a port's name is shortened to 15", () => {
  assert.equal(
    faultOf(ports("port: 80, targetPort: a-long-port-name")).fix?.title,
    "Shorten it to `a-long-port-nam`",
  );
});

/** Pods and what makes them: sections 7, 11 and 12 of what the API server checks, with 2, 6 and 15. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, refuses, takes, warns } from "../../support/judging.ts";

const pod = (spec: string, name = "cart") => `
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec: ${spec}
`;
const ports = (...all: string[]) =>
  pod(`{ containers: [{ name: web, ports: [${all.map((each) => `{ ${each} }`).join(", ")}] }] }`);
const two = (first: string, second: string) =>
  pod(`{ containers: [{ name: a, ports: [{ ${first} }] }, { name: b, ports: [{ ${second} }] }] }`);
const probe = (fields: string) => pod(`{ containers: [{ name: web, livenessProbe: { ${fields} } }] }`);

const CONTAINERS = "containers: [{ name: web, image: example.com/web:1 }]";
const PORT = "spec.containers[0].ports[0]";
const RANGE = "must be between 1 and 65535, inclusive";
const CHARACTERS = "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

takes("7: ports", ports("containerPort: 1", "name: http, containerPort: 65535, protocol: TCP"));
takes("7: no ports", pod("{ containers: [{ name: web }] }"));
takes("7: a port that is filled in later", ports("containerPort: '{{ .Values.port }}'"));
refuses("7: a name of 16 characters", ports("name: abcdefghijklmnop, containerPort: 80"), [
  `${PORT}.name: Invalid value: "abcdefghijklmnop": must be no more than 15 characters`,
]);
refuses("7: a name that breaks several rules", ports("name: Http--Port_, containerPort: 80"), [
  `${PORT}.name: Invalid value: "Http--Port_": ${CHARACTERS}`,
  `${PORT}.name: Invalid value: "Http--Port_": must not contain consecutive hyphens`,
]);
refuses(
  "7: a name twice in one container",
  ports("name: http, containerPort: 80", "name: http, containerPort: 81"),
  ['spec.containers[0].ports[1].name: Duplicate value: "http"'],
);
refuses("7: containerPort 0", ports("containerPort: 0"), [`${PORT}.containerPort: Required value`]);
refuses("7: no containerPort", ports("name: http"), [`${PORT}.containerPort: Required value`]);
refuses("7: containerPort beyond the range", ports("containerPort: 65536"), [
  `${PORT}.containerPort: Invalid value: 65536: ${RANGE}`,
]);
takes("7: hostPort", ports("containerPort: 80, hostPort: 8080"));
takes("7: hostPort 0 is none", ports("containerPort: 80, hostPort: 0", "containerPort: 81, hostPort: 0"));
refuses("7: hostPort beyond the range", ports("containerPort: 80, hostPort: -1"), [
  `${PORT}.hostPort: Invalid value: -1: ${RANGE}`,
]);
refuses(
  "7: a hostPort twice in the pod",
  two("containerPort: 80, hostPort: 8080", "containerPort: 81, hostPort: 8080"),
  ['spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//8080"'],
);
takes(
  "7: a hostPort for another protocol",
  two("containerPort: 80, hostPort: 53", "containerPort: 81, hostPort: 53, protocol: UDP"),
);
takes(
  "7: a hostPort of another address",
  two(
    "containerPort: 80, hostPort: 53, hostIP: 10.0.0.1",
    "containerPort: 81, hostPort: 53, hostIP: 10.0.0.2",
  ),
);
takes(
  "7: init containers run one after the other",
  pod(`{ containers: [{ name: a }], initContainers: [
  { name: b, ports: [{ containerPort: 80, hostPort: 80 }] }, { name: c, ports: [{ containerPort: 80, hostPort: 80 }] } ] }`),
);
refuses(
  "7: init containers are judged, too",
  pod(
    "{ containers: [{ name: a }], initContainers: [{ name: b, ports: [{ containerPort: 80, protocol: tcp }] }] }",
  ),
  [
    'spec.initContainers[0].ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
  ],
);
refuses(
  "7: hostPort and containerPort under hostNetwork",
  pod("{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 81 }] }] }"),
  [`${PORT}.hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`],
);
takes(
  "4, 7: no hostPort under hostNetwork",
  pod(
    "{ hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 0 }] }] }",
  ),
);

for (const action of ["httpGet", "tcpSocket"]) {
  takes(`7: ${action} by number`, probe(`${action}: { port: 8080 }`));
  takes(`7: ${action} by a name that nobody has`, probe(`${action}: { port: nobody }`));
  refuses(`7: ${action} of port 0`, probe(`${action}: { port: 0 }`), [
    `spec.containers[0].livenessProbe.${action}.port: Invalid value: 0: ${RANGE}`,
  ]);
  refuses(`7: ${action} without a port`, probe(`${action}: { host: a }`), [
    `spec.containers[0].livenessProbe.${action}.port: Invalid value: 0: ${RANGE}`,
  ]);
  refuses(`7: ${action} of a quoted number`, probe(`${action}: { port: '8080' }`), [
    `spec.containers[0].livenessProbe.${action}.port: Invalid value: "8080": must contain at least one letter (a-z)`,
  ]);
}
takes("7: hostname and subdomain", pod(`{ hostname: cart-0, subdomain: cart, ${CONTAINERS} }`));
refuses(
  "7: hostname and subdomain that are none",
  pod(`{ hostname: cart.0, subdomain: Cart, ${CONTAINERS} }`),
  [
    'spec.hostname: Invalid value: "cart.0": must not contain dots',
    `spec.subdomain: Invalid value: "Cart": ${LABEL}`,
  ],
);

warns("6: a port twice in one container", ports("containerPort: 80", "name: b, containerPort: 80"), [
  `spec.containers[0].ports[1]: duplicate port definition with ${PORT}`,
]);
warns("6: a port twice in the pod", two("containerPort: 80", "containerPort: 80"), [
  `spec.containers[1].ports[0]: duplicate port definition with ${PORT}`,
]);
warns("6: a port twice, once of the host", two("containerPort: 80", "containerPort: 80, hostPort: 80"), [
  `spec.containers[1].ports[0]: overlapping port definition with ${PORT}`,
]);
warns(
  "6: a port of the host twice, once of one address",
  two("containerPort: 80, hostPort: 80", "containerPort: 80, hostPort: 80, hostIP: 10.0.0.1"),
  [`spec.containers[1].ports[0]: dangerously ambiguous port definition with ${PORT}`],
);
warns("6: hostIP without hostPort", ports("containerPort: 80, hostIP: 10.0.0.1"), [
  `${PORT}: hostIP set without hostPort`,
]);
takes("6: a port for two protocols", two("containerPort: 53", "containerPort: 53, protocol: UDP"));
warns("6: a name in two containers", two("name: http, containerPort: 80", "name: http, containerPort: 81"), [
  `spec.containers[1].ports[0]: duplicate port name "http" with ${PORT}, services and probes that select ports by name will use ${PORT}`,
]);
const beginner = (policy: string) =>
  pod(`{ containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }], initContainers: [
  { name: b, ${policy} ports: [{ name: http, containerPort: 81 }] } ] }`);
warns("6: a sidecar comes first", beginner("restartPolicy: Always,"), [
  `${PORT}: duplicate port name "http" with spec.initContainers[0].ports[0], services and probes that select ports by name will use spec.initContainers[0].ports[0]`,
]);
takes("6: an init container is gone by then", beginner(""));
warns(
  "6: a name with dots",
  pod(`{ ${CONTAINERS} }`, "cart.v2"),
  [
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
  ],
  { at: ["metadata.name"] },
);
takes("6: a name with dots before 1.27", pod(`{ ${CONTAINERS} }`, "cart.v2"), { version: "1.26" });

const made = (kind: string, spec: string, name = "cart") => `
apiVersion: ${["Job", "CronJob"].includes(kind) ? "batch" : "apps"}/v1
kind: ${kind}
metadata: { name: ${name} }
spec: ${spec}
`;
const template = (labels: string, spec = `{ ${CONTAINERS} }`) =>
  `template: { metadata: { labels: ${labels} }, spec: ${spec} }`;
const selecting = (kind: string, selector: string) =>
  made(kind, `{ ${selector}, ${template("{ app: cart }")} }`);
const FITTING = "selector: { matchLabels: { app: cart } }";

const EMPTY: Readonly<Record<string, string>> = {
  Deployment: "deployment",
  StatefulSet: "statefulset",
  DaemonSet: "daemonset",
  ReplicaSet: "deployment",
};
for (const [kind, empty] of Object.entries(EMPTY)) {
  takes(`11: ${kind} with a selector`, selecting(kind, FITTING));
  takes(
    `11: ${kind} whose labels are filled in later`,
    made(kind, `{ ${FITTING}, ${template("{ app: '${APP}' }")} }`),
  );
  refuses(`11: ${kind} without a selector`, made(kind, `{ ${template("{ app: cart }")} }`), [
    "spec.selector: Required value",
  ]);
  refuses(`11: ${kind} with an empty selector`, selecting(kind, "selector: {}"), [
    `spec.selector: Invalid value: empty selector is invalid for ${empty}`,
  ]);
  refuses(
    `11: ${kind} whose selector misses its template`,
    selecting(kind, "selector: { matchLabels: { app: shop } }"),
    ["spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`"],
    { at: ["spec.selector"] },
  );
  refuses(
    `12: ${kind} with a bad operator`,
    selecting(kind, "selector: { matchExpressions: [{ key: app, operator: exists }] }"),
    ['spec.selector.matchExpressions[0].operator: Invalid value: "exists": not a valid selector operator'],
  );
  refuses(
    `7: ${kind} has a template`,
    made(kind, `{ ${FITTING}, ${template("{ app: cart }", "{ containers: [{ name: a, ports: [{}] }] }")} }`),
    ["spec.template.spec.containers[0].ports[0].containerPort: Required value"],
  );
}
for (const expression of [
  "{ key: app, operator: In, values: [shop, cart] }",
  "{ key: tier, operator: NotIn, values: [back] }",
  "{ key: app, operator: Exists }",
  "{ key: tier, operator: DoesNotExist }",
]) {
  takes(
    `11, 12: ${expression} fits`,
    selecting("Deployment", `selector: { matchExpressions: [${expression}] }`),
  );
}
for (const expression of [
  "{ key: app, operator: In, values: [shop] }",
  "{ key: app, operator: NotIn, values: [cart] }",
  "{ key: tier, operator: Exists }",
  "{ key: app, operator: DoesNotExist }",
]) {
  refuses(
    `11, 12: ${expression} misses`,
    selecting("Deployment", `selector: { matchExpressions: [${expression}] }`),
    ["spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`"],
    { at: ["spec.selector"] },
  );
}
refuses(
  "2: labels of a template",
  made("Job", `{ ${template("{ app: 'a b' }")} }`),
  [
    `spec.template.metadata.labels: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
  ],
  { at: ["spec.template.metadata.labels.app"] },
);

const named = (serviceName: string) => selecting("StatefulSet", `serviceName: ${serviceName}, ${FITTING}`);
for (const right of ["cart", "1web", "''"]) takes(`11: serviceName ${right}`, named(right));
refuses("11: serviceName with dots", named("cart.shop"), [
  'spec.serviceName: Invalid value: "cart.shop": must not contain dots',
]);
takes("11, 15: serviceName with dots before 1.33", named("cart.shop"), { version: "1.32" });
const dotted = made("StatefulSet", `{ ${FITTING}, ${template("{ app: cart }")} }`, "cart.v2");
refuses("2, 15: name of a StatefulSet since 1.27", dotted, [
  'metadata.name: Invalid value: "cart.v2": must not contain dots',
]);
takes("2, 15: name of a StatefulSet before 1.27", dotted, { version: "1.26" });
for (const kind of ["Deployment", "ReplicaSet"]) {
  warns(
    `6: a ${kind}'s name with dots`,
    made(kind, `{ ${FITTING}, ${template("{ app: cart }")} }`, "cart.v2"),
    [
      "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ],
  );
}
warns("6: a Job's name with dots", made("Job", `{ ${template("{}")} }`, "cart.v2"), [
  "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
]);
takes("11: a Job needs no selector", made("Job", `{ ${template("{}")} }`));
const twice = "{ containers: [{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80 }] }] }";
warns(
  "6: ports of a CronJob",
  made("CronJob", `{ schedule: '@daily', jobTemplate: { spec: { ${template("{}", twice)} } } }`),
  [
    "spec.jobTemplate.spec.template.spec.containers[0].ports[1]: duplicate port definition with spec.jobTemplate.spec.template.spec.containers[0].ports[0]",
  ],
);
for (const kind of ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]) {
  warns(`6: ports of a ${kind}`, made(kind, `{ ${FITTING}, ${template("{ app: cart }", twice)} }`), [
    "spec.template.spec.containers[0].ports[1]: duplicate port definition with spec.template.spec.containers[0].ports[0]",
  ]);
}

const space = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;
takes("2: Namespace", space("shop-2"));
takes("2: a Namespace that begins with a digit", space("'1'"));
refuses("2: a Namespace with dots", space("shop.eu"), [
  'metadata.name: Invalid value: "shop.eu": must not contain dots',
]);
refuses("2: a Namespace in upper case", space("Shop"), [`metadata.name: Invalid value: "Shop": ${LABEL}`]);

test("a selector that is missing is made of the template's labels", () => {
  const { fix } = faultOf(made("Deployment", `{ ${template("{ app: cart, tier: back }")} }`));
  assert.deepEqual(fix?.changes, [
    { type: "set", path: ["spec", "selector", "matchLabels", "app"], value: "cart" },
    { type: "set", path: ["spec", "selector", "matchLabels", "tier"], value: "back" },
  ]);
});

takes("patches of replicas", made("Deployment", "{ replicas: 3 }"));
takes(
  "patches of one container",
  made("StatefulSet", "{ template: { spec: { containers: [{ name: web, args: [a] }] } } }"),
);
takes(
  "patches of a template's labels",
  made("DaemonSet", "{ template: { metadata: { labels: { a: b } } } }"),
);
takes(
  "patches of a sidecar",
  made(
    "Deployment",
    `{ ${template("{ app: cart }", "{ containers: [{ name: a, image: a:1 }, { name: web }] }")} }`,
  ),
);
takes("patches of a Pod", pod("{ hostname: Cart }"));
takes("what would match any Namespace", space("null"));
takes(
  "a template's expression for a mapping",
  made(
    "Deployment",
    `{ ${FITTING}, ${template("{ app: cart }", "{ containers: [{ name: a, image: a:1, resources: {{ .Values.resources }} }] }")} }`,
  ),
);

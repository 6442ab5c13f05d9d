/** What comes before validation: sections 1 (steps), 13 (YAML as kubectl reads it) and 15 (versions that are served). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { structs } from "../../../server/src/core/apiserver/structs/structs.ts";
import { faultOf, refuses, takes, verdictOn, warns } from "../../support/judging.ts";

const service = (spec: string, metadata = "") => `
apiVersion: v1
kind: Service
metadata: { name: web, ${metadata} }
spec: { ${spec} }
`;
const port = (value: string) => `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: ${value}
`;
const labelled = (value: string) => `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: ${value}
spec:
  ports:
    - port: 80
`;
const deployment = (container: string, spec = "") => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { ${spec} selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: x, ${container} }] } } }
`;
const INTO_PORT = "into Go struct field ServicePort.spec.ports.port of type int32";
const INTO_LABELS = "into Go struct field ObjectMeta.metadata.labels of type string";

for (const written of [
  "010",
  "0120",
  "0o17",
  "0x50",
  "0b101",
  "08",
  "080",
  "030080",
  "1e3",
  "80.0",
  "8_080",
  "+80",
]) {
  takes(`13: port ${written}`, port(written));
}
for (const [written, found] of [
  ["80.5", "number 80.5"],
  ["99999999999", "number"],
  ['"80"', "string"],
  ["true", "bool"],
  ["yes", "bool"],
  ["[80]", "array"],
  ["{ number: 80 }", "object"],
] as const) {
  test(`13: port ${written} is refused`, () => {
    const fault = faultOf(port(written));
    assert.equal(fault.error, "Decode");
    assert.equal(fault.serverPath, "spec.ports[0].port");
    assert.ok(fault.message.startsWith(`json: cannot unmarshal ${found}`), fault.message);
    assert.ok(fault.message.endsWith(INTO_PORT), fault.message);
  });
}

for (const written of [
  "1.2.3",
  "2024-01-02",
  "1e",
  "0x",
  "NaN",
  "inf",
  "null",
  "~",
  '"yes"',
  "'010'",
  "!!str 010",
  "!!str yes",
  "_a",
]) {
  test(`13: label ${written} is a text`, () => {
    const { faults } = verdictOn(labelled(written));
    assert.deepEqual(
      faults.filter(({ error }) => error === "Decode"),
      [],
    );
  });
}
for (const written of ["yes", "no", "on", "off", "y", "N", "true", "True", "YES"]) {
  refuses(
    `13: label ${written} is a boolean`,
    labelled(written),
    [`json: cannot unmarshal bool ${INTO_LABELS}`],
    {
      at: ["metadata.labels.app"],
    },
  );
}
for (const written of ["1.20", ".5", "1.", "-0", "010", "80"]) {
  test(`13: label ${written} is a number`, () => {
    const fault = faultOf(labelled(written));
    assert.equal(fault.error, "Decode");
    assert.match(fault.message, /^json: cannot unmarshal number/);
  });
}
test("13: infinity cannot be turned into JSON, wherever it stands", () => {
  for (const written of [".inf", "-.INF", ".nan"]) assert.equal(faultOf(labelled(written)).error, "Decode");
});
takes("13: booleans of YAML 1.1", service("publishNotReadyAddresses: on, ports: [{ port: 80 }]"));
takes("13: null is unset", service("type: null, selector: null, ports: [{ port: 80, protocol: ~ }]"));
takes("13: a key of YAML 1.1 is renamed", service("selector: { on: web, 010: x }, ports: [{ port: 80 }]"));

refuses(
  "12: matchLabels in a Service",
  service("selector: { matchLabels: { app: web } }, ports: [{ port: 80 }]"),
  ["json: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string"],
  { at: ["spec.selector.matchLabels"] },
);
refuses(
  "13: a mapping for a list",
  service("ports: { port: 80 }"),
  ["json: cannot unmarshal object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort"],
  { at: ["spec.ports"] },
);
refuses(
  "13: a list for a mapping",
  service("selector: [app], ports: [{ port: 80 }]"),
  ["json: cannot unmarshal array into Go struct field ServiceSpec.spec.selector of type map[string]string"],
  { at: ["spec.selector"] },
);
refuses(
  "13: a number in env",
  deployment("env: [{ name: PORT, value: 8080 }]"),
  [
    "json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string",
  ],
  { at: ["spec.template.spec.containers[0].env[0].value"] },
);
refuses(
  "13: a number in args",
  deployment("args: [--port, 8080]"),
  [
    "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.args of type string",
  ],
  { at: ["spec.template.spec.containers[0].args[1]"] },
);
takes("13: int-or-string", service("ports: [{ port: 80, targetPort: http }]"));
test("13: int-or-string takes no boolean", () => {
  assert.equal(faultOf(service("ports: [{ port: 80, targetPort: true }]")).error, "Decode");
});
takes(
  "13: what is filled in later has any type",
  service("ports: [{ port: '${PORT}' }], publishNotReadyAddresses: '{{ x }}', clusterIPs: '${IPS}'"),
);

test("1: one finding for all that cannot be read, the first in the order of keys", () => {
  const fault = faultOf(
    service("ports: [{ port: '80' }, { port: '81' }], externalIPs: 1", "labels: { a: 1 }"),
  );
  assert.equal(fault.serverPath, "metadata.labels.a");
  assert.match(fault.advice ?? "", /3 more values of this object have a wrong type\./);
});
test("1: decoding hides unknown fields, and these hide validation", () => {
  assert.equal(faultOf(service("prots: [], ports: [{ port: '80' }]")).error, "Decode");
  assert.equal(faultOf(service("prots: [], ports: [{ port: 70000 }]")).error, "UnknownField");
});
refuses(
  "1: all unknown fields together, with their indexes",
  service("selctor: {}, ports: [{ port: 80, targetport: 80 }]"),
  [
    'strict decoding error: unknown field "spec.selctor"',
    'strict decoding error: unknown field "spec.ports[0].targetport"',
  ],
);
refuses("1, 13: names of fields are case-sensitive", service("Ports: [{ port: 80 }], clusterIP: None"), [
  'strict decoding error: unknown field "spec.Ports"',
]);
test("a misspelt field is renamed, safely where only case differs", () => {
  const fixes = verdictOn(service("selctor: {}, ports: [{ port: 80, targetport: 80 }]")).faults.map(
    ({ fix }) => fix,
  );
  assert.deepEqual(
    fixes.map((fix) => [fix?.title, fix?.safety]),
    [
      ["Rename `selctor` to `selector`", "suggestion"],
      ["Rename `targetport` to `targetPort`", "safe"],
    ],
  );
});
test("no field is offered that is there already", () => {
  assert.equal(
    faultOf(service("ports: [{ port: 80, prot: 81 }], clusterIP: None")).fix?.title.includes("`port`") ??
      false,
    false,
  );
});
takes(
  "1: what only networking does not look into is not called unknown",
  deployment("securityContext: { anything: 1 }", "strategy: { type: Recreate },"),
);

test("fixes put quotes on and take them off", () => {
  assert.deepEqual(faultOf(port('"80"')).fix?.changes, [
    { type: "set", path: ["spec", "ports", 0, "port"], value: 80 },
  ]);
  assert.deepEqual(faultOf(labelled("1.20")).fix?.changes, [
    { type: "set", path: ["metadata", "labels", "app"], value: "1.20" },
  ]);
  assert.deepEqual(faultOf(service("publishNotReadyAddresses: 'true', ports: [{ port: 80 }]")).fix?.changes, [
    { type: "set", path: ["spec", "publishNotReadyAddresses"], value: true },
  ]);
});
test("the labels of a LabelSelector move into the selector of a Service", () => {
  assert.deepEqual(
    faultOf(service("selector: { matchLabels: { app: web } }, ports: [{ port: 80 }]")).fix?.changes,
    [
      { type: "set", path: ["spec", "selector", "app"], value: "web" },
      { type: "remove", path: ["spec", "selector", "matchLabels"] },
    ],
  );
});

takes("a patch is no object", service("$patch: delete, prots: []"));
takes("a placeholder where a number has to be", port("PORT\n      targetPort: TARGET_PORT"));
takes("a kind of somebody else", "apiVersion: serving.knative.dev/v1\nkind: Service\nspec: { ports: 1 }\n");
takes("a kind that is not judged", "apiVersion: v1\nkind: ConfigMap\ndata: { a: 1 }\n");

const old = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\n`;
for (const [apiVersion, kind] of [
  ["extensions/v1beta1", "Ingress"],
  ["networking.k8s.io/v1beta1", "Ingress"],
  ["networking.k8s.io/v1beta1", "IngressClass"],
  ["extensions/v1beta1", "NetworkPolicy"],
  ["extensions/v1beta1", "Deployment"],
  ["apps/v1beta1", "StatefulSet"],
  ["apps/v1beta2", "DaemonSet"],
  ["discovery.k8s.io/v1beta1", "EndpointSlice"],
  ["batch/v1beta1", "CronJob"],
  ["v1", "Deployment"],
  ["apps/v1", "Service"],
] as const) {
  refuses(
    `10, 15: ${kind} of ${apiVersion}`,
    old(apiVersion, kind),
    [`no matches for kind "${kind}" in version "${apiVersion}"`],
    { at: ["apiVersion"] },
  );
}
warns(
  "10: an Ingress of v1beta1 before 1.22",
  old("networking.k8s.io/v1beta1", "Ingress"),
  [
    "networking.k8s.io/v1beta1 Ingress is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress",
  ],
  { version: "1.21" },
);
takes("10: and before anybody spoke of that", old("networking.k8s.io/v1beta1", "Ingress"), {
  version: "1.18",
});

test("every type that a struct names is there", () => {
  const named = [...structs.values()]
    .flatMap(({ fields }) => [...fields.values()])
    .map((type) => {
      let inner = type;
      while (inner.type === "list" || inner.type === "map") inner = inner.of;
      return inner.type === "struct" ? inner.name : undefined;
    });
  assert.deepEqual(
    named.filter((name) => name !== undefined && !structs.has(name)),
    [],
  );
});

refuses(
  "1: fields of the spec beside an empty spec",
  "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: , selector: { app: web }, ports: [{ port: 80 }] }",
  ['strict decoding error: unknown field "selector"', 'strict decoding error: unknown field "ports"'],
  { at: ["selector", "ports"] },
);
refuses(
  "1: fields of the spec without a spec",
  "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web }, rules: [] }",
  ['strict decoding error: unknown field "rules"'],
);
takes("1: a part of a Service", "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: }");
takes(
  "1: a part of a Service, with what only some tool understands",
  "{ apiVersion: v1, kind: Service, metadata: { name: web }, strategy: none }",
);
test("fields without their indentation are told where they belong", () => {
  const fault = faultOf("{ apiVersion: v1, kind: Service, metadata: { name: web }, ports: [{ port: 80 }] }");
  assert.equal(fault.advice, "`ports` belongs below `spec`: indent it.");
});
test("labels beside matchLabels are told where they belong", () => {
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { app: web } }
`;
  assert.match(faultOf(policy).advice ?? "", /below `matchLabels`/);
});
test("two letters that changed places are put right", () => {
  assert.equal(
    faultOf(service("prots: [{ port: 80 }], selector: { app: web }")).fix?.title,
    "Rename `prots` to `ports`",
  );
});
test("labels leave matchLabels only when asked for: their comments stay behind", () => {
  const fix = faultOf(service("ports: [{ port: 80 }], selector: { matchLabels: { app: web } }")).fix;
  assert.equal(fix?.title, "Write the labels right into the selector");
  assert.equal(fix?.safety, "suggestion");
});

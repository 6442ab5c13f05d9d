/** ObjectMeta: section 2 of what the API server checks, for every kind alike. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, refuses, takes, verdictOn } from "../../support/judging.ts";

const service = (metadata: string) => `
apiVersion: v1
kind: Service
metadata: { ${metadata} }
spec: { ports: [{ port: 80 }] }
`;
const ingressClass = (metadata: string) => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { ${metadata} }
spec: { controller: example.com/ingress }
`;
const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name} }
`;
const policy = (name: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name} }
spec: {}
`;

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const LABEL_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

takes("2: a Service's name", service("name: web-1"));
takes("2, 15: a Service's name that starts with a digit, since 1.36", service("name: 1web"));
refuses(
  "2, 15: a Service's name that starts with a digit, before",
  service("name: 1web"),
  [`metadata.name: Invalid value: "1web": ${LABEL_1035}`],
  { version: "1.35" },
);
takes("2: a Service's name of 63 characters", service(`name: ${"a".repeat(63)}`));
refuses("2: a Service's name of 64 characters", service(`name: ${"a".repeat(64)}`), [
  `metadata.name: Invalid value: "${"a".repeat(64)}": must be no more than 63 characters`,
]);
refuses("2: a Service's name with dots", service("name: web.shop"), [
  'metadata.name: Invalid value: "web.shop": must not contain dots',
]);
refuses("2: a Service's name in upper case", service("name: Web"), [
  `metadata.name: Invalid value: "Web": ${LABEL}`,
]);
takes("2: a name that is filled in later", service("name: '{{ .Release.Name }}-Web'"));
takes("2: a Namespace's name", namespace("shop"));
refuses("2: a Namespace's name with dots", namespace("a.b"), [
  'metadata.name: Invalid value: "a.b": must not contain dots',
]);
takes("2: a NetworkPolicy's name with dots", policy("a.b-c"));
takes("2: 63 is no limit of a part of a subdomain", policy(`${"a".repeat(100)}.b`));
refuses("2: a NetworkPolicy's name of 254 characters", policy("a".repeat(254)), [
  `metadata.name: Invalid value: "${"a".repeat(254)}": must be no more than 253 characters`,
]);
refuses("2: a NetworkPolicy's name with an underscore", policy("a_b"), [
  `metadata.name: Invalid value: "a_b": ${SUBDOMAIN}`,
]);

takes("2: a generated name", service("generateName: web-"));
refuses("2: neither name nor generateName", service("labels: { app: web }"), [
  "metadata.name: Required value: name or generateName is required",
]);
refuses("2: an empty name", service('name: ""'), [
  "metadata.name: Required value: name or generateName is required",
]);
refuses("2: a bad generateName beside a name", service("name: web, generateName: Web-"), [
  `metadata.generateName: Invalid value: "Web-": ${LABEL}`,
]);
refuses(
  "2: a bad generateName alone fails for both",
  service("generateName: Web-"),
  [`metadata.generateName: Invalid value: "Web-": ${LABEL}`, `metadata.name: Invalid value: "": ${LABEL}`],
  { at: ["metadata.generateName", "metadata.generateName"] },
);

takes("2: a namespace", service("name: web, namespace: shop-1"));
refuses("2: a namespace with dots", service("name: web, namespace: a.b"), [
  'metadata.namespace: Invalid value: "a.b": must not contain dots',
]);
// The validation forbids it, but the server has emptied the field by then: the request of such a kind has no namespace.
takes("2: a namespace on a kind that has none", ingressClass("name: web, namespace: shop"));

takes("2: labels", service('name: web, labels: { app: web, example.com/a.B_c: "", "x": "1.0" }'));
takes("2: a label of null is empty", service("name: web, labels: { app: null }"));
for (const [value, words] of [
  ["a b", VALUE],
  ["-a", VALUE],
  ["a".repeat(64), "must be no more than 63 characters"],
] as const) {
  refuses(
    `2: label value ${value}`,
    service(`name: web, labels: { app: "${value}" }`),
    [`metadata.labels: Invalid value: "${value}": ${words}`],
    { at: ["metadata.labels.app"] },
  );
}
for (const [key, words] of [
  [
    "a b",
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ],
  ["A.b/c", `prefix part ${SUBDOMAIN}`],
  [
    "a/b/c",
    "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character with an optional DNS subdomain prefix and '/'",
  ],
] as const) {
  test(`2: label key ${key}`, () => {
    const fault = faultOf(service(`name: web, labels: { "${key}": x }`));
    assert.deepEqual(
      [fault.serverPath, fault.value, fault.message],
      ["metadata.labels", JSON.stringify(key), words],
    );
    assert.deepEqual(fault.at, { path: ["metadata", "labels", key], part: "key" });
  });
}
takes(
  "2: annotations hold any text, and upper case in the prefix",
  service('name: web, annotations: { Example.com/a: "a b\\nc" }'),
);
test("2: an annotation key with two slashes", () => {
  assert.equal(faultOf(service("name: web, annotations: { a/b/c: x }")).serverPath, "metadata.annotations");
});
test("2: annotations of more than 256 KiB", () => {
  const fault = faultOf(service(`name: web, annotations: { a: ${"é".repeat(131_072)} }`));
  assert.deepEqual([fault.error, fault.serverPath], ["TooLong", "metadata.annotations"]);
  assert.deepEqual(verdictOn(service(`name: web, annotations: { a: ${"a".repeat(262_143)} }`)).faults, []);
});

const owned = (owners: string) => service(`name: web, ownerReferences: [${owners}]`);
const OWNER = "apiVersion: apps/v1, kind: Deployment, name: web, uid: x";
takes("2: owners", owned(`{ ${OWNER}, controller: true }, { ${OWNER} }`));
refuses("2: an owner without uid", owned("{ apiVersion: apps/v1, kind: Deployment, name: web }"), [
  'metadata.ownerReferences[0].uid: Invalid value: "": must not be empty',
]);
test("2: two controllers", () => {
  assert.equal(
    faultOf(owned(`{ ${OWNER}, controller: true }, { ${OWNER}, controller: true }`)).serverPath,
    "metadata.ownerReferences",
  );
});
takes("2: finalizers", service("name: web, finalizers: [example.com/a, kubernetes]"));
test("2: a finalizer that is no qualified name", () => {
  assert.equal(faultOf(service("name: web, finalizers: [a/b/c]")).serverPath, "metadata.finalizers[0]");
});

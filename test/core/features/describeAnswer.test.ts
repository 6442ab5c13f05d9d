/** The first sentence of a description: where a Service leads, or why it leads nowhere, and what a workload is. */
import assert from "node:assert/strict";
import test from "node:test";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import type { Described } from "../../../server/src/core/answers.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

const FILE = fileId("sea", "a.yaml");

function answerOf(kind: string, documents: readonly string[]): Described["answer"] | undefined {
  const analysis = createAnalysis();
  analysis.setRoots(["sea"]);
  analysis.setFiles("sea", [FILE]);
  analysis.setText(FILE, documents.join("---\n"));
  const [object] = analysis.objects((each) => each === kind);
  assert.ok(object);
  return analysis.describe(object)?.answer;
}

const service = (spec: string, namespace = "shop") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: ${namespace} }\nspec: { ${spec} }\n`;

const workload = (kind: string, spec: string, name = "web") => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "app:1", ports: [{ name: http, containerPort: 8080 }] }] }
`;

const DEPLOYMENT = workload("Deployment", "replicas: 3");
const PORTS = "ports: [{ port: 80, targetPort: http }]";

const STOPPING = "{ ready: false, serving: true, terminating: true }";

/** One address for each of the conditions. */
function byHand(...conditions: readonly string[]): readonly string[] {
  const endpoints = conditions.map(
    (each, index) => `  - { addresses: [192.0.2.${index + 1}], conditions: ${each} }\n`,
  );
  return [
    `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ port: 8080 }]
endpoints:
${endpoints.join("")}`,
  ];
}

const SERVICES: readonly (readonly [what: string, documents: readonly string[], Described["answer"]])[] = [
  [
    "one port",
    [service(`selector: { app: web }, ${PORTS}`), DEPLOYMENT],
    { text: "shop/web sends port 80 to 3 pods of Deployment web (http 8080).", state: "flows" },
  ],
  [
    "pods that a probe keeps from getting ready",
    [
      service(`selector: { app: web }, ${PORTS}`),
      DEPLOYMENT.replace("ports:", "readinessProbe: { httpGet: { port: htpp } }, ports:"),
    ],
    {
      text: "shop/web has nobody to send to: 3 pods of Deployment web never get ready, for the readinessProbe of container app asks for port htpp, which that does not declare.",
      state: "broken",
    },
  ],
  [
    "an alias that the API server refuses",
    [service("type: ExternalName, externalName: 'https://www.example.org'")],
    {
      text: "The API server would refuse shop/web: spec.externalName: \"https://www.example.org\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.",
      state: "broken",
    },
  ],
  [
    "several ports and workloads",
    [
      service(
        "selector: { app: web }, ports: [{ name: a, port: 80, targetPort: http }, { name: b, port: 9000 }]",
      ),
      DEPLOYMENT,
      workload("StatefulSet", "replicas: 2", "api"),
    ],
    {
      text: "shop/web sends ports 80 and 9000 to 5 pods of Deployment web and StatefulSet api (http 8080, 9000).",
      state: "flows",
    },
  ],
  [
    "a pod on each node",
    [service(`selector: { app: web }, ${PORTS}`), workload("DaemonSet", "minReadySeconds: 0")],
    { text: "shop/web sends port 80 to a pod of DaemonSet web on each node (http 8080).", state: "flows" },
  ],
  [
    "headless",
    [service(`clusterIP: None, selector: { app: web }, ${PORTS}`), DEPLOYMENT],
    { text: "shop/web is headless: DNS answers with 3 pods of Deployment web (http 8080).", state: "flows" },
  ],
  [
    "a port that nobody declares",
    [service("selector: { app: web }, ports: [{ port: 80, targetPort: htpp }]"), DEPLOYMENT],
    {
      text: "shop/web sends nothing to 3 pods of Deployment web: port 80 asks for htpp, which none of their containers declares.",
      state: "broken",
    },
  ],
  [
    "no replicas",
    [service(`selector: { app: web }, ${PORTS}`), workload("Deployment", "replicas: 0")],
    { text: "shop/web reaches no pods: Deployment web makes none.", state: "broken" },
  ],
  [
    "a slip in the selector",
    [service(`selector: { app: wep }, ${PORTS}`), DEPLOYMENT],
    {
      text: "shop/web reaches no pods: no pod carries app=wep (Deployment web has app=web).",
      state: "broken",
    },
  ],
  [
    "pods of another namespace",
    [service(`selector: { app: web }, ${PORTS}`, "pay"), DEPLOYMENT],
    {
      text: "pay/web reaches no pods: the labels that it asks for (app=web) are carried only by Deployment web in namespace shop.",
      state: "broken",
    },
  ],
  [
    "an alias",
    [service("type: ExternalName, externalName: smtp.example.net")],
    {
      text: "shop/web is another name for smtp.example.net: clients ask on for that one, its ports count for nothing.",
      state: "flows",
    },
  ],
  [
    "an alias of an address",
    [service("type: ExternalName, externalName: 192.0.2.7")],
    {
      text: "shop/web resolves to nothing: 192.0.2.7 is an address, and DNS has no alias for one.",
      state: "broken",
    },
  ],
  [
    "addresses by hand",
    [
      service("ports: [{ port: 80 }]"),
      "apiVersion: v1\nkind: Endpoints\nmetadata: { name: web, namespace: shop }\nsubsets: [{ addresses: [{ ip: 192.0.2.7 }], ports: [{ port: 80 }] }]\n",
    ],
    { text: "shop/web sends port 80 to 1 address in Endpoints web.", state: "flows" },
  ],
  [
    "addresses by hand, one of them ready",
    [service("ports: [{ port: 80 }]"), ...byHand("{}", "{ ready: false }")],
    {
      text: "shop/web sends port 80 to 2 addresses in EndpointSlice web-1, 1 of them ready.",
      state: "flows",
    },
  ],
  [
    "addresses by hand, none of them ready",
    [service("ports: [{ port: 80 }]"), ...byHand("{ ready: false }")],
    {
      text: "shop/web has nobody to send to: of 1 address in EndpointSlice web-1 none is ready.",
      state: "broken",
    },
  ],
  [
    "addresses by hand that serve while they stop",
    [service("ports: [{ port: 80 }]"), ...byHand(STOPPING)],
    {
      text: "shop/web sends port 80 to 1 address in EndpointSlice web-1, none of them ready.",
      state: "flows",
    },
  ],
  [
    "addresses by hand under a headless name that serve while they stop",
    [service('clusterIP: "None", ports: [{ port: 80 }]'), ...byHand(STOPPING)],
    {
      text: "shop/web has nobody to send to: of 1 address in EndpointSlice web-1 none is ready.",
      state: "broken",
    },
  ],
  [
    "addresses by hand under a headless name",
    [service('clusterIP: "None", ports: [{ port: 80 }]'), ...byHand("{}", "{ ready: false }")],
    {
      text: "shop/web is headless: DNS answers with 2 addresses in EndpointSlice web-1, 1 of them ready.",
      state: "flows",
    },
  ],
  [
    "nobody's",
    [service("ports: [{ port: 80 }]"), DEPLOYMENT],
    { text: "shop/web: it has no selector, and nobody in these files gives it endpoints.", state: "unknown" },
  ],
  [
    "a port that cannot be",
    [service("selector: { app: web }, ports: [{ port: 0 }]"), DEPLOYMENT],
    {
      text: "The API server would refuse shop/web: spec.ports[0].port: 0: must be between 1 and 65535, inclusive, and 1 more fault.",
      state: "broken",
    },
  ],
];

for (const [what, documents, answer] of SERVICES) {
  test(`the answer of a Service: ${what}`, () => assert.deepEqual(answerOf("Service", documents), answer));
}

const WORKLOADS: readonly (readonly [kind: string, documents: readonly string[], Described["answer"]])[] = [
  [
    "Deployment",
    [service(`selector: { app: web }, ${PORTS}`), DEPLOYMENT],
    { text: "shop/web runs 3 pods, reached by Service web (80 → 8080).", state: "flows" },
  ],
  [
    "Deployment",
    [
      service(`selector: { app: web }, ${PORTS}`),
      DEPLOYMENT.replace("ports:", "readinessProbe: { httpGet: { port: htpp } }, ports:"),
    ],
    {
      text: "shop/web runs 3 pods, never ready, reached by Service web (80 → 8080).",
      state: "broken",
    },
  ],
  ["Deployment", [DEPLOYMENT], { text: "shop/web runs 3 pods; no Service selects them.", state: "plain" }],
  [
    "StatefulSet",
    [workload("StatefulSet", "replicas: 1")],
    { text: "shop/web runs 1 pod; no Service selects it.", state: "plain" },
  ],
  [
    "DaemonSet",
    [workload("DaemonSet", "minReadySeconds: 0")],
    { text: "shop/web runs a pod on each node; no Service selects them.", state: "plain" },
  ],
];

for (const [kind, documents, answer] of WORKLOADS) {
  test(`the answer of a ${kind}: ${answer.text}`, () => assert.deepEqual(answerOf(kind, documents), answer));
}

/** "When a pod stops": a table of what manifests say of the end of pods, and the timeline that follows. */
import assert from "node:assert/strict";
import test from "node:test";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import type { Stopping } from "../../../server/src/core/answers.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

const FILE = fileId("sea", "a.yaml");

interface World {
  /** In the pod's spec, before its containers. */
  readonly pod?: string;
  /** In its container. */
  readonly container?: string;
  /** In the Service's spec; none without it. */
  readonly service?: string;
  readonly replicas?: number;
}

function stoppingOf({ pod = "", container = "", service, replicas = 2 }: World): Stopping | undefined {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { ${pod}containers: [{ name: app, image: "app:1"${container} }] }
`;
  const own = `---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ${service} }\n`;
  const analysis = createAnalysis();
  analysis.setRoots(["sea"]);
  analysis.setFiles("sea", [FILE]);
  analysis.setText(FILE, deployment + (service === undefined ? "" : own));
  const [object] = analysis.objects((kind) => kind === "Deployment");
  assert.ok(object);
  return analysis.describe(object)?.stopping;
}

const preStop = (hook: string) => `, lifecycle: { preStop: { ${hook} } }`;
const SERVED = "selector: { app: web }, ports: [{ port: 80 }]";

const TIMES: readonly (readonly [what: string, world: World, times: readonly string[]])[] = [
  ["nothing written", {}, ["0 s", "0 s", "30 s"]],
  ["a grace period", { pod: "terminationGracePeriodSeconds: 5, " }, ["0 s", "0 s", "5 s"]],
  ["sleep", { container: preStop("sleep: { seconds: 10 }") }, ["0 s", "0–10 s", "10 s", "30 s"]],
  [
    "a program that sleeps",
    { container: preStop('exec: { command: [sleep, "7"] }') },
    ["0 s", "0–7 s", "7 s", "30 s"],
  ],
  [
    "a shell that sleeps",
    { container: preStop('exec: { command: [/bin/sh, -c, "sleep 15"] }') },
    ["0 s", "0–15 s", "15 s", "30 s"],
  ],
  [
    "a program that takes as long as it takes",
    { container: preStop("exec: { command: [/drain.sh] }") },
    ["0 s", "0–30 s", "then", "30 s"],
  ],
  [
    "a request",
    { container: preStop("httpGet: { path: /quit, port: 80 }") },
    ["0 s", "0–30 s", "then", "30 s"],
  ],
  [
    "a sleep that takes all of it",
    { pod: "terminationGracePeriodSeconds: 10, ", container: preStop("sleep: { seconds: 60 }") },
    ["0 s", "0–10 s", "10 s"],
  ],
  [
    "a grace period that cannot be read",
    { pod: 'terminationGracePeriodSeconds: "{{ .grace }}", ' },
    ["0 s", "0 s", "at last"],
  ],
];

for (const [what, world, times] of TIMES) {
  test(`the clock of a stopping pod: ${what}`, () => {
    assert.deepEqual(
      stoppingOf(world)?.steps.map(({ at }) => at),
      times,
    );
  });
}

const SAID: readonly (readonly [what: string, world: World, said: RegExp, unsaid: RegExp])[] = [
  ["no Service", {}, /^the pod is marked as Terminating$/m, /preStop|endpoint/],
  ["served without preStop", { service: SERVED }, /Without a preStop, SIGTERM comes/, /only pod|caches/],
  [
    "served with preStop",
    { service: SERVED, container: preStop("sleep: { seconds: 5 }") },
    /preStop: a sleep of 5 seconds of container app/,
    /Without a preStop/,
  ],
  [
    "a sleep that takes all of it",
    { service: SERVED, container: preStop("sleep: { seconds: 30 }") },
    /The preStop takes the whole grace period/,
    /SIGTERM to/,
  ],
  [
    "no grace",
    { service: SERVED, pod: "terminationGracePeriodSeconds: 0, " },
    /kills the pod at once/,
    /Without a preStop/,
  ],
  ["one pod", { service: SERVED, replicas: 1 }, /It is the only pod/, /caches/],
  ["headless", { service: `clusterIP: None, ${SERVED}` }, /up to 30 s in caches/, /only pod/],
  [
    "published while it stops",
    { service: `publishNotReadyAddresses: true, ${SERVED}` },
    /stays ready in its EndpointSlices \(publishNotReadyAddresses\)/,
    /turns to ready: false/,
  ],
  [
    "a load balancer of policy Local",
    { service: `type: LoadBalancer, externalTrafficPolicy: Local, ${SERVED}` },
    /until its health check has failed/,
    /caches/,
  ],
];

for (const [what, world, said, unsaid] of SAID) {
  test(`what is said of a stopping pod: ${what}`, () => {
    const { steps = [], remarks = [] } = stoppingOf(world) ?? {};
    const text = [...steps.map((step) => step.text), ...remarks].join("\n");
    assert.match(text, said);
    assert.doesNotMatch(text, unsaid);
  });
}

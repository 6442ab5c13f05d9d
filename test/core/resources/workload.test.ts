import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsIn, resourceIn } from "../../support/resources.ts";

const workload = (kind: string, template: string, more = "") =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${more}  template:\n${template.replaceAll(/^/gm, "    ")}\n`;

const TEMPLATE = `metadata:
  labels: { app: web }
spec:
  initContainers:
    - name: setup
      ports: [{ containerPort: 1 }]
    - name: proxy
      restartPolicy: Always
      ports: [{ name: proxy, containerPort: 15001 }]
  containers:
    - name: app
      ports:
        - { name: http, containerPort: 8080 }
        - { containerPort: 53, hostPort: 5353, protocol: UDP }
      readinessProbe: { httpGet: { port: http } }
      livenessProbe: { exec: { command: [x] } }
    - name: side`;

describe("a workload", () => {
  it("has the ports of its containers and native sidecars", () => {
    const { containers } = factsIn(workload("Deployment", TEMPLATE), "workload");
    assert.deepEqual(
      containers.map((each) => [each.list, each.index, each.name, each.ports.length]),
      [
        ["containers", 0, { value: "app" }, 2],
        ["containers", 1, { value: "side" }, 0],
        ["initContainers", 1, { value: "proxy" }, 1],
      ],
    );
    const plain = { hostPort: undefined, protocol: undefined };
    assert.deepEqual(containers[0]?.ports, [
      { index: 0, name: { value: "http" }, ...plain, containerPort: { value: 8080 } },
      {
        ...{ index: 1, name: undefined, containerPort: { value: 53 } },
        ...{ hostPort: { value: 5353 }, protocol: { value: "UDP" } },
      },
    ]);
    assert.deepEqual(containers[0]?.probes, [
      { field: "readinessProbe", handler: "httpGet", port: { value: "http" } },
      { field: "livenessProbe", handler: "exec", port: undefined },
    ]);
  });

  it("has the labels of the template, and those that its controller adds", () => {
    const keys = (kind: string) =>
      factsIn(workload(kind, TEMPLATE), "workload").podLabels.pairs.map((label) => label.key);
    assert.deepEqual(keys("Deployment"), ["app", "pod-template-hash"]);
    assert.deepEqual(keys("DaemonSet"), ["app", "controller-revision-hash", "pod-template-generation"]);
    assert.ok(keys("StatefulSet").includes("statefulset.kubernetes.io/pod-name"));
    assert.deepEqual(keys("Gadget"), ["app"]);
    const job = factsIn(workload("Job", TEMPLATE), "workload").podLabels.pairs;
    assert.deepEqual(job.find((label) => label.key === "job-name")?.value, { value: "web" });
    assert.deepEqual(job.find((label) => label.key === "controller-uid")?.value, { unknown: "controller" });
  });

  it("is found where its kind has the pod", () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: one, labels: { app: one } }\nspec: { containers: [{ name: a }] }\n";
    assert.deepEqual(factsIn(pod, "workload").podPath, []);
    assert.deepEqual(factsIn(pod, "workload").podLabels.pairs, [{ key: "app", value: { value: "one" } }]);
    const cron =
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a }] } } } } }\n";
    assert.deepEqual(factsIn(cron, "workload").podPath, ["spec", "jobTemplate", "spec", "template"]);
    const rollout = workload("Rollout", TEMPLATE).replace("apps/v1", "argoproj.io/v1alpha1");
    assert.deepEqual(factsIn(rollout, "workload").podPath, ["spec", "template"]);
    const issuer =
      "apiVersion: x/v1\nkind: Certificate\nmetadata: { name: c }\nspec: { template: { metadata: { labels: { a: b } } } }\n";
    assert.equal(resourceIn(issuer).spec.family, "other");
  });

  it("knows what it selects itself, and its Service", () => {
    const text = workload(
      "StatefulSet",
      TEMPLATE,
      "  serviceName: db\n  replicas: 3\n  selector: { matchLabels: { app: web } }\n",
    );
    const facts = factsIn(text, "workload");
    assert.deepEqual(facts.serviceName, { value: "db" });
    assert.deepEqual(facts.replicas, { value: 3 });
    assert.deepEqual(facts.selector?.pairs, [{ key: "app", value: { value: "web" } }]);
    assert.equal(factsIn(text.replace("StatefulSet", "Deployment"), "workload").serviceName, undefined);
    const controller = workload("ReplicationController", TEMPLATE, "  selector: { app: web }\n");
    assert.deepEqual(factsIn(controller, "workload").selector?.pairs, [
      { key: "app", value: { value: "web" } },
    ]);
  });

  it("is open where an expression stands for labels, containers or ports", () => {
    const labels = factsIn(
      workload("Deployment", TEMPLATE.replace("{ app: web }", '"<labels>"')),
      "workload",
    );
    assert.equal(labels.podLabels.open, true);
    const ports = factsIn(
      workload("Deployment", 'spec: { containers: [{ name: a, ports: "<ports>" }] }'),
      "workload",
    );
    assert.deepEqual(
      ports.containers.map((each) => each.open),
      [true],
    );
    const containers = factsIn(workload("Deployment", 'spec: { containers: "<containers>" }'), "workload");
    assert.equal(containers.open, true);
    const none = factsIn(workload("Deployment", "spec: { containers: [{ name: a, ports: }] }"), "workload");
    assert.deepEqual(
      none.containers.map((each) => each.open),
      [false],
    );
  });
});

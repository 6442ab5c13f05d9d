import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PodPlan, planPods } from "../../../../server/src/core/network/cluster/pod.ts";
import { isFamily } from "../../../../server/src/core/resources/resource.ts";
import { valueOf } from "../../../../server/src/core/value/known.ts";
import { resourceIn } from "../../../support/resources.ts";

const planOf = (kind: string, spec: string, pod = "", name = "x"): PodPlan => {
  const template = `spec: { ${pod}${pod === "" ? "" : ", "}containers: [{ name: a }] }`;
  const body =
    kind === "Pod"
      ? template
      : kind === "CronJob"
        ? `spec: { jobTemplate: { spec: { ${spec} template: { ${template} } } } }`
        : `spec: { ${spec} template: { ${template} } }`;
  const workload = resourceIn(`apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n${body}\n`);
  return isFamily(workload, "workload") ? planPods(workload) : assert.fail("no workload");
};

/** `name hostname.subdomain` of each pod. */
const names = ({ pods }: PodPlan) =>
  pods.map(
    ({ name, hostname, subdomain }) =>
      `${valueOf(name) ?? "-"} ${valueOf(hostname) ?? "-"}.${valueOf(subdomain) ?? "-"}`,
  );

describe("planned pods", () => {
  it("a Pod is itself", () => {
    assert.deepEqual(names(planOf("Pod", "", "hostname: a, subdomain: b")), ["x a.b"]);
  });

  it("a Deployment has one, or as many as it says, all with the template's names", () => {
    assert.deepEqual(names(planOf("Deployment", "")), ["- -.-"]);
    assert.deepEqual(names(planOf("Deployment", "replicas: 2,", "hostname: a, subdomain: b")), [
      "- a.b",
      "- a.b",
    ]);
    assert.deepEqual(names(planOf("ReplicaSet", "replicas: 0,")), []);
  });

  it("a StatefulSet numbers its pods from the first ordinal, whatever its template says", () => {
    const spec = "serviceName: s, ordinals: { start: 5 }, replicas: 2,";
    assert.deepEqual(names(planOf("StatefulSet", spec, "hostname: a, subdomain: b")), [
      "x-5 x-5.s",
      "x-6 x-6.s",
    ]);
    assert.deepEqual(names(planOf("StatefulSet", "")), ["x-0 x-0.-"]);
    const [pod] = planOf("StatefulSet", "", "", '"{{ name }}"').pods;
    assert.deepEqual(pod?.name, { unknown: "template" });
  });

  it("a DaemonSet has one for each node, nobody knows how many", () => {
    assert.equal(planOf("DaemonSet", "").uncounted, "nodes");
    assert.equal(planOf("DaemonSet", "").pods.length, 1);
    assert.equal(planOf("Deployment", 'replicas: "{{ n }}",').uncounted, "unknown");
    assert.equal(planOf("Widget", "").uncounted, "unknown");
  });

  it("a Job runs as many as it may at a time; an Indexed one gives them hostnames", () => {
    assert.equal(planOf("Job", "").pods.length, 1);
    assert.equal(planOf("Job", "parallelism: 5, completions: 3,").pods.length, 3);
    const indexed = "completionMode: Indexed, completions: 4, parallelism: 2,";
    assert.deepEqual(names(planOf("Job", indexed, "hostname: a, subdomain: work")), [
      "- x-0.work",
      "- x-1.work",
    ]);
    const [pod] = planOf("CronJob", indexed, "subdomain: work").pods;
    assert.deepEqual(pod?.hostname, { unknown: "controller" });
  });

  it("stops where more teach nothing", () => {
    const { pods, more } = planOf("Deployment", "replicas: 2000000000,");
    assert.deepEqual([pods.length, more], [250, 1999999750]);
    assert.deepEqual(names(planOf("Deployment", "replicas: -1,")), []);
  });
});

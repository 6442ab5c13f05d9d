import type { Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf } from "./words.ts";

const manifests = (kind: string) => `apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  internalTrafficPolicy: Local
  selector:
    app: cache
  ports:
    - port: 6379
---
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: cache
spec:
  selector:
    matchLabels:
      app: cache
  template:
    metadata:
      labels:
        app: cache
    spec:
      containers:
        - name: cache
          image: example.com/cache:1
`;

export const internalTrafficPolicyLocal = rule<Service>({
  code: "PTL402",
  name: "internal-traffic-policy-local",
  severity: "information",
  levels: [
    { severity: "information", when: "none of the selected pods belongs to a DaemonSet" },
    { severity: "silent", when: "one of them may, or nothing is selected" },
  ],
  subject: isService,
  summary: "A Service with `internalTrafficPolicy: Local` has pods on some nodes only.",
  why: `With [\`internalTrafficPolicy: Local\`](https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/) a client reaches only
pods on its own node. It does not *prefer* them: on a node without such a pod the Service behaves as if it had no endpoints, and
the traffic is dropped. A Deployment or StatefulSet leaves it to the scheduler which nodes get a pod, so some clients work and
others do not.`,
  remedy: `Run one pod on each node with a DaemonSet. To stay near without dropping anything, use \`trafficDistribution: PreferSameNode\`
(on by default since 1.34) and leave the policy at \`Cluster\`, as the quick fix does.`,
  examples: {
    bad: [{ yaml: manifests("Deployment"), note: "One pod: clients on all other nodes reach nothing." }],
    good: [{ yaml: manifests("DaemonSet"), note: "Every node has a pod of its own." }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.internalTrafficPolicy) !== "Local") return;
    const { certain, possible } = net.selection(subject.id);
    if (certain.length > 0 && [...certain, ...possible].every(isScheduled)) yield finding(subject, certain);
  },
  fixes(_finding, subject) {
    return [
      {
        title: "Set internalTrafficPolicy to `Cluster`",
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path: ["spec", "internalTrafficPolicy"], value: "Cluster" }],
      },
    ];
  },
});

const SCHEDULED: ReadonlySet<string> = new Set([
  ...["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController", "Rollout", "Pod"],
]);

/** The scheduler decides which nodes get a pod of it. */
function isScheduled({ identity }: Workload): boolean {
  return SCHEDULED.has(identity.kind);
}

function finding(subject: Service, workloads: readonly Workload[]): Finding {
  return {
    at: { id: subject.id, path: ["spec", "internalTrafficPolicy"], part: "value" },
    message:
      `Service ${nameOf(subject)} serves a client only from pods on the client's own node, and those of ` +
      `${listed(workloads.map(called))} do not run on every node: elsewhere the traffic is dropped, not sent on.`,
    related: workloads.slice(0, 3).map((workload) => ({
      at: { id: workload.id, path: ["kind"], part: "value" },
      message: `${called(workload)} runs where the scheduler puts it`,
    })),
  };
}

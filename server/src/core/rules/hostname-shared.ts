import type { Net, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, nameOf, quoted } from "./words.ts";

const manifests = (names: string) => `apiVersion: v1
kind: Service
metadata:
  name: peers
spec:
  clusterIP: None
  selector:
    app: broker
  ports:
    - port: 7946
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: broker
spec:
  replicas: 3
  selector:
    matchLabels:
      app: broker
  template:
    metadata:
      labels:
        app: broker
    spec:
${names}      containers:
        - name: broker
          image: example.com/broker:1
          ports:
            - containerPort: 7946
`;

export const hostnameShared = rule<Workload>({
  code: "PTL518",
  name: "hostname-shared",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "more than one replica is written, and a headless Service publishes the name",
    },
    {
      severity: "silent",
      when: "there is one replica; StatefulSets and Indexed Jobs, whose pods get hostnames of their own",
    },
  ],
  subject: isWorkload,
  summary: "All replicas of a workload have one hostname, and so one DNS name.",
  why: `[\`hostname\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields) in a pod template is the
hostname of every pod that is made of it. Under the headless Service in \`subdomain\` they share one name, and its answer holds the
address of each of them: a client that means a certain pod gets any.`,
  remedy: `Use a StatefulSet, whose pods are called \`broker-0\`, \`broker-1\` and so on, each with a name of its own under the Service in \`serviceName\`.
If the pods are meant to be one crowd, the headless Service's own name says the same; the quick fix takes \`hostname\` out.`,
  examples: {
    bad: [
      {
        yaml: manifests("      hostname: broker\n      subdomain: peers\n"),
        note: "`broker.peers` is three pods at once.",
      },
    ],
    good: [{ yaml: manifests(""), note: "`peers` is three pods at once, and says so." }],
  },
  *check(subject, net) {
    const governing = isReplicated(subject) ? net.subdomain(subject.id) : undefined;
    if (governing?.kind === "headless" && governing.selects === "yes")
      yield finding(subject, nameOf(governing.service), net);
  },
  fixes(_finding, subject): readonly Fix[] {
    const path = [...subject.spec.podPath, "spec", "hostname"];
    return [
      {
        title: "Remove `hostname`",
        safety: "suggestion",
        changes: [{ type: "remove", id: subject.id, path }],
      },
    ];
  },
});

const REPLICATED: ReadonlySet<string> = new Set([
  ...["Deployment", "ReplicaSet", "ReplicationController", "Rollout"],
]);

function isReplicated({ identity, spec }: Workload): boolean {
  const isMany =
    identity.kind === "DaemonSet" || (REPLICATED.has(identity.kind) && (valueOf(spec.replicas) ?? 1) > 1);
  return isMany && valueOf(spec.dns.hostname) !== undefined;
}

function finding(subject: Workload, service: string, _net: Net): Finding {
  const { dns, podPath, replicas } = subject.spec;
  const host = valueOf(dns.hostname) ?? "";
  const count = subject.identity.kind === "DaemonSet" ? "" : ` ${valueOf(replicas)}`;
  return {
    at: { id: subject.id, path: [...podPath, "spec", "hostname"], part: "value" },
    message:
      `All${count} pods of ${called(subject)} are called ${quoted(host)}: ${quoted(`${host}.${service}`)} answers with the addresses of all of ` +
      "them, never with one pod's.",
    related: [],
  };
}

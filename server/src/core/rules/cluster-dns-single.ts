import type { Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called } from "./words.ts";

const manifests = (replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: coredns
  namespace: kube-system
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      k8s-app: kube-dns
  template:
    metadata:
      labels:
        k8s-app: kube-dns
    spec:
      dnsPolicy: Default
      containers:
        - name: coredns
          image: registry.k8s.io/coredns/coredns:v1.12.1
          ports:
            - containerPort: 53
              protocol: UDP
---
apiVersion: v1
kind: Service
metadata:
  name: kube-dns
  namespace: kube-system
spec:
  clusterIP: 10.96.0.10
  selector:
    k8s-app: kube-dns
  ports:
    - name: dns
      port: 53
      protocol: UDP
`;

export const clusterDnsSingle = rule<Workload>({
  code: "PTL905",
  name: "cluster-dns-single",
  severity: "information",
  offByDefault: true,
  levels: [
    { severity: "information", when: "the cluster's DNS says that it has one replica" },
    {
      severity: "silent",
      when: "there are more, or nobody says how many; or it is no Deployment with the label `k8s-app: kube-dns`",
    },
  ],
  subject: isWorkload,
  summary: "The cluster's DNS has one pod.",
  why: `Every name of a Service is looked up with the pods behind [\`kube-dns\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/).
While the only one restarts, moves to another node or is updated, nothing in the cluster finds anything by name.`,
  remedy: "Run two replicas or more, on different nodes. The quick fix writes two.",
  examples: {
    bad: [{ yaml: manifests(1), note: "One restart, and no name resolves." }],
    good: [{ yaml: manifests(2), note: "One of them may go." }],
  },
  *check(subject) {
    // Left out, it is left to an autoscaler, as in the manifests that CoreDNS comes with.
    if (!isClusterDns(subject) || valueOf(subject.spec.replicas) !== 1) return;
    yield {
      at: { id: subject.id, path: ["spec", "replicas"], part: "value" },
      message: `${called(subject)} is the DNS of the whole cluster and has one pod: while it restarts, no name of a Service resolves.`,
      related: [],
    };
  },
  fixes(_finding, subject) {
    return [
      {
        title: "Set replicas to `2`",
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path: ["spec", "replicas"], value: 2 }],
      },
    ];
  },
});

function isClusterDns({ identity, spec }: Workload): boolean {
  const label = spec.podLabels.pairs.find(({ key }) => key === "k8s-app");
  return identity.kind === "Deployment" && valueOf(label?.value) === "kube-dns";
}

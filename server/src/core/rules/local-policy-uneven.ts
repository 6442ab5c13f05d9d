import type { SlicePlan } from "../network/cluster/endpoints.ts";
import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed } from "./words.ts";

const manifests = (policy: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  externalTrafficPolicy: ${policy}
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports:
            - containerPort: 80
---
${["n1", "n2", "n2"].map(observedPod).join("---\n")}`;

function observedPod(node: string, index: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web-7d4b9c6f5-${"abc"[index]}2x4z
  namespace: shop
  uid: 00000000-0000-4000-8000-00000000000${index}
  labels:
    app: web
    pod-template-hash: 7d4b9c6f5
  ownerReferences:
    - apiVersion: apps/v1
      kind: ReplicaSet
      name: web-7d4b9c6f5
      uid: 00000000-0000-4000-8000-000000000009
      controller: true
spec:
  nodeName: ${node}
  containers:
    - name: web
      image: example.com/web:1
status:
  phase: Running
  podIP: 10.244.0.1${index}
  podIPs:
    - ip: 10.244.0.1${index}
  conditions:
    - type: Ready
      status: "True"
`;
}

/** So many times the share of another pod is worth a word. */
const UNEVEN = 2;

export const localPolicyUneven = rule<Service>({
  code: "PTL405",
  name: "local-policy-uneven",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the pods were seen in a cluster, each with its node, and one gets twice as much as another, or more",
    },
    { severity: "silent", when: "the nodes of the pods are not all known, or the pods are spread evenly" },
  ],
  subject: isService,
  summary: "With `externalTrafficPolicy: Local` some pods get far more traffic than others.",
  why: `A load balancer shares connections among nodes, and with [\`externalTrafficPolicy: Local\`](https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/)
a node hands its share to its own pods alone. Of two nodes, one with a single pod and one with five, the single pod gets half of all
connections and each of the five a tenth. Traffic from inside the cluster is not concerned.`,
  remedy: `Spread the pods evenly over the nodes: with \`topologySpreadConstraints\` on \`kubernetes.io/hostname\`, or a DaemonSet. Without a need for
the client's address, \`externalTrafficPolicy: Cluster\` shares among all pods.`,
  examples: {
    bad: [{ yaml: manifests("Local"), note: "The pod on n1 gets half, each of the two on n2 a quarter." }],
    good: [{ yaml: manifests("Cluster"), note: "Every pod gets a third." }],
  },
  *check(subject, net) {
    const isLocal = valueOf(subject.spec.externalTrafficPolicy) === "Local";
    const counts = isLocal ? countsOf(subject, net) : undefined;
    const found = counts && [...counts].toSorted(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
    const [least, most] = [found?.at(0), found?.at(-1)];
    if (found && least && most && most[1] >= UNEVEN * least[1]) yield finding(subject, found);
  },
});

/** How many ready pods each node has; undefined unless all of them were seen, with their nodes. */
function countsOf(subject: Service, net: Net): ReadonlyMap<string, number> | undefined {
  const slices = slicesSeen(subject, net);
  const [first] = slices ?? [];
  const nodes = new Map<string, Set<string>>();
  // Of two families each pod stands in both.
  const same = (slices ?? []).filter(({ addressType }) => addressType === first?.addressType);
  for (const { ready, nodeName, addresses } of same.flatMap(({ endpoints }) => endpoints)) {
    if (nodeName === undefined) return undefined;
    if (ready === true) nodes.set(nodeName, (nodes.get(nodeName) ?? new Set()).add(addresses[0]?.text ?? ""));
  }
  return new Map([...nodes].map(([node, pods]) => [node, pods.size]));
}

/** The slices that were dumped, else those of pods that were dumped. */
function slicesSeen(subject: Service, net: Net): readonly SlicePlan[] | undefined {
  const dumped = net.observed(subject.id)?.slices ?? [];
  if (dumped.length > 0) return dumped;
  const { slices, perhaps, open } = net.slices(subject.id);
  const isSeen = slices.every(({ endpoints }) => endpoints.every(({ pod }) => pod?.observed === true));
  return !open && perhaps.length === 0 && isSeen ? slices : undefined;
}

function finding(subject: Service, counts: readonly (readonly [string, number])[]): Finding {
  const share = 100 / counts.length;
  const words = counts.map(([node, pods]) =>
    pods === 1
      ? `the pod on ${node} gets ${percent(share)}`
      : `each of the ${pods} pods on ${node} ${percent(share / pods)}`,
  );
  return {
    at: { id: subject.id, path: ["spec", "externalTrafficPolicy"], part: "value" },
    message:
      `With \`externalTrafficPolicy: Local\` each node with pods of ${called(subject)} gets the same share of what comes from outside: ` +
      `${listed(words)}. Spread the pods evenly over the nodes.`,
    related: [],
  };
}

function percent(share: number): string {
  return `${Math.round(share)} %`;
}

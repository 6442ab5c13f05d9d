import type { ClusterPod } from "../network/cluster/pod.ts";
import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { cartDeployment, cartService, podSeen, STATE_FILE } from "./observedExamples.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf, quoted } from "./words.ts";

const manifests = `${cartService("")}---\n${cartDeployment("cart")}`;

export const noPodReady = rule<Service>({
  code: "PTL108",
  name: "no-pod-ready",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "pods that it selects were dumped from the cluster, and not one was ready",
    },
    {
      severity: "silent",
      when: "nothing was dumped, one of them was ready, or `publishNotReadyAddresses` sends to them all the same",
    },
  ],
  subject: isService,
  summary: "The pods of a Service were seen in the cluster, and none was ready.",
  why: `A Service sends to pods whose [condition \`Ready\`](https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate) is
\`True\`. While none is, connections to it are refused, and a headless Service has no name. That is what a dump in the workspace
(\`kubectl get pods -o yaml\`) shows; the manifest itself may be right.`,
  remedy: `Look at the pods: \`kubectl describe pod\` tells which probe fails or what they wait for. When they are ready, make a new dump.`,
  examples: {
    bad: [
      {
        yaml: manifests,
        note: "Its only pod was not ready.",
        beside: { file: STATE_FILE, yaml: podSeen("False") },
      },
    ],
    good: [{ yaml: manifests, note: "It was.", beside: { file: STATE_FILE, yaml: podSeen("True") } }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.publishNotReadyAddresses) === true) return;
    const pods = (net.observed(subject.id)?.pods ?? []).filter(isAlive);
    if (pods.length > 0 && pods.every(({ serving }) => !serving)) yield finding(subject, pods, net);
  },
});

/** Pods that have ended are nobody's endpoints. */
function isAlive({ phase }: ClusterPod): boolean {
  return phase !== "Succeeded" && phase !== "Failed";
}

function finding(subject: Service, pods: readonly ClusterPod[], net: Net): Finding {
  const names = listed(pods.map(({ name }) => quoted(valueOf(name) ?? "?")));
  const isOne = pods.length === 1;
  const who = isOne
    ? `The pod ${names}, which Service ${nameOf(subject)} sends to, was`
    : `None of the ${pods.length} pods that Service ${nameOf(subject)} sends to (${names}) was`;
  const state = isOne ? "not ready" : "ready";
  const refused =
    net.normal(subject).publication.kind === "headless"
      ? "its name is not found"
      : "connections to it are refused";
  const first = valueOf(pods[0]?.name) ?? "";
  return {
    at: { id: subject.id, path: ["spec", "selector"], part: "key" },
    message: `${who} ${state} when the cluster was dumped: until one is, ${refused}. \`kubectl describe pod ${first}\` tells why.`,
    related: [],
  };
}

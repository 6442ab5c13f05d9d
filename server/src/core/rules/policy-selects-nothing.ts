import type { Unmatched } from "../network/misfits.ts";
import type { NearMiss, Net, NetworkPolicy } from "../network/net.ts";
import { noLabels } from "../resources/labels.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import {
  foremost,
  offer,
  otherSide,
  placeOf,
  type SelectorPlace,
  selectorFix,
  selectorWords,
} from "./selectorFix.ts";
import { isNetworkPolicy } from "./subjects.ts";
import { called, inNamespace, listed, nameOf } from "./words.ts";

const manifests = (app: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: only-web
spec:
  podSelector:
    matchLabels:
      app: ${app}
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          image: example.com/cart:1
`;

export const policySelectsNothing = rule<NetworkPolicy>({
  code: "PTL701",
  name: "policy-selects-nothing",
  severity: "warning",
  levels: [
    { severity: "warning", when: "a workload nearly fits, or fits in another namespace" },
    { severity: "information", when: "nothing is near, in a complete unit" },
    { severity: "hint", when: "something of the unit is missing, or an operator may make the pods" },
    { severity: "silent", when: "the selector is empty (every pod), or a pod may have the labels" },
  ],
  subject: isNetworkPolicy,
  summary: "A NetworkPolicy's podSelector selects no pod.",
  why: `A [NetworkPolicy](https://kubernetes.io/docs/concepts/services-networking/network-policies/) is for the pods of its own namespace that
\`spec.podSelector\` selects by the labels of their *template*. A pod that no policy selects is open to everybody. So a policy that
selects nothing protects nothing, and nobody says so: the pods that were meant stay open.`,
  remedy: `Use the labels that the pods carry; the quick fix does, where a workload is near. A policy for pods of another team or release may be
right as it is: switch the rule off for it by a comment.`,
  examples: {
    bad: [{ yaml: manifests("crat"), note: "No pod has `app: crat`: those of `cart` stay open." }],
    good: [{ yaml: manifests("cart"), note: "It selects the pods of `cart`." }],
  },
  *check(subject, net) {
    const answer = net.unmatchedPolicy(subject.id);
    const severity = answer && severityOf(answer, net);
    if (answer && severity) yield finding(subject, answer, severity, net);
  },
  fixes(_finding, subject, net) {
    const answer = net.unmatchedPolicy(subject.id);
    if (!answer) return [];
    if (answer.elsewhere.length > 0) return moved(subject, answer, net);
    return nearOf(answer)
      .slice(0, 3)
      .flatMap((miss) => selectorFix(selectorOf(subject), miss, "suggestion"));
  },
});

/** Near enough that a slip is likely. */
function nearOf(answer: Unmatched): readonly NearMiss[] {
  return foremost(answer.near).filter((miss) => miss.kind !== "shares-key");
}

function severityOf(answer: Unmatched, net: Net): Severity | undefined {
  if (answer.excuse !== undefined) return "hint";
  const isSlip = answer.elsewhere.length > 0 || nearOf(answer).length > 0;
  return graded(isSlip ? "warning" : "information", net);
}

function finding(subject: NetworkPolicy, answer: Unmatched, severity: Severity, net: Net): Finding {
  const place = selectorOf(subject);
  const near = nearOf(answer);
  const [best] = near;
  const where = inNamespace(net.namespaceOf(subject.id));
  const { podSelector } = subject.spec;
  const asked = podSelector ? selectorWords(podSelector) : "";
  const { elsewhere } = answer;
  return {
    at:
      elsewhere.length === 0 && best
        ? placeOf(place, best)
        : { id: subject.id, path: ["spec", "podSelector"], part: "key" },
    message: `No pod template${where} has ${asked}${insteadWords(answer, net)}. ${consequence(subject, answer)}`,
    severity,
    related:
      elsewhere.length > 0
        ? elsewhere.slice(0, 3).map((workload) => ({
            at: { id: workload.id, path: ["metadata", "namespace"], part: "value" as const },
            message: `${called(workload)} has these labels`,
          }))
        : near.slice(0, 3).map(otherSide),
  };
}

function insteadWords(answer: Unmatched, net: Net): string {
  const near = nearOf(answer);
  if (answer.elsewhere.length > 0) {
    const places = answer.elsewhere.map(
      (workload) => `${called(workload)} in namespace ${valueOf(net.namespaceOf(workload.id).value)}`,
    );
    return `, but ${listed(places)} ${places.length === 1 ? "does" : "do"}`;
  }
  return near.length > 0 ? `; ${listed(near.map(offer))}` : "";
}

function consequence(subject: NetworkPolicy, answer: Unmatched): string {
  if (answer.excuse) return `It may be meant so: ${answer.excuse.reason}.`;
  const own = answer.elsewhere.length > 0 ? "A policy is for pods of its own namespace: " : "";
  return `${own}NetworkPolicy ${nameOf(subject)} protects nothing here.`;
}

function moved(subject: NetworkPolicy, { elsewhere }: Unmatched, net: Net): readonly Fix[] {
  const namespaces = new Set(elsewhere.map((workload) => valueOf(net.namespaceOf(workload.id).value)));
  const [namespace] = namespaces;
  if (namespaces.size !== 1 || namespace === undefined) return [];
  const path = ["metadata", "namespace"];
  return [
    {
      title: `Move NetworkPolicy ${nameOf(subject)} to namespace ${namespace}`,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path, value: namespace }],
    },
  ];
}

function selectorOf({ id, spec }: NetworkPolicy): SelectorPlace {
  const labels = spec.podSelector?.matchLabels ?? noLabels;
  return { id, path: ["spec", "podSelector", "matchLabels"], labels };
}

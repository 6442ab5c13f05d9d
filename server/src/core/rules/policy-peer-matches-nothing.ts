import type { UnmatchedPeer } from "../network/misfits.ts";
import type { NearMiss, Net, NetworkPolicy } from "../network/net.ts";
import { noLabels } from "../resources/labels.ts";
import type { PolicyPeer } from "../resources/networkPolicy.ts";
import { valueOf } from "../value/known.ts";
import { samePath } from "../value/path.ts";
import { graded } from "./grade.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
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
import { called, listed } from "./words.ts";

const manifests = (app: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: only-web
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${app}
${["cart", "front"]
  .map(
    (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: web
          image: example.com/${name}:1
`,
  )
  .join("")}`;

export const policyPeerMatchesNothing = rule<NetworkPolicy>({
  code: "PTL702",
  name: "policy-peer-matches-nothing",
  severity: "information",
  levels: [
    { severity: "information", when: "always in a complete unit" },
    { severity: "hint", when: "something of the unit is missing, or an operator may make the pods" },
    {
      severity: "silent",
      when: "the peer's namespaces are not in sight, its selector is empty, it is an address or the cluster's DNS, or `policyTypes` leaves the rule out",
    },
  ],
  subject: isNetworkPolicy,
  summary: "A peer of a NetworkPolicy is no pod in sight.",
  why: `Each item of \`from\` and \`to\` names pods by the labels of their template. A \`podSelector\` by itself looks in the policy's own namespace
only; together with a \`namespaceSelector\` **in one item** it looks in those namespaces, in two items each stands alone
([behavior of to and from selectors](https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors)). A peer
that matches no pod admits nobody.`,
  remedy: `Use the labels that the peer's pods carry; for pods of another namespace add a \`namespaceSelector\` to the same item. Peers of another
team or release may be right as they are.`,
  examples: {
    bad: [{ yaml: manifests("fornt"), note: "No pod has `app: fornt`: nobody may reach `cart`." }],
    good: [{ yaml: manifests("front"), note: "The pods of `front` may reach `cart`." }],
  },
  *check(subject, net) {
    for (const answer of net.unmatchedPeers(subject.id)) {
      const severity: Severity | undefined = answer.excuse ? "hint" : graded("information", net);
      if (severity) yield finding(subject, answer, severity, net);
    }
  },
  fixes({ at }, subject, net) {
    const answer = net
      .unmatchedPeers(subject.id)
      .find(({ path }) => samePath(path, at.path.slice(0, path.length)));
    if (!answer || answer.elsewhere.length > 0) return [];
    return nearOf(answer)
      .slice(0, 3)
      .flatMap((miss) => selectorFix(selectorAt(subject, answer), miss, "suggestion"));
  },
});

function nearOf(answer: UnmatchedPeer): readonly NearMiss[] {
  return foremost(answer.near).filter((miss) => miss.kind !== "shares-key");
}

function peerAt({ spec }: NetworkPolicy, { path }: UnmatchedPeer): PolicyPeer | undefined {
  return spec.rules.flatMap(({ peers }) => peers).find((peer) => samePath(peer.path, path));
}

function selectorAt(subject: NetworkPolicy, answer: UnmatchedPeer): SelectorPlace {
  const labels = peerAt(subject, answer)?.podSelector?.matchLabels ?? noLabels;
  return { id: subject.id, path: [...answer.path, "podSelector", "matchLabels"], labels };
}

function finding(subject: NetworkPolicy, answer: UnmatchedPeer, severity: Severity, net: Net): Finding {
  const place = selectorAt(subject, answer);
  const near = answer.elsewhere.length > 0 ? [] : nearOf(answer);
  const [best] = near;
  const selector = peerAt(subject, answer)?.podSelector;
  const asked = selector ? selectorWords(selector) : "";
  const scope = peerAt(subject, answer)?.namespaceSelector
    ? "those namespaces"
    : "the policy's own namespace";
  return {
    at: best ? placeOf(place, best) : { id: subject.id, path: [...answer.path, "podSelector"], part: "key" },
    message: `No pod in ${scope} has ${asked}${insteadWords(answer, near, net)}. ${consequence(answer)}`,
    severity,
    related: near.slice(0, 3).map(otherSide),
  };
}

function insteadWords(answer: UnmatchedPeer, near: readonly NearMiss[], net: Net): string {
  const places = answer.elsewhere.map(
    (workload) => `${called(workload)} in namespace ${valueOf(net.namespaceOf(workload.id).value)}`,
  );
  if (places.length > 0) return `, but ${listed(places)} ${places.length === 1 ? "does" : "do"}`;
  return near.length > 0 ? `; ${listed(near.map(offer))}` : "";
}

function consequence(answer: UnmatchedPeer): string {
  if (answer.excuse) return `It may be meant so: ${answer.excuse.reason}.`;
  return answer.path[1] === "ingress" ? "This peer lets nobody in." : "This peer lets nothing out.";
}

/** NetworkPolicy (networking.k8s.io/v1). `rule` stands for a rule of either direction, `peer` for one of its peers. */
import {
  isolationPage,
  labelsPage,
  namespaceByNamePage,
  peersPage,
  policyPage,
  portRangePage,
} from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const ADDITIVE = "policies only add up: what one allows, no other takes away";

const PEERS = [
  "several items: any of them; `podSelector` and `namespaceSelector` in one item: both at once. One dash makes the difference",
];

const specTexts: FieldTexts = {
  "spec.podSelector": {
    answer: "For which pods of this namespace the policy holds",
    fallback: "`{}`, all of them",
    mind: ["labels of pods, never of Services or workloads", ADDITIVE],
    page: policyPage,
  },
  "spec.policyTypes": {
    answer: "Which directions are shut, save what the rules allow",
    values: "`Ingress`, `Egress`",
    fallback: "`Ingress`, and `Egress` where there are egress rules",
    mind: [
      "rules of a direction that is not listed are dead text; egress rules alone shut ingress, too",
      "it takes a network plugin that enforces policies: without one nothing happens",
    ],
    page: isolationPage,
  },
  "spec.policyTypes[]": {
    answer: "A direction that is shut, save what the rules allow",
    values: "`Ingress`, `Egress`",
    page: isolationPage,
    when: {
      Ingress: {
        answer: "Connections to these pods are shut, save what the ingress rules allow",
        mind: ["answers always come through, and so do probes of the node on which the pod runs"],
      },
      Egress: {
        answer: "Connections from these pods are shut, save what the egress rules allow",
        mind: ["DNS, too: allow port 53 over UDP and TCP to the cluster's DNS, or no name is found"],
      },
    },
  },
  "spec.ingress": {
    answer: "Which connections to these pods are allowed: those that any rule allows",
    fallback: "none",
    mind: ["`[]` allows nothing, `[{}]` everything", ADDITIVE],
    page: isolationPage,
  },
  "spec.egress": {
    answer: "Which connections from these pods are allowed: those that any rule allows",
    fallback: "none, if `policyTypes` has `Egress`",
    mind: [
      "without `policyTypes`, `egress: []` shuts nothing",
      "the other side must allow it, too; DNS needs port 53 over UDP and TCP",
    ],
    page: isolationPage,
  },
  "spec.ingress[].from": { answer: "Who may connect", fallback: "everybody", mind: PEERS, page: peersPage },
  "spec.egress[].to": {
    answer: "To whom they may connect",
    fallback: "everybody",
    mind: PEERS,
    page: peersPage,
  },
};

const ruleTexts: FieldTexts = {
  "rule.ports": {
    answer: "On which ports of the pods that are dialled",
    fallback: "every port of every protocol",
    mind: ["ports of pods, after a Service has been turned into one: its own `port` does not count"],
    page: peersPage,
  },
  "rule.ports[].port": {
    answer: "A port of the pods that are dialled, by number or by the name that a container gives it",
    values: "1 to 65535, or a name of up to 15 characters",
    fallback: "all ports of the protocol",
    mind: [
      "not the `port` of a Service: its `targetPort`",
      "a name means the number that each pod gives it; a number in quotes is refused",
    ],
    page: peersPage,
  },
  "rule.ports[].protocol": {
    answer: "Of which protocol",
    values: "`TCP`, `UDP`, `SCTP`",
    fallback: "`TCP`",
    mind: ["DNS needs an entry for `UDP` and one for `TCP`"],
    page: peersPage,
  },
  "rule.ports[].endPort": {
    answer: "All ports from `port` up to this one, itself among them",
    values: "from the number in `port` to 65535 (since 1.25)",
    mind: ["`port` must be a number; a plugin that does not know it allows `port` alone"],
    page: portRangePage,
  },
};

const peerTexts: FieldTexts = {
  "peer.podSelector": {
    answer: "Pods with these labels; of this namespace, unless a `namespaceSelector` stands beside it",
    mind: ["`{}` means all of them; pods with `hostNetwork` are mostly not seen"],
    page: peersPage,
  },
  "peer.namespaceSelector": {
    answer: "Pods of the namespaces with these labels; all of them, unless a `podSelector` stands beside it",
    mind: [
      "`{}` means all namespaces, never addresses outside the cluster",
      "every namespace has `kubernetes.io/metadata.name` with its name; a label `name` only if somebody set it",
    ],
    page: namespaceByNamePage,
  },
  "peer.ipBlock": {
    answer: "Addresses outside the cluster",
    mind: [
      "for pods use selectors: whether a block takes them depends on the network plugin",
      "clients of a NodePort or LoadBalancer may arrive with the address of a node (`externalTrafficPolicy: Cluster`)",
    ],
    page: peersPage,
  },
  "peer.ipBlock.cidr": {
    answer: "The range of addresses",
    values: "such as `10.0.0.0/8`; `0.0.0.0/0` is all of IPv4 and nothing of IPv6",
    mind: ["bits beyond the prefix and leading zeros are refused since 1.36, and warned of since 1.33"],
    page: peersPage,
  },
  "peer.ipBlock.except": {
    answer: "Ranges that are left out of this block",
    mind: [
      "left out of this block only: another peer, rule or policy may allow them",
      "each strictly inside `cidr`",
    ],
    page: peersPage,
  },
};

/** Below any LabelSelector of a policy. */
const selectorTexts: FieldTexts = {
  "selector.matchLabels": {
    answer: "Every one of these labels, with this very value",
    mind: ["all pairs, and all of `matchExpressions`, on one object"],
    page: labelsPage,
  },
  "selector.matchExpressions": {
    answer: "Conditions on labels, all of which must hold",
    page: labelsPage,
  },
  "selector.matchExpressions[].key": {
    answer: "The label that is looked at",
    values: "the key of a label, with or without a prefix (`example.com/tier`)",
    page: labelsPage,
  },
  "selector.matchExpressions[].operator": {
    answer: "What must be true of the label",
    values: "`In`, `NotIn`, `Exists`, `DoesNotExist`",
    page: labelsPage,
    when: {
      In: { answer: "The label has one of the values" },
      NotIn: { answer: "The label has none of the values, or is not there at all" },
      Exists: { answer: "The label is there, whatever its value", mind: ["`values` must be left out"] },
      DoesNotExist: { answer: "The label is not there", mind: ["`values` must be left out"] },
    },
  },
  "selector.matchExpressions[].values": {
    answer: "The values that `operator` speaks of",
    mind: ["texts: `true` and `1.10` need quotes"],
    page: labelsPage,
  },
};

export const policyTexts: FieldTexts = { ...specTexts, ...ruleTexts, ...peerTexts, ...selectorTexts };

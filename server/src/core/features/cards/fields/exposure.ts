/** Service (v1): who comes in from outside, which way traffic goes, and the load balancer in front. */
import {
  distributionPage,
  externalIPsPage,
  externalPolicyPage,
  internalPolicyPage,
  loadBalancerClassPage,
  loadBalancerPage,
  nodePortAllocationPage,
} from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const NODE_PORTS_STAY_OPEN =
  "node ports stay open to everybody: close them in the firewall, or `allocateLoadBalancerNodePorts: false` where the balancer reaches pods by itself";

export const exposureTexts: FieldTexts = {
  "spec.externalTrafficPolicy": {
    answer: "Which pods get the traffic from outside",
    values: "`Cluster`, `Local`",
    fallback: "`Cluster`",
    mind: ["taken on NodePort, LoadBalancer and with `externalIPs` only"],
    page: externalPolicyPage,
    when: {
      Cluster: {
        answer: "Traffic from outside goes to pods on any node",
        mind: ["the pods see the address of a node in place of the client's"],
      },
      Local: {
        answer: "Traffic from outside stays on the node that it reaches, and pods see the client's address",
        mind: [
          "a node without a ready pod of it drops the traffic; each node gets the same share, however many pods it has",
          "only a LoadBalancer has a health check of nodes; whatever balances over node ports must find out by itself",
        ],
      },
    },
  },
  "spec.internalTrafficPolicy": {
    answer: "Which pods get the traffic from inside the cluster",
    values: "`Cluster`, `Local`",
    fallback: "`Cluster`",
    page: internalPolicyPage,
    when: {
      Cluster: { answer: "Traffic from inside goes to pods on any node" },
      Local: {
        answer: "Pods reach only pods on their own node; where there is none, the traffic is dropped",
        mind: [
          "it does not prefer, it drops: `trafficDistribution: PreferSameNode` is what prefers",
          "meant for one pod on each node, as a DaemonSet makes them; traffic from outside takes no notice",
        ],
      },
    },
  },
  "spec.trafficDistribution": {
    answer: "Which pods are preferred, as long as there are some",
    values: "`PreferSameZone`, `PreferSameNode` (both since 1.34), `PreferClose`",
    before: { 34: { values: "`PreferClose`" } },
    fallback: "any pod alike",
    mind: [
      "a preference, never a limit; but nobody watches the load: few pods in a busy zone get all of it",
      "the annotation `service.kubernetes.io/topology-mode: Auto` and traffic policies of `Local` win over it",
    ],
    page: distributionPage,
    when: {
      PreferSameZone: { answer: "Pods in the client's zone first; the others only when it has none" },
      PreferSameNode: { answer: "Pods on the client's node first; the others only when it has none" },
      PreferClose: {
        answer: "The old name of `PreferSameZone`, with a warning since 1.35",
        mind: ["`PreferSameZone` is taken by default since 1.34"],
      },
    },
  },
  "spec.externalIPs": {
    answer: "Every node takes traffic to these addresses for the Service's own",
    mind: [
      "deprecated since 1.36; nobody routes these addresses to a node but you",
      "who may set it can take over traffic to any address: many clusters refuse it (admission plugin DenyServiceExternalIPs)",
    ],
    page: externalIPsPage,
  },
  "spec.loadBalancerClass": {
    answer: "Which load balancer takes this Service; all others leave it alone",
    fallback: "the cluster's own",
    mind: [
      "where nobody has this class, EXTERNAL-IP stays `<pending>`",
      "LoadBalancer only; it cannot be changed afterwards",
    ],
    page: loadBalancerClassPage,
  },
  "spec.loadBalancerIP": {
    answer: "The address that is asked of the load balancer; many give another one",
    mind: [
      "deprecated since 1.24: most providers have an annotation for it",
      "the API server takes any text here and checks nothing",
    ],
    page: loadBalancerPage,
  },
  "spec.loadBalancerSourceRanges": {
    answer: "Only clients from these ranges come through the load balancer",
    values: "CIDR ranges such as `203.0.113.0/24`",
    fallback: "everybody",
    mind: [
      NODE_PORTS_STAY_OPEN,
      "a provider that has no such thing ignores it; since 1.36 bits beyond the prefix are refused",
    ],
    page: loadBalancerPage,
  },
  "metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]": {
    answer: "The older way to write `loadBalancerSourceRanges`: ranges with commas in between",
    mind: [
      NODE_PORTS_STAY_OPEN,
      "looked at only when the field is empty; refused on any type but LoadBalancer",
    ],
    page: loadBalancerPage,
  },
  "spec.allocateLoadBalancerNodePorts": {
    answer: "Whether a LoadBalancer gets node ports",
    values: "`true`, `false`",
    fallback: "`true`",
    page: nodePortAllocationPage,
    when: {
      true: { answer: "The LoadBalancer gets node ports, and they are open on every node" },
      false: {
        answer: "No node ports: for load balancers that reach pods by themselves",
        mind: [
          "one that needs node ports finds no way in; a `nodePort` that is written is reserved all the same",
          "ports that were given out before stay until their `nodePort` is removed",
        ],
      },
    },
  },
  "spec.healthCheckNodePort": {
    answer: "Where a load balancer asks a node whether it has ready pods of it: 200, or 503",
    values: "a port of the node port range",
    fallback: "the cluster picks one",
    mind: [
      "LoadBalancer with `externalTrafficPolicy: Local` only, and it cannot be changed afterwards",
      "one that is taken or out of range makes the API server answer 500",
    ],
    page: externalPolicyPage,
  },
};

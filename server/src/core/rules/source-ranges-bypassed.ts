import type { Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isEverywhere, isLoadBalancer, type SourceRanges, sourceRanges } from "./sourceRanges.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf } from "./words.ts";

const manifest = (more: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 198.51.100.0/24${more}
  selector:
    app: web
  ports:
    - port: 443
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
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
`;

export const sourceRangesBypassed = rule<Service>({
  code: "PTL303",
  name: "source-ranges-bypassed",
  severity: "information",
  levels: [
    { severity: "information", when: "ranges are set, and node ports are allocated" },
    { severity: "silent", when: "`allocateLoadBalancerNodePorts: false`, or a range that lets everybody in" },
  ],
  subject: isService,
  summary: "Source ranges guard the load balancer's address, not the node ports behind it.",
  why: `[\`loadBalancerSourceRanges\`](https://kubernetes.io/docs/tasks/access-application-cluster/configure-cloud-provider-firewall/#restrict-access-for-loadbalancer-service)
restricts who may come in by the load balancer's address. A LoadBalancer Service also gets a node port for each of its ports, open on
every node, and no range is checked there: whoever can reach a node reaches the pods.`,
  remedy: `If the balancer sends traffic to the pods, or to the nodes by the Service's own port, it needs no node ports: \`allocateLoadBalancerNodePorts:
false\` leaves them out (the quick fix). Many balancers do need them: then close the node port range in the firewall of the nodes, or let
a NetworkPolicy say who may reach the pods. A node port that a Service got once stays until it is removed from its \`ports\`.`,
  examples: {
    bad: [
      {
        yaml: manifest(""),
        note: "198.51.100.0/24 may use the balancer; anybody in reach of a node, its node port.",
      },
    ],
    good: [
      {
        yaml: manifest("\n  allocateLoadBalancerNodePorts: false"),
        note: "There is no way round the balancer.",
      },
    ],
  },
  *check(subject) {
    const ranges = sourceRanges(subject);
    if (isLoadBalancer(subject) && ranges && isNarrow(ranges) && hasNodePorts(subject))
      yield finding(subject, ranges);
  },
  fixes(_finding, subject) {
    if (subject.spec.ports.some((port) => port.nodePort !== undefined)) return [];
    return [
      {
        title: "Set allocateLoadBalancerNodePorts to `false`",
        safety: "suggestion",
        changes: [
          { type: "set", id: subject.id, path: ["spec", "allocateLoadBalancerNodePorts"], value: false },
        ],
      },
    ];
  },
});

function isNarrow({ ranges }: SourceRanges): boolean {
  return ranges.length > 0 && !ranges.some(isEverywhere);
}

/** A pinned node port is reserved whatever the switch says. */
function hasNodePorts({ spec }: Service): boolean {
  const allocate = spec.allocateLoadBalancerNodePorts;
  if (allocate !== undefined && !isKnown(allocate)) return false;
  return valueOf(allocate) !== false || spec.ports.some((port) => valueOf(port.nodePort) !== undefined);
}

function finding(subject: Service, { at, ranges }: SourceRanges): Finding {
  const pinned = subject.spec.ports.flatMap((port) => valueOf(port.nodePort) ?? []);
  const ports = pinned.length > 0 ? `node port ${listed(pinned.map(String))}` : "its node ports";
  const first = pinned.length > 0 ? "take the nodePort out and set" : "set";
  return {
    at,
    message:
      `Only ${listed(ranges)} may come in by the load balancer of ${nameOf(subject)}, but ${ports} ${pinned.length === 1 ? "is" : "are"} open on every node ` +
      `to whoever can reach one. Where the balancer does without node ports, ${first} \`allocateLoadBalancerNodePorts: false\`.`,
    related: [],
  };
}

import { nearest } from "../network/alike.ts";
import type { PolicyPortFault } from "../network/misfits.ts";
import type { Net, NetworkPolicy } from "../network/net.ts";
import { protocolOf } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { samePath } from "../value/path.ts";
import { type DeclaredPort, declaredPorts, portWords, referenceTo } from "./containerPorts.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isNetworkPolicy } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - ports:
        - port: ${port}
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
          ports:
            - name: http
              containerPort: 8080
`;

export const policyPortNameUnresolved = rule<NetworkPolicy>({
  code: "PTL704",
  name: "policy-port-name-unresolved",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "none of the pods that the rule is about declares the name, and all of them are in sight",
    },
    { severity: "hint", when: "something of the unit is missing" },
    {
      severity: "silent",
      when: "one of the pods declares it, some are not in sight, or `policyTypes` leaves the rule out",
    },
  ],
  subject: isNetworkPolicy,
  summary: "A NetworkPolicy names a port that no container of its pods declares.",
  why: `A named port of a policy is looked up, by name **and protocol**, among the container ports of the pods at the receiving end: the selected ones for
\`ingress\`, the peers for \`egress\`
([NetworkPolicyPort](https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec)). Where no pod declares
it, the entry admits nothing, and the API server does not mind. The names of a Service's ports do not count.`,
  remedy: "Write a name that the containers declare for this protocol, or the number.",
  examples: {
    bad: [{ yaml: manifests("web"), note: "The container's port is called `http`." }],
    good: [
      { yaml: manifests("http"), note: "The container declares it." },
      { yaml: manifests("8080"), note: "A number needs no declaration." },
    ],
  },
  *check(subject, net) {
    const severity = graded("warning", net);
    for (const each of severity ? faultsOf(subject, net) : [])
      if (severity) yield finding(subject, each, severity);
  },
  fixes({ at }, subject, net) {
    const fault = faultsOf(subject, net).find(({ path }) => samePath([...path, "port"], at.path));
    return fault ? fixesFor(subject, fault) : [];
  },
});

type NameFault = PolicyPortFault & {
  readonly fault: { readonly kind: "unresolved-name"; readonly name: string };
};

function faultsOf(subject: NetworkPolicy, net: Net): readonly NameFault[] {
  return net
    .policyPortFaults(subject.id)
    .flatMap((each) => (each.fault.kind === "unresolved-name" ? [{ ...each, fault: each.fault }] : []));
}

function protocolAt({ spec }: NetworkPolicy, { path }: NameFault): string {
  const port = spec.rules.flatMap(({ ports }) => ports).find((each) => samePath(each.path, path));
  return (port && valueOf(protocolOf(port))) ?? "TCP";
}

/** Of the right protocol, each once. */
function candidates(subject: NetworkPolicy, each: NameFault): readonly DeclaredPort[] {
  const protocol = protocolAt(subject, each);
  const ports = each.pods.flatMap(declaredPorts).filter((port) => port.protocol === protocol);
  return ports.filter(
    (port, index) => ports.findIndex((other) => portWords(other) === portWords(port)) === index,
  );
}

function finding(subject: NetworkPolicy, each: NameFault, severity: Severity): Finding {
  const { fault, path, pods } = each;
  const protocol = protocolAt(subject, each);
  const ports = candidates(subject, each);
  const declared =
    ports.length === 0
      ? `${pods.length === 1 ? "it declares" : "they declare"} no ${protocol} ports`
      : `declared ${ports.length === 1 ? "is" : "are"} ${listed(ports.map(portWords))}`;
  return {
    at: { id: subject.id, path: [...path, "port"], part: "value" },
    message:
      `No container of ${listed(pods.map(called), "or")} declares a ${protocol} port named ${quoted(fault.name)}; ${declared}. ` +
      `This entry of NetworkPolicy ${nameOf(subject)} admits nothing.`,
    severity,
    related: ports.slice(0, 4).flatMap((port) => {
      const workload = pods.find((pod) =>
        declaredPorts(pod).some((own) => portWords(own) === portWords(port)),
      );
      const at = workload && { id: workload.id, path: [...port.path, port.name ? "name" : "containerPort"] };
      return at ? [{ at: { ...at, part: "value" as const }, message: `declares ${portWords(port)}` }] : [];
    }),
  };
}

function fixesFor(subject: NetworkPolicy, each: NameFault): readonly Fix[] {
  const ports = candidates(subject, each);
  const near = nearest(
    each.fault.name,
    ports.flatMap(({ name }) => name ?? []),
  );
  const first = ports.filter(({ name }) => near !== undefined && name === near);
  return [...first, ...ports.filter((port) => !first.includes(port))].slice(0, 3).map((port) => ({
    title: `Set port to ${portWords(port)}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path: [...each.path, "port"], value: referenceTo(port) }],
  }));
}

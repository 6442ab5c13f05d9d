import type { PolicyPortFault } from "../network/misfits.ts";
import type { Net, NetworkPolicy, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { samePath } from "../value/path.ts";
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
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: 8080
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

export const policyNamesServicePort = rule<NetworkPolicy>({
  code: "PTL703",
  name: "policy-names-service-port",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "no pod that the rule is about uses the number, and a Service of theirs has it in front of another",
    },
    { severity: "hint", when: "something of the unit is missing" },
    {
      severity: "silent",
      when: "the rule lists the pods' port as well, some of the pods are not in sight, or `policyTypes` leaves the rule out",
    },
  ],
  subject: isNetworkPolicy,
  summary: "A NetworkPolicy lists the port of a Service instead of the port of its pods.",
  why: `A policy sees a connection after the Service has translated it: the address is a pod's, and the port is the \`targetPort\`
([NetworkPolicyPort](https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec): "the port on the given
protocol"). Services and their ports are nothing to it. A rule with the Service's \`port\` opens a port on which the pods do not listen, and leaves
the one in use shut.`,
  remedy: "Write the port of the pods, by number or by the container port's name. The quick fix does.",
  examples: {
    bad: [{ yaml: manifests("80"), note: "80 is the Service's port; the pods listen on 8080." }],
    good: [
      { yaml: manifests("8080"), note: "The pods' own port." },
      { yaml: manifests("http"), note: "The same, by name." },
    ],
  },
  *check(subject, net) {
    const severity = graded("warning", net);
    for (const each of severity ? faultsOf(subject, net) : [])
      if (severity) yield finding(subject, each, severity, net);
  },
  fixes({ at }, subject, net) {
    const fault = faultsOf(subject, net).find(({ path }) => samePath([...path, "port"], at.path));
    return fault ? fixesFor(subject, fault, net) : [];
  },
});

type ServicePortFault = PolicyPortFault & {
  readonly fault: { readonly kind: "service-port"; readonly service: Service; readonly index: number };
};

function faultsOf(subject: NetworkPolicy, net: Net): readonly ServicePortFault[] {
  return net
    .policyPortFaults(subject.id)
    .flatMap((each) => (each.fault.kind === "service-port" ? [{ ...each, fault: each.fault }] : []));
}

/** The one number behind the Service's port, and its name where the pods agree on one. */
function behind({ fault, pods }: ServicePortFault, net: Net) {
  const target = net.targets(fault.service.id).find(({ index }) => index === fault.index);
  const ids = new Set(pods.map(({ id }) => id));
  const found = (target?.pods ?? [])
    .filter(({ workload }) => ids.has(workload.id))
    .map(({ answer }) => answer);
  const numbers = new Set(found.flatMap((answer) => ("port" in answer ? [answer.port] : [])));
  const names = new Set(found.map((answer) => (answer.kind === "declared" ? answer.name : undefined)));
  return { numbers: [...numbers], name: names.size === 1 ? [...names][0] : undefined };
}

function finding(subject: NetworkPolicy, each: ServicePortFault, severity: Severity, net: Net): Finding {
  const { fault, path, pods } = each;
  const number = valueOf(fault.service.spec.ports[fault.index]?.port);
  const { numbers } = behind(each, net);
  const listen = pods.length === 1 ? "listens" : "listen";
  return {
    at: { id: subject.id, path: [...path, "port"], part: "value" },
    message:
      `${number} is the port of Service ${nameOf(fault.service)}; ${listed(pods.map(called))} behind it ${listen} on ${listed(numbers.map(String)) || "another"}. ` +
      "A policy sees the pods' ports only, so this opens a port that nobody uses.",
    severity,
    related: [
      {
        at: { id: fault.service.id, path: ["spec", "ports", fault.index, "port"], part: "value" },
        message: `port ${number} of Service ${nameOf(fault.service)}`,
      },
    ],
  };
}

function fixesFor(subject: NetworkPolicy, each: ServicePortFault, net: Net): readonly Fix[] {
  const { numbers, name } = behind(each, net);
  const [number, ...others] = numbers;
  const set = (value: string | number): Fix => ({
    title: `Set port to ${typeof value === "number" ? value : `${quoted(value)} (${number})`}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path: [...each.path, "port"], value }],
  });
  if (name !== undefined && others.length > 0) return [set(name)];
  if (number === undefined || others.length > 0) return [];
  return name === undefined ? [set(number)] : [set(number), set(name)];
}

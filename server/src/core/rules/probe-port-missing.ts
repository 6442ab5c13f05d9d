import { nearest } from "../network/alike.ts";
import type { Net, Workload } from "../network/net.ts";
import { isRunAsWritten, type Probed, probedPorts } from "../network/probedPorts.ts";
import { isFamily, type Resource } from "../resources/resource.ts";
import type { Container, Probe } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { called, listed, quoted } from "./words.ts";

const manifest = (port: string) => `apiVersion: apps/v1
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
          readinessProbe:
            httpGet:
              path: /ready
              port: ${port}
`;

export const probePortMissing = rule<Workload>({
  code: "PTL204",
  name: "probe-port-missing",
  severity: "error",
  levels: [
    {
      severity: "error",
      when: "a name that no port of the probe's own container has, or a number in quotes",
    },
    { severity: "warning", when: "such a name, where something of the unit is missing" },
    {
      severity: "hint",
      when: "a number that no container of the pod declares, though the probe's own declares others",
    },
    {
      severity: "silent",
      when: "the container declares no ports and the probe goes to a number; gRPC probes, which take numbers only",
    },
  ],
  subject: hasProbes,
  summary: "A probe asks a port that its container does not have.",
  why: `The kubelet looks a named \`port\` of \`httpGet\` and \`tcpSocket\` up among the ports of **the probe's own container**
([configure probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port)).
If none has the name, the probe fails each time: a readiness probe then keeps the pod out of every Service, and a liveness or
startup probe restarts the container over and over. A number is asked whether it is declared or not. A number in quotes is a name,
which the API server refuses.`,
  remedy: `Write a name that the container declares, or the number itself. The quick fix is safe where one name is plainly meant, or only the
quotes are too many.`,
  examples: {
    bad: [
      { yaml: manifest("htpp"), note: "The container's port is called `http`: the pods never get ready." },
      { yaml: manifest('"8080"'), note: "A number in quotes is a name." },
    ],
    good: [
      { yaml: manifest("http"), note: "The name is declared by the same container." },
      { yaml: manifest("8080"), note: "A number needs no declaration." },
    ],
  },
  *check(subject, net) {
    for (const each of probedPorts(subject)) {
      const severity = severityOf(subject, each, net);
      if (severity) yield finding(subject, each, severity);
    }
  },
  fixes(finding, subject, net) {
    const each = probedPorts(subject).find((probe) => probe.path.join() === finding.at.path.join());
    return each ? fixesFor(subject, each, net) : [];
  },
});

function hasProbes(resource: Resource): resource is Workload {
  return isFamily(resource, "workload") && isRunAsWritten(resource);
}

function namesOf({ ports }: Container): readonly string[] {
  return ports.flatMap((port) => valueOf(port.name) ?? []);
}

function numbersOf({ ports }: Container): readonly number[] {
  return ports.flatMap((port) => valueOf(port.containerPort) ?? []);
}

function severityOf(subject: Workload, { container, port }: Probed, net: Net): Severity | undefined {
  if (typeof port === "string") {
    if (isNumeric(port)) return "error";
    return namesOf(container).includes(port) ? undefined : graded("error", net);
  }
  const isDeclared = subject.spec.containers.some((each) => numbersOf(each).includes(port));
  const isOpen = subject.spec.containers.some((each) => each.open);
  return isDeclared || isOpen || container.ports.length === 0 ? undefined : "hint";
}

function isNumeric(name: string): boolean {
  return /^\d+$/.test(name);
}

function finding(subject: Workload, each: Probed, severity: Severity): Finding {
  const { container, port, path } = each;
  const quotes = typeof port === "string" && isNumeric(port);
  return {
    at: { id: subject.id, path, part: "value" },
    message: messageOf(subject, each),
    severity,
    ...(quotes ? { apiError: "Invalid" as const } : {}),
    related: container.ports.slice(0, 4).map((declared) => ({
      at: {
        id: subject.id,
        path: [...path.slice(0, -3), "ports", declared.index, declared.name ? "name" : "containerPort"],
        part: "value",
      },
      message: `container ${nameOfContainer(container)} declares ${wordsFor(declared)}`,
    })),
  };
}

function messageOf(subject: Workload, { container, probe, port }: Probed): string {
  const name = nameOfContainer(container);
  const declared = container.ports.map(wordsFor);
  const has =
    declared.length === 0
      ? "it declares no ports"
      : `declared ${declared.length === 1 ? "is" : "are"} ${listed(declared)}`;
  if (typeof port === "number")
    return `Container ${name} of ${called(subject)} does not declare port ${port}; ${has}. The ${probe.field} fails unless something listens there.`;
  if (isNumeric(port))
    return `${quoted(`"${port}"`)} in quotes is the name of a port, not its number, and a name needs a letter: the API server refuses it. Write ${port} without quotes.`;
  return `Container ${name} of ${called(subject)} has no port named ${quoted(port)}; ${has}. ${consequence(probe)}`;
}

function consequence({ field }: Probe): string {
  return field === "readinessProbe"
    ? "The readinessProbe always fails, so no Service sends the pods traffic."
    : `The ${field} always fails, so the container is restarted over and over.`;
}

function nameOfContainer(container: Container): string {
  return valueOf(container.name) ?? String(container.index);
}

function wordsFor(port: Container["ports"][number]): string {
  const name = valueOf(port.name);
  const number = valueOf(port.containerPort) ?? 0;
  return name === undefined ? String(number) : `${quoted(name)} (${number})`;
}

function fixesFor(subject: Workload, { container, port, path }: Probed, net: Net): readonly Fix[] {
  const set = (value: string | number, safety: Fix["safety"]): Fix => ({
    title: `Set the probe's port to ${typeof value === "number" ? value : quoted(value)}`,
    safety,
    changes: [{ type: "set", id: subject.id, path, value }],
  });
  if (typeof port === "string" && isNumeric(port)) return [set(Number(port), "safe")];
  const near = typeof port === "string" ? nearest(port, namesOf(container)) : undefined;
  if (near !== undefined) return [set(near, net.complete ? "safe" : "suggestion")];
  const offered = container.ports.flatMap(
    (each) => valueOf<string | number>(each.name ?? each.containerPort) ?? [],
  );
  return offered.slice(0, 3).map((value) => set(value, "suggestion"));
}

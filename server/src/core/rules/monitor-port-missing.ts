import { nearest } from "../network/alike.ts";
import type { Monitor, Net, Service, Workload } from "../network/net.ts";
import type { MonitorPort } from "../network/referenceAnswers.ts";
import { isFamily } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { declaredPorts, portWords } from "./containerPorts.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isMonitor } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  endpoints:
    - port: ${port}
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  labels:
    app: cart
spec:
  selector:
    app: cart
  ports:
    - name: http-metrics
      port: 9090
      targetPort: metrics
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  labels:
    app: cart
spec:
  containers:
    - name: web
      image: example.com/cart:1
      ports:
        - name: metrics
          containerPort: 9090
`;

type Lost = Extract<MonitorPort, { kind: "missing" | "number" }>;

export const monitorPortMissing = rule<Monitor>({
  code: "PTL604",
  name: "monitor-port-missing",
  severity: "error",
  levels: [
    { severity: "error", when: "`port` is a number: the API server refuses it" },
    { severity: "warning", when: "nothing that the monitor selects has a port of that name" },
    { severity: "information", when: "so it is, but another endpoint of the monitor finds its port" },
    { severity: "hint", when: "either, in a unit of which something is missing" },
    {
      severity: "silent",
      when: "the monitor selects nothing for certain, or everything; or a proxy that is added to the pods has the port",
    },
  ],
  subject: isMonitor,
  summary: "A ServiceMonitor or PodMonitor names a port that what it selects does not have.",
  why: `A ServiceMonitor's
[\`endpoints[].port\`](https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint) is the **name of a port of the
Service**: not its number, and not the name that the container gives to the port behind it. A PodMonitor's
\`podMetricsEndpoints[].port\` is the name of a container port. A port that is not found makes no target, so nothing is scraped and
nothing is down.`,
  remedy: `Write the name of the Service's port; the quick fix takes the one that is meant. A port without a name needs one: Prometheus cannot
ask for it by number.`,
  examples: {
    bad: [
      {
        yaml: manifests("metrics"),
        note: "`metrics` is the container's name for it, the Service's is `http-metrics`.",
      },
      { yaml: manifests("9090"), note: "A number where a name belongs." },
    ],
    good: [{ yaml: manifests("http-metrics"), note: "The name of the Service's port." }],
  },
  *check(subject, net) {
    const answers = net.monitorPorts(subject.id);
    const others = answers.some(({ kind }) => kind === "found");
    for (const [index, answer] of answers.entries()) {
      if (answer.kind !== "missing" && answer.kind !== "number") continue;
      const severity = severityOf(answer, others ? "information" : "warning", net);
      const path = pathOf(subject, index);
      if (!severity || !path) continue;
      const refused = answer.kind === "number" ? { apiError: "Invalid" as const } : {};
      yield { ...finding(subject, answer, path), ...refused, severity, data: index };
    }
  },
  fixes(finding, subject, net) {
    const index = Number(finding.data);
    const answer = net.monitorPorts(subject.id)[index];
    const path = pathOf(subject, index);
    if (!path || (answer?.kind !== "missing" && answer?.kind !== "number")) return [];
    return answer.targets.length === 1 ? fixes(subject, answer, path, net) : [];
  },
});

/** Where an operator may make what is selected, only a name that is plainly meant is told. */
function severityOf(answer: Lost, level: Severity, net: Net): Severity | undefined {
  if (answer.kind === "number") return "error";
  const isPlain = answer.targets.some((target) => aliasOf(portsOf(target), answer.name) !== undefined);
  return answer.isSeen || isPlain ? graded(level, net) : undefined;
}

function pathOf(subject: Monitor, index: number): Path | undefined {
  const endpoint = subject.spec.endpoints[index];
  return endpoint && [...endpoint.path, "port"];
}

function finding(subject: Monitor, answer: Lost, path: Path): Finding {
  const [first] = answer.targets;
  const isPods = subject.spec.selects === "pods";
  const owner = isPods ? "container" : "Service";
  const message =
    answer.kind === "number"
      ? `\`port\` takes the name of a ${owner} port, not a number: the API server refuses ${answer.number}${first ? `; ${has(first, answer.number)}` : ""}.`
      : `${listed(answer.targets.map(called))} ${answer.targets.length > 1 ? "have" : "has"} no port named ${quoted(answer.name)}${first ? `; ${has(first, answer.name)}` : ""}. Prometheus gets no target there.`;
  return {
    at: { id: subject.id, path, part: "value" },
    message,
    related: answer.targets.slice(0, 3).map((target) => ({
      at: { id: target.id, path: ["metadata", "name"], part: "value" },
      message: called(target),
    })),
  };
}

/** What there is instead, what is meant before all else. */
function has(target: Service | Workload, wanted: string | number): string {
  const ports = portsOf(target);
  const meant = meantPort(ports, wanted);
  if (ports.length === 0) return "it declares no ports";
  if (!meant) return `it has ${listed(ports.map((port) => port.words))}`;
  if (meant.name !== undefined) return `perhaps ${meant.words} is meant`;
  return `its port ${meant.words} has no name`;
}

interface NamedPort {
  readonly name: string | undefined;
  readonly words: string;
  /** By what people may call it: its number, and the target behind it. */
  readonly aliases: readonly string[];
  readonly path: Path;
}

function portsOf(target: Service | Workload): readonly NamedPort[] {
  if (!isFamily(target, "service")) {
    return declaredPorts(target).map((port) => ({
      name: port.name,
      words: portWords(port),
      aliases: [String(port.number)],
      path: port.path,
    }));
  }
  return target.spec.ports.map((port) => {
    const name = valueOf(port.name);
    const number = valueOf(port.port);
    const words =
      name === undefined ? String(number ?? port.index) : `${quoted(name)} (${number ?? port.index})`;
    const aliases = [number, valueOf(port.targetPort)].flatMap((each) =>
      each === undefined ? [] : [String(each)],
    );
    return { name, words, aliases, path: ["spec", "ports", port.index] };
  });
}

/** The port of that number or target, the one of the nearest name, or the only one. */
function meantPort(ports: readonly NamedPort[], wanted: string | number): NamedPort | undefined {
  const [only, ...others] = ports;
  return aliasOf(ports, wanted) ?? (others.length === 0 ? only : undefined);
}

function aliasOf(ports: readonly NamedPort[], wanted: string | number): NamedPort | undefined {
  const called = ports.find(({ aliases }) => aliases.includes(String(wanted)));
  if (called) return called;
  const near = nearest(
    String(wanted),
    ports.flatMap(({ name }) => name ?? []),
  );
  return near === undefined ? undefined : ports.find(({ name }) => name === near);
}

function fixes(subject: Monitor, answer: Lost, path: Path, net: Net): readonly Fix[] {
  const [target] = answer.targets;
  if (!target) return [];
  const ports = portsOf(target);
  const wanted = answer.kind === "number" ? answer.number : answer.name;
  const meant = meantPort(ports, wanted);
  if (meant && meant.name === undefined && typeof wanted === "string") {
    const changes = [{ type: "set" as const, id: target.id, path: [...meant.path, "name"], value: wanted }];
    return [
      {
        title: `Name port ${meant.words} of ${called(target)} ${quoted(wanted)}`,
        safety: "suggestion",
        changes,
      },
    ];
  }
  const offered = meant ? [meant] : ports;
  return offered.slice(0, 3).flatMap(({ name }): readonly Fix[] => {
    if (name === undefined) return [];
    const changes = [{ type: "set" as const, id: subject.id, path, value: name }];
    const safety = meant && net.complete ? "safe" : "suggestion";
    return [{ title: `Change port to ${quoted(name)}`, safety, changes }];
  });
}

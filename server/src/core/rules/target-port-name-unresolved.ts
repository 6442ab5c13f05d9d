import { nearest } from "../network/alike.ts";
import type { Net, PodPort, PortTarget, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type DeclaredPort, declaredPorts, declaredWords, portWords, referenceTo } from "./containerPorts.ts";
import { type Finding, type Fix, type Related, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const manifests = (targetPort: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: ${targetPort}
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

export const targetPortNameUnresolved = rule<Service>({
  code: "PTL201",
  name: "target-port-name-unresolved",
  severity: "error",
  levels: [
    { severity: "error", when: "no selected pod declares a port of that name" },
    {
      severity: "warning",
      when: "some selected pods declare it, others do not; or pods that cannot be seen here may",
    },
    { severity: "silent", when: "the containers of the selected pods are not fully known" },
  ],
  subject: isService,
  summary: "A Service's targetPort names a port that no container of its pods declares.",
  why: `A name in [\`targetPort\`](https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports) is looked up among
the container ports of each selected pod, with the same protocol. A pod that declares no port of that name is left out of the
Service's endpoints for that port. The API server does not check it, and a quoted number (\`targetPort: "8080"\`) is a name,
too.`,
  remedy: `Write the name that the container declares, or its number. The quick fix takes the name most like the one written, and
counts as safe when every selected pod declares it; where no name is alike, every declared port is offered. A container port
without a name can be given the name instead.`,
  examples: {
    bad: [{ yaml: manifests("htpp"), note: "The container's port is called `http`." }],
    good: [
      {
        yaml: manifests("http"),
        note: "The name is declared; its number may change without touching the Service.",
      },
      { yaml: manifests("8080"), note: "A number needs no declaration." },
    ],
  },
  *check(subject, net) {
    for (const target of net.targets(subject.id)) {
      const failing = target.pods.filter(isMissing);
      if (typeof target.target !== "string" || failing.length === 0) continue;
      const severity = isCertain(subject, target, net) ? "error" : "warning";
      yield finding(subject, target, target.target, failing, severity);
    }
  },
  fixes(finding, subject, net) {
    const index = finding.at.path[2];
    const target = net.targets(subject.id).find((each) => each.index === index);
    return target ? fixesFor(subject, target, net) : [];
  },
});

/** Every pod that may be selected is seen, and none declares it. */
function isCertain(subject: Service, target: PortTarget, net: Net): boolean {
  return net.complete && net.selection(subject.id).possible.length === 0 && target.pods.every(isMissing);
}

/** Kubernetes looks for name and protocol together. */
function isMissing({ answer }: PodPort): boolean {
  return answer.kind === "unresolved" || answer.kind === "other-protocol";
}

function finding(
  subject: Service,
  target: PortTarget,
  name: string,
  failing: readonly PodPort[],
  severity: Severity,
): Finding {
  const number = valueOf(subject.spec.ports[target.index]?.port);
  const others = target.pods.filter((pod) => !failing.includes(pod) && pod.answer.kind === "declared");
  const but =
    others.length > 0
      ? `, though ${listed(others.map((pod) => called(pod.workload)))} ${others.length === 1 ? "does" : "do"}`
      : "";
  const whose = listed(
    failing.map((pod) => called(pod.workload)),
    "or",
  );
  const none = failing.length === target.pods.length ? "no pod" : "none of these pods";
  const quotes = isNumeric(name) ? " A number in quotes is a name." : "";
  return {
    at: { id: subject.id, path: pathOf(target), part: "value" },
    message:
      `No container of ${whose} declares a port named ${quoted(name)}${but}; ${instead(failing)}.${quotes} ` +
      `Port ${number ?? target.index} of Service ${nameOf(subject)} leads to ${none}.`,
    severity,
    ...(isNumeric(name) ? { apiError: "Invalid" as const } : {}),
    related: failing.flatMap(otherSide).slice(0, 4),
  };
}

function isNumeric(name: string): boolean {
  return /^\d+$/.test(name);
}

function instead(failing: readonly PodPort[]): string {
  if (failing.length === 1) return failing.map(declaredBy).join();
  return listed(failing.map((pod) => `for ${called(pod.workload)}, ${declaredBy(pod)}`));
}

function declaredBy({ answer, workload }: PodPort): string {
  return answer.kind === "other-protocol"
    ? `it is declared for ${answer.protocol} only`
    : declaredWords(workload);
}

function otherSide(pod: PodPort): readonly Related[] {
  return declaredPorts(pod.workload).map((port) => ({
    at: {
      id: pod.workload.id,
      path: [...port.path, port.name === undefined ? "containerPort" : "name"],
      part: "value",
    },
    message: `container ${port.container} of ${called(pod.workload)} declares ${portWords(port)}`,
  }));
}

function pathOf(target: PortTarget): Path {
  return ["spec", "ports", target.index, "targetPort"];
}

function fixesFor(subject: Service, target: PortTarget, net: Net): readonly Fix[] {
  const written = String(target.target);
  const protocol = subject.spec.ports[target.index]?.protocol;
  const wanted = protocol === undefined ? "TCP" : valueOf(protocol);
  const perPod = target.pods
    .filter(isMissing)
    .map((pod) => declaredPorts(pod.workload).filter((port) => port.protocol === wanted));
  const [first = [], ...rest] = perPod;
  const shared = first.filter((port) =>
    rest.every((ports) => ports.some((other) => referenceTo(other) === referenceTo(port))),
  );
  const near = nearPort(written, shared);
  const safety = near && isCertain(subject, target, net) ? "safe" : "suggestion";
  const others = shared.filter((port) => port !== near);
  // Where one answer is right, the others are noise.
  const offered = [...(near ? [near] : []), ...(safety === "safe" ? [] : others)];
  const set = (port: DeclaredPort): Fix => {
    const value = isNumeric(written) && port === near ? port.number : referenceTo(port);
    const title = `Set targetPort to ${value === port.number ? port.number : portWords(port)}`;
    return { title, safety, changes: [{ type: "set", id: subject.id, path: pathOf(target), value }] };
  };
  return [
    ...offered.slice(0, 3).map(set),
    ...(near ? [] : naming(target, written)),
    ...(shared.length > 0 ? [] : probed(subject, target)),
  ];
}

/** Where no port is declared, the one that the probes ask is where the container listens. */
function probed(subject: Service, target: PortTarget): readonly Fix[] {
  const pods = target.pods.filter(isMissing);
  if (pods.some(({ workload }) => declaredPorts(workload).length > 0)) return [];
  const asked = pods.flatMap(({ workload }) => workload.spec.containers.flatMap(({ probes }) => probes));
  const ports = new Set(asked.map(({ port }) => valueOf(port)).filter((port) => typeof port === "number"));
  const [port, ...others] = ports;
  if (port === undefined || others.length > 0) return [];
  const title = `Set targetPort to ${port}, which the probes ask`;
  return [
    {
      title,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path: pathOf(target), value: port }],
    },
  ];
}

/** The port of the nearest name; of a number in quotes, the port of that number. */
function nearPort(written: string, ports: readonly DeclaredPort[]): DeclaredPort | undefined {
  if (isNumeric(written)) return ports.find((port) => port.number === Number(written));
  const names = ports.flatMap((port) => (port.name === undefined ? [] : [port.name]));
  const near = nearest(written, names);
  return near === undefined ? undefined : ports.find((port) => port.name === near);
}

/** A port without a name may be the one that was meant. */
function naming(target: PortTarget, written: string): readonly Fix[] {
  if (!/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(written) || written.length > 15) return [];
  const [pod, ...others] = target.pods.filter(isMissing);
  if (!pod || others.length > 0) return [];
  const [port, ...more] = declaredPorts(pod.workload).filter((each) => each.name === undefined);
  if (!port || more.length > 0) return [];
  return [
    {
      title: `Name port ${port.number} of container ${port.container} ${quoted(written)}`,
      safety: "suggestion",
      changes: [{ type: "set", id: pod.workload.id, path: [...port.path, "name"], value: written }],
    },
  ];
}

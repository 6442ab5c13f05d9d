import type { PodPort, PortTarget, Service } from "../network/net.ts";
import { protocolOf } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed } from "./words.ts";

const manifests = (protocol: string) => `apiVersion: v1
kind: Service
metadata:
  name: stats
spec:
  selector:
    app: stats
  ports:
    - port: 8125${protocol}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: stats
spec:
  selector:
    matchLabels:
      app: stats
  template:
    metadata:
      labels:
        app: stats
    spec:
      containers:
        - name: statsd
          image: example.com/statsd:1
          ports:
            - containerPort: 8125
              protocol: UDP
`;

export const targetPortProtocol = rule<Service>({
  code: "PTL203",
  name: "target-port-protocol",
  severity: "information",
  levels: [
    { severity: "information", when: "every selected pod declares the number for another protocol only" },
    {
      severity: "hint",
      when: "another port of the Service leads to the same number with the protocol that is declared",
    },
    {
      severity: "silent",
      when: "some of the pods declare it for this protocol, or declare nothing of this number",
    },
  ],
  subject: isService,
  summary: "A Service sends one protocol to a number that its pods declare for another.",
  why: `\`protocol\` is TCP where it is not written, in a Service and in a container alike
([protocols for Services](https://kubernetes.io/docs/reference/networking/service-protocols/)). TCP 8125 and UDP 8125 are different
ports: if nothing listens for the protocol that the Service forwards, its traffic is lost. \`containerPort\` is information, so a
program may well serve both on one number and declare one; then nothing is wrong but the declaration.`,
  remedy: `If the program speaks what the container declares, write that protocol into the Service's port, as the quick fix does. If it serves
both, declare both.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "The Service forwards TCP, the container declares UDP." }],
    good: [{ yaml: manifests("\n      protocol: UDP"), note: "Both say UDP." }],
  },
  *check(subject, net) {
    for (const target of net.targets(subject.id)) {
      const protocol = otherProtocol(target);
      // What is no protocol at all is refused, which is another matter.
      if (protocol !== undefined && PROTOCOLS.has(ownProtocol(subject, target)))
        yield finding(subject, target, protocol);
    }
  },
  fixes(finding, subject, net) {
    const index = finding.at.path[2];
    const target = net.targets(subject.id).find((each) => each.index === index);
    const protocol = target && otherProtocol(target);
    if (!target || protocol === undefined || isServedBoth(subject, target, protocol)) return [];
    const path = ["spec", "ports", target.index, "protocol"];
    const changes = [{ type: "set", id: subject.id, path, value: protocol } as const];
    return [{ title: `Set protocol to ${protocol}`, safety: "suggestion", changes }];
  },
});

/** What a Service may forward. */
const PROTOCOLS: ReadonlySet<string> = new Set(["TCP", "UDP", "SCTP"]);

function ownProtocol({ spec }: Service, { index }: PortTarget): string {
  const port = spec.ports[index];
  return (port && valueOf(protocolOf(port))) ?? "";
}

/** The one protocol for which all pods declare the number; names are PTL201's to tell. */
function otherProtocol({ target, pods }: PortTarget): string | undefined {
  const protocols = new Set(pods.map(protocolIn));
  const [protocol, ...more] = protocols;
  return typeof target === "number" && more.length === 0 ? protocol : undefined;
}

function protocolIn({ answer }: PodPort): string | undefined {
  return answer.kind === "other-protocol" ? answer.protocol : undefined;
}

function isServedBoth(subject: Service, { target, index }: PortTarget, protocol: string): boolean {
  return subject.spec.ports.some(
    (port) =>
      port.index !== index &&
      valueOf(port.targetPort ?? port.port) === target &&
      valueOf(protocolOf(port)) === protocol,
  );
}

function finding(subject: Service, target: PortTarget, protocol: string): Finding {
  const port = subject.spec.ports[target.index];
  const own = ownProtocol(subject, target);
  const implied = port?.protocol === undefined ? " (what a port without `protocol` means)" : "";
  const severity: Severity = isServedBoth(subject, target, protocol) ? "hint" : "information";
  return {
    at: {
      id: subject.id,
      path: ["spec", "ports", target.index, port?.protocol === undefined ? "port" : "protocol"],
      part: "value",
    },
    message:
      `Port ${valueOf(port?.port) ?? target.index} forwards ${own}${implied}, but ` +
      `${listed(target.pods.map((pod) => called(pod.workload)))} ${target.pods.length > 1 ? "declare" : "declares"} ${target.target} for ${protocol} only. ` +
      `It works only if the program listens for ${own}, too.`,
    severity,
    related: target.pods.flatMap(({ workload, answer }) =>
      answer.kind === "other-protocol"
        ? [
            {
              at: {
                id: workload.id,
                path: [...workload.spec.podPath, ...answer.path],
                part: "item" as const,
              },
              message: `container ${answer.container} of ${called(workload)} declares ${answer.port} for ${protocol}`,
            },
          ]
        : [],
    ),
  };
}

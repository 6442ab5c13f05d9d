import type { Net, Service } from "../network/net.ts";
import type { ServicePort } from "../resources/service.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { nameOf, quoted } from "./words.ts";

const manifest = (port: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    ${port}
`;

export const portWithoutName = rule<Service>({
  code: "PTL903",
  name: "port-without-name",
  severity: "hint",
  offByDefault: true,
  levels: [
    { severity: "hint", when: "the only port of a Service has no name" },
    { severity: "silent", when: "of several ports one has no name: the API server refuses that" },
  ],
  subject: isService,
  summary: "A Service's only port has no name.",
  why: `A port needs a name only [beside others](https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services). But what refers to it by name
stays right when the number changes: an Ingress backend, a ServiceMonitor. SRV records are made for named ports only, a mesh guesses the protocol
from the name, and the day a second port comes the first has to be named anyway.`,
  remedy:
    "Name it after its protocol: `http`, `grpc`, `postgres`. The quick fix takes the name that the container gives the port.",
  examples: {
    bad: [{ yaml: manifest("- port: 80"), note: "Only its number can be used." }],
    good: [{ yaml: manifest("- name: http\n      port: 80"), note: "An Ingress can say `http`." }],
  },
  *check(subject) {
    const port = namelessPort(subject);
    if (port) yield finding(subject, port);
  },
  fixes(_finding, subject, net) {
    const port = namelessPort(subject);
    const name = port && nameInPods(subject, port, net);
    if (!port || name === undefined) return [];
    const changes = [
      { type: "set", id: subject.id, path: ["spec", "ports", port.index, "name"], value: name } as const,
    ];
    return [{ title: `Name the port ${quoted(name)}`, safety: "suggestion", changes }];
  },
});

function namelessPort({ spec }: Service): ServicePort | undefined {
  const [port, ...others] = spec.ports;
  const isOnly = port !== undefined && others.length === 0 && valueOf(spec.type) !== "ExternalName";
  return isOnly && port.name === undefined ? port : undefined;
}

/** The name that all selected pods give it. */
function nameInPods(subject: Service, { index }: ServicePort, net: Net): string | undefined {
  const target = net.targets(subject.id).find((each) => each.index === index);
  const names = new Set(
    (target?.pods ?? []).map(({ answer }) => (answer.kind === "declared" ? answer.name : undefined)),
  );
  const [name, ...others] = names;
  return others.length === 0 ? name : undefined;
}

function finding(subject: Service, port: ServicePort): Finding {
  const number = valueOf(port.port);
  return {
    at: { id: subject.id, path: ["spec", "ports", port.index, "port"], part: "value" },
    message: `Port ${number ?? port.index} of Service ${nameOf(subject)} has no name: it has no SRV record, and what refers to it must know the number.`,
    related: [],
  };
}

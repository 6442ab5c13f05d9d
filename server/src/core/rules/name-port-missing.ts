import type { NamedPort, ServiceName } from "../network/naming.ts";
import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { atStretch, type HostNaming, hostNamings, portText, rewrite } from "./hostNames.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (url: string) => `apiVersion: v1
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
        - containerPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      env:
        - name: CART_URL
          value: ${url}
`;

type MissingPort = Extract<NamedPort, { kind: "missing" }>;

interface Missing extends HostNaming {
  readonly service: Service;
  readonly port: MissingPort;
}

export const namePortMissing = rule<Resource>({
  code: "PTL521",
  name: "name-port-missing",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the port is written, and the Service does not have it" },
    {
      severity: "information",
      when: "the URL names no port, and the Service does not have the one of its scheme: the client may add it",
    },
    { severity: "hint", when: "something of the unit is missing: each level is one step milder there" },
    {
      severity: "silent",
      when: "the Service is headless (the pods are dialled by their own ports), or a port of it is not known",
    },
  ],
  subject: isAny,
  summary: "A URL or `host:port` names a port that the Service does not have.",
  why: `Clients of a Service dial its [\`port\`](https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports);
\`targetPort\` is where the pods listen, \`nodePort\` where the nodes do. On any other port nothing answers at the Service's address:
the connection is refused or hangs.`,
  remedy: `Write a port that the Service has, or add this one to it. The quick fix takes the port behind which the pods listen on the
number, or the Service's only one.`,
  examples: {
    bad: [{ yaml: manifests("http://cart:8080"), note: "8080 is the pods' port; the Service's is 80." }],
    good: [
      { yaml: manifests("http://cart:80/items"), note: "The Service's own port." },
      { yaml: manifests("http://cart"), note: "`http` means port 80." },
    ],
  },
  *check(subject, net) {
    for (const missing of missingIn(subject, net)) {
      const severity = graded(missing.port.implied ? "information" : "warning", net);
      if (severity) yield { ...finding(subject, missing), severity };
    }
  },
  fixes(finding, subject, net) {
    const missing = missingIn(subject, net).find(({ index }) => index === finding.data);
    if (!missing) return [];
    const { ports } = missing.service.spec;
    const meant = meantPort(missing.service, missing.port);
    const offered = meant ? [meant] : ports.slice(0, 3);
    const isSafe = net.complete && missing.port.targetIndex !== undefined && !missing.port.implied;
    return offered.flatMap((port) => fixTo(subject, missing, port, isSafe ? "safe" : "suggestion"));
  },
});

function missingIn(subject: Resource, net: Net): readonly Missing[] {
  return hostNamings(subject, net).flatMap((naming) => {
    const { answer } = naming;
    if (answer.kind !== "service" || answer.port.kind !== "missing") return [];
    return [{ ...naming, ...serviceAndPort(answer, answer.port) }];
  });
}

function serviceAndPort({ service }: ServiceName<Service>, port: MissingPort) {
  return { service, port };
}

function finding(subject: Resource, missing: Missing): Finding {
  const { service, port, mention, index } = missing;
  const { number, implied } = port;
  const { ports } = service.spec;
  const behind = ports.find((each) => each.index === port.targetIndex);
  const onNodes = ports.find((each) => each.index === port.nodeIndex);
  const has = behind
    ? `pods listen on ${number} behind port ${portText(behind)}`
    : onNodes
      ? `${number} is the nodePort of port ${portText(onNodes)}, open on nodes only`
      : `it has ${listed(ports.map(portText))}`;
  const what = implied ? `port ${number}, which ${quoted(`${mention.scheme}:`)} means` : `port ${number}`;
  const advice = implied ? " The client has to be told the port, here or elsewhere." : "";
  return {
    at: atStretch(subject, missing, mention.port?.at ?? mention.at),
    message: `${called(service)} has no ${what}; ${has}.${advice}`,
    data: index,
    related: (behind ? [behind] : ports).slice(0, 4).map((each) => ({
      at: { id: service.id, path: ["spec", "ports", each.index, "port"], part: "value" },
      message: `${called(service)} has port ${portText(each)}`,
    })),
  };
}

/** The one right answer, if there is one. */
function meantPort(service: Service, { targetIndex, nodeIndex }: MissingPort): ServicePort | undefined {
  const { ports } = service.spec;
  const index = targetIndex ?? nodeIndex;
  const [only, ...others] = ports;
  return ports.find((port) => port.index === index) ?? (others.length === 0 ? only : undefined);
}

function fixTo(
  subject: Resource,
  missing: Missing,
  port: ServicePort,
  safety: Fix["safety"],
): readonly Fix[] {
  const number = valueOf(port.port);
  const { mention } = missing;
  if (number === undefined) return [];
  const { end } = mention.at;
  const change = mention.port
    ? rewrite(subject, missing, mention.port.at, String(number))
    : rewrite(subject, missing, { start: end, end }, `:${number}`);
  return [{ title: `Dial port ${portText(port)} of ${called(missing.service)}`, safety, changes: [change] }];
}

import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { protocolOf } from "../resources/workload.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { atStretch, type HostNaming, hostNamings, portText, suggestion } from "./hostNames.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: v1
kind: Service
metadata:
  name: ledger
  namespace: shop
spec:
  clusterIP: None
  selector:
    app: ledger
  ports:
    - port: 5432${port}
---
apiVersion: v1
kind: Pod
metadata:
  name: ledger
  namespace: shop
  labels:
    app: ledger
spec:
  containers:
    - name: ledger
      image: example.com/ledger:1
      ports:
        - containerPort: 5432
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: example.com/web:1
      env:
        - name: LEDGER_SRV
          value: _postgres._tcp.ledger.shop.svc.cluster.local
`;

interface Missing extends HostNaming {
  readonly service: Service;
  readonly portName: string;
  readonly protocol: string;
}

export const srvPortMissing = rule<Resource>({
  code: "PTL530",
  name: "srv-port-missing",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "every port of the Service is known, and none has the name and the protocol",
    },
    { severity: "silent", when: "a port of the Service is not known" },
  ],
  subject: isAny,
  summary: "A value holds the SRV name of a port that the Service does not have.",
  why: `A Service has an [SRV record](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#srv-records) for each port that has
a *name*: \`_postgres._tcp.ledger.shop.svc.cluster.local\` is port \`postgres\` with protocol TCP. A port without a name has none, and
a wrong protocol is another name. The lookup fails.`,
  remedy:
    "Give the port that name, or write the name that it has; the quick fixes do. A port's name can be added at any time.",
  examples: {
    bad: [{ yaml: manifests(""), note: "The only port has no name, and so no SRV record." }],
    good: [{ yaml: manifests("\n      name: postgres"), note: "The port's name." }],
  },
  *check(subject, net) {
    for (const missing of missingIn(subject, net)) yield finding(subject, missing);
  },
  fixes(finding, subject, net) {
    const missing = missingIn(subject, net).find(({ index }) => index === finding.data);
    return missing ? fixesFor(subject, missing) : [];
  },
});

const SRV = /^_([a-z0-9-]+)\._(tcp|udp|sctp)\./i;

function missingIn(subject: Resource, net: Net): readonly Missing[] {
  return hostNamings(subject, net).flatMap((naming) => {
    const { answer, mention } = naming;
    const [, portName = "", protocol = ""] = SRV.exec(mention.host) ?? [];
    if (answer.kind !== "service" || answer.part !== "port" || portName === "") return [];
    const { ports } = answer.service.spec;
    const isRead = ports.every(
      (port) => (port.name === undefined || isKnown(port.name)) && isKnown(protocolOf(port)),
    );
    const isThere = ports.some((port) => nameOf(port) === portName.toLowerCase() && isOf(port, protocol));
    return isThere || !isRead ? [] : [{ ...naming, service: answer.service, portName, protocol }];
  });
}

function nameOf(port: ServicePort): string {
  return valueOf(port.name) ?? "";
}

function isOf(port: ServicePort, protocol: string): boolean {
  return valueOf(protocolOf(port))?.toLowerCase() === protocol.toLowerCase();
}

function finding(subject: Resource, missing: Missing): Finding {
  const { service, portName, protocol, mention, index } = missing;
  const { ports } = service.spec;
  const named = ports.filter((port) => nameOf(port) !== "");
  const has =
    named.length === 0
      ? "its port has no name, and so no SRV record"
      : `it has ${listed(named.map((port) => `${portText(port)} with ${valueOf(protocolOf(port))}`))}`;
  return {
    at: atStretch(subject, missing, mention.at),
    message: `${called(service)} has no port ${quoted(portName)} with ${protocol.toUpperCase()}: ${has}. The SRV lookup finds nothing.`,
    data: index,
    related: ports.slice(0, 3).map((port) => ({
      at: { id: service.id, path: ["spec", "ports", port.index], part: "item" },
      message: `${called(service)} has port ${portText(port)}`,
    })),
  };
}

function fixesFor(subject: Resource, missing: Missing): readonly Fix[] {
  const { service, portName, protocol, mention } = missing;
  const { ports } = service.spec;
  const [only, ...more] = ports;
  const canBeNamed = only && more.length === 0 && nameOf(only) === "" && isOf(only, protocol);
  const prefix = { start: mention.at.start, end: mention.at.start + portName.length + protocol.length + 3 };
  const words = ports
    .filter((port) => nameOf(port) !== "")
    .map((port) => `_${nameOf(port)}._${valueOf(protocolOf(port))?.toLowerCase()}`);
  return [
    ...(canBeNamed && portName.length <= 15
      ? [
          {
            title: `Name the port of ${called(service)} ${quoted(portName)}`,
            safety: "suggestion" as const,
            changes: [
              {
                type: "set" as const,
                id: service.id,
                path: ["spec", "ports", only.index, "name"],
                value: portName,
              },
            ],
          },
        ]
      : []),
    ...words.slice(0, 3).map((word) => suggestion(subject, missing, prefix, word)),
  ];
}

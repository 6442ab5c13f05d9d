import type { PortTarget, Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, nameOf, quoted } from "./words.ts";

const manifests = (port: number) => `apiVersion: v1
kind: Service
metadata:
  name: cart-pods
spec:
  clusterIP: None
  selector:
    app: cart
  ports:
    - name: http
      port: ${port}
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

export const headlessPortDiffers = rule<Service>({
  code: "PTL505",
  name: "headless-port-differs",
  severity: "information",
  levels: [
    { severity: "information", when: "`targetPort` is another number, in every selected pod" },
    {
      severity: "silent",
      when: "the numbers are equal, `targetPort` is absent, or what it comes to cannot be known",
    },
  ],
  subject: isService,
  summary: "A headless Service's port is not the one that its pods listen on.",
  why: `The name of a [headless Service](https://kubernetes.io/docs/concepts/services-networking/service/#headless-services) resolves to the pods
themselves. No proxy stands between, so nothing turns \`port\` into \`targetPort\`: whoever looks the name up and dials \`port\`
reaches a port of the pod on which nothing may listen. Only SRV records (of named ports), Ingress controllers and meshes that
read the endpoints come to \`targetPort\`.`,
  remedy: `Give \`port\` the number of \`targetPort\`. If clients need the other number, give them a Service with a \`clusterIP\`.`,
  examples: {
    bad: [{ yaml: manifests(80), note: "`cart-pods:80` is refused: the pods listen on 8080." }],
    good: [{ yaml: manifests(8080), note: "One number on both sides." }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.clusterIP) !== "None" || !isPlain(subject)) return;
    for (const target of net.targets(subject.id)) {
      const port = valueOf(subject.spec.ports[target.index]?.port);
      const number = numberOf(target);
      if (port !== undefined && number !== undefined && number !== port)
        yield finding(subject, target, port, number);
    }
  },
  fixes(finding, subject, net) {
    const target = net.targets(subject.id).find(({ index }) => index === finding.at.path[2]);
    const number = target && numberOf(target);
    const isTaken = subject.spec.ports.some((port) => valueOf(port.port) === number);
    if (!target || number === undefined || isTaken) return [];
    const path = ["spec", "ports", target.index, "port"];
    return [
      {
        title: `Set port to ${number}`,
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path, value: number }],
      },
    ];
  },
});

/** Endpoints that are written by hand take no notice of `targetPort`. */
function isPlain({ spec }: Service): boolean {
  const { type, selector } = spec;
  return selector !== undefined && (type === undefined || (isKnown(type) && type.value === "ClusterIP"));
}

/** Where every selected pod listens. */
function numberOf({ target, pods }: PortTarget): number | undefined {
  if (typeof target === "number") return target;
  const numbers = new Set(pods.map(({ answer }) => (answer.kind === "declared" ? answer.port : undefined)));
  const [only, ...others] = numbers;
  return others.length === 0 ? only : undefined;
}

function finding(subject: Service, target: PortTarget, port: number, number: number): Finding {
  const written = target.target === number ? String(number) : `${quoted(target.target ?? "")} (${number})`;
  return {
    at: { id: subject.id, path: ["spec", "ports", target.index, "port"], part: "value" },
    message:
      `${called(subject)} is headless: its name resolves to the pods, and nothing turns port ${port} into targetPort ` +
      `${written}. Clients have to dial ${nameOf(subject)}:${number}.`,
    related: [],
  };
}

import { nearest } from "../network/alike.ts";
import type { Ingress, Service } from "../network/net.ts";
import type { IngressBackend } from "../resources/ingress.ts";
import type { ServicePort } from "../resources/service.ts";
import { valueOf } from "../value/known.ts";
import { type Change, type Finding, type Fix, rule } from "./rule.ts";
import { isIngress } from "./subjects.ts";
import { called, listed, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /cart
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  ${port}
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
`;

export const ingressBackendPortMissing = rule<Ingress>({
  code: "PTL602",
  name: "ingress-backend-port-missing",
  severity: "error",
  levels: [
    { severity: "error", when: "the Service is certain and has no such port" },
    { severity: "warning", when: "something of the unit is missing: another manifest may add the port" },
    { severity: "silent", when: "one of the Service's ports is not known" },
  ],
  subject: isIngress,
  summary: "An Ingress sends traffic to a port that the Service does not have.",
  why: `[\`backend.service.port\`](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend) is a port of the
**Service**: the number in its \`port\` or the name in its \`name\`, not the container's port behind it (\`targetPort\`). A name
never finds a port without a name, even if it is the only one. The API server does not compare the two; the controller answers 503.`,
  remedy: `Write the Service's own port, by number or by name; the quick fix does, and turns a name into a number where the port has
no name.`,
  examples: {
    bad: [
      {
        yaml: manifests("number: 8080"),
        note: "8080 is where the container listens; the Service's port is 80.",
      },
      { yaml: manifests("name: http"), note: "The Service's only port has no name." },
    ],
    good: [{ yaml: manifests("number: 80"), note: "The Service's own port." }],
  },
  *check(subject, net) {
    for (const { index, answer } of net.backends(subject.id)) {
      const backend = subject.spec.backends[index];
      const wanted = valueOf(backend?.port);
      if (answer.kind !== "no-port" || !backend || wanted === undefined) continue;
      const behind = answer.service.spec.ports.find((port) => port.index === answer.targetPortIndex);
      const severity = net.complete ? "error" : "warning";
      yield { ...finding(subject, backend, wanted, answer.service, behind), severity, data: index };
    }
  },
  fixes(finding, subject, net) {
    const backend = subject.spec.backends[Number(finding.data)];
    const answer = net.backends(subject.id).find(({ index }) => index === finding.data)?.answer;
    if (!backend || answer?.kind !== "no-port") return [];
    const { service, targetPortIndex } = answer;
    const meant = meantPort(service, valueOf(backend.port), targetPortIndex);
    if (meant && net.complete) return fixTo(subject, backend, meant, "safe");
    const rest = service.spec.ports.filter((port) => port !== meant);
    const offered = [...(meant ? [meant] : []), ...rest].slice(0, 3);
    return offered.flatMap((port) => fixTo(subject, backend, port, "suggestion"));
  },
});

function finding(
  subject: Ingress,
  backend: IngressBackend,
  wanted: string | number,
  service: Service,
  behind: ServicePort | undefined,
): Finding {
  const { ports } = service.spec;
  const port = typeof wanted === "number" ? `port ${wanted}` : `port named ${quoted(wanted)}`;
  const unnamed = typeof wanted === "string" && ports.every((each) => each.name === undefined);
  const has = behind
    ? `${wordsOf(wanted)} is the targetPort of port ${words(behind)}`
    : `it has ${listed(ports.map(words))}${unnamed ? `, without ${ports.length === 1 ? "a name" : "names"}` : ""}`;
  return {
    at: { id: subject.id, path: [...backend.path, ...backend.portPath], part: "value" },
    message: `${called(service)} exists, but has no ${port}; ${has}.`,
    related: (behind ? [behind] : ports).slice(0, 4).map((each) => ({
      at: { id: service.id, path: ["spec", "ports", each.index, "port"], part: "value" },
      message: `${called(service)} has port ${words(each)}`,
    })),
  };
}

function wordsOf(wanted: string | number): string {
  return typeof wanted === "number" ? String(wanted) : quoted(wanted);
}

/** `80 (`http`)` */
function words(port: ServicePort): string {
  const name = valueOf(port.name);
  const number = valueOf(port.port);
  return name === undefined ? String(number ?? port.index) : `${number ?? port.index} (${quoted(name)})`;
}

/** The port behind which the number or name stands, the only one, or the one of the nearest name. */
function meantPort(
  service: Service,
  wanted: string | number | undefined,
  targetPortIndex: number | undefined,
): ServicePort | undefined {
  const { ports } = service.spec;
  const behind = ports.find((port) => port.index === targetPortIndex);
  if (behind) return behind;
  const [only, ...others] = ports;
  if (others.length === 0) return only;
  const near = nearest(
    String(wanted),
    ports.flatMap((port) => valueOf(port.name) ?? []),
  );
  return near === undefined ? undefined : ports.find((port) => valueOf(port.name) === near);
}

/** Keeps the author's way, name or number, where the port has both. */
function fixTo(
  subject: Ingress,
  backend: IngressBackend,
  port: ServicePort,
  safety: Fix["safety"],
): readonly Fix[] {
  const name = valueOf(port.name);
  const number = valueOf(port.port);
  const byName = typeof valueOf(backend.port) === "string" && name !== undefined;
  const value = byName ? name : number;
  if (value === undefined) return [];
  const path = [...backend.path, ...backend.portPath];
  const set: Change = { type: "set", id: subject.id, path, value };
  const last = backend.portPath.at(-1);
  const rename: readonly Change[] =
    last === "name" && !byName ? [{ type: "rename", id: subject.id, path, key: "number" }] : [];
  const title = `Change backend port to ${byName ? `${quoted(name)} (${number})` : words(port)}`;
  return [{ title, safety, changes: [...rename, set] }];
}

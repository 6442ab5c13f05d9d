import { nearest } from "../network/alike.ts";
import type { Service } from "../network/net.ts";
import type { ServiceReference } from "../resources/reference.ts";
import type { Resource } from "../resources/resource.ts";
import type { ServicePort } from "../resources/service.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { consequence } from "./referrerWords.ts";
import { type Change, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isReferrer } from "./subjects.ts";
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

export const backendPortMissing = rule<Resource>({
  code: "PTL602",
  name: "backend-port-missing",
  severity: "error",
  levels: [
    { severity: "error", when: "the Service is certain and has no such port" },
    {
      severity: "warning",
      when: "something of the unit is missing: another manifest may add the port; or a mesh is asked, which may know the Service from another cluster",
    },
    { severity: "hint", when: "both" },
    { severity: "silent", when: "one of the Service's ports is not known" },
  ],
  subject: isReferrer,
  summary: "An Ingress, a route, a webhook or the like asks for a port that the Service does not have.",
  why: `[\`backend.service.port\`](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend) is a port of the
**Service**: the number in its \`port\` or the name in its \`name\`, not the container's port behind it (\`targetPort\`). A name
never finds a port without a name, even if it is the only one. The same holds for the \`port\` of Gateway routes, Traefik and Contour
routes, webhooks (443 when it is left out) and Istio destinations. An OpenShift Route alone is the other way round: its
\`targetPort\` is the pods' port, or the name of the Service's. The API server does not compare the two; an Ingress controller answers
503, a Gateway 500 (\`BackendNotFound\`).`,
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
    for (const { index, reference, answer } of net.references(subject.id)) {
      const wanted = valueOf(reference.port);
      if (answer.kind !== "no-port" || wanted === undefined) continue;
      const meant = answer.service.spec.ports.find((port) => port.index === answer.meantIndex);
      const severity: Severity | undefined = graded(reference.grammar === "host" ? "warning" : "error", net);
      const found = finding(subject, reference, wanted, answer.service, meant);
      if (severity) yield { ...found, severity: severity, data: index };
    }
  },
  fixes(finding, subject, net) {
    const found = net.references(subject.id).find(({ index }) => index === finding.data);
    if (found?.answer.kind !== "no-port") return [];
    const { reference, answer } = found;
    const { service, meantIndex } = answer;
    const meant = meantPort(service, valueOf(reference.port), meantIndex);
    if (meant && net.complete) return fixTo(subject, reference, meant, "safe");
    const rest = service.spec.ports.filter((port) => port !== meant);
    const offered = [...(meant ? [meant] : []), ...rest].slice(0, 3);
    return offered.flatMap((port) => fixTo(subject, reference, port, "suggestion"));
  },
});

function finding(
  subject: Resource,
  reference: ServiceReference,
  wanted: string | number,
  service: Service,
  meant: ServicePort | undefined,
): Finding {
  const { ports } = service.spec;
  const port = typeof wanted === "number" ? `port ${wanted}` : `port named ${quoted(wanted)}`;
  const noun = reference.portMeans === "target-port" ? `target ${port}` : port;
  return {
    at: { id: subject.id, path: reference.portPath ?? reference.path, part: "value" },
    message: `${called(service)} exists, but has no ${noun}; ${has(service, reference, wanted, meant)}. ${consequence(subject, reference)}`,
    related: (meant ? [meant] : ports).slice(0, 4).map((each) => ({
      at: { id: service.id, path: ["spec", "ports", each.index, "port"], part: "value" },
      message: `${called(service)} has port ${words(each)}`,
    })),
  };
}

/** What it has instead, the port that was probably meant before all others. */
function has(
  service: Service,
  { portMeans }: ServiceReference,
  wanted: string | number,
  meant: ServicePort | undefined,
): string {
  const { ports } = service.spec;
  if (portMeans === "target-port") {
    const targets = ports.flatMap((port) => targetOf(port) ?? []).map(wordsOf);
    return meant
      ? `a Route takes the pods' port, which is ${targetOf(meant)} behind ${words(meant)}`
      : `it has ${listed(targets)}`;
  }
  if (meant) return `${wordsOf(wanted)} is the targetPort of port ${words(meant)}`;
  const unnamed = typeof wanted === "string" && ports.every((each) => each.name === undefined);
  return `it has ${listed(ports.map(words))}${unnamed ? `, without ${ports.length === 1 ? "a name" : "names"}` : ""}`;
}

function targetOf(port: ServicePort): string | number | undefined {
  return valueOf(port.targetPort ?? port.port);
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

/** The port in front of the number or name, the only one, or the one of the nearest name. */
function meantPort(
  service: Service,
  wanted: string | number | undefined,
  meantIndex: number | undefined,
): ServicePort | undefined {
  const { ports } = service.spec;
  const meant = ports.find((port) => port.index === meantIndex);
  if (meant) return meant;
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
  subject: Resource,
  reference: ServiceReference,
  port: ServicePort,
  safety: Fix["safety"],
): readonly Fix[] {
  const isTarget = reference.portMeans === "target-port";
  const name = valueOf(port.name);
  const number = isTarget ? targetOf(port) : valueOf(port.port);
  const byName = name !== undefined && (isTarget || typeof valueOf(reference.port) === "string");
  const value = byName ? name : number;
  const path = reference.portPath;
  if (value === undefined || path === undefined) return [];
  const set: Change = { type: "set", id: subject.id, path, value };
  // An Ingress has names and numbers under keys of their own.
  const rename: readonly Change[] =
    path.at(-1) === "name" && !byName ? [{ type: "rename", id: subject.id, path, key: "number" }] : [];
  const noun = isTarget ? "targetPort" : "backend port";
  const title = `Change ${noun} to ${byName ? `${quoted(name)} (${number})` : isTarget ? number : words(port)}`;
  return [{ title, safety, changes: [...rename, set] }];
}

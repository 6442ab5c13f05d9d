import type { BackendAnswer, Ingress, Net } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isIngress } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const manifests = (name: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  number: 80
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
`;

type NoService = Extract<BackendAnswer["answer"], { kind: "no-service" }>;

export const ingressBackendServiceMissing = rule<Ingress>({
  code: "PTL601",
  name: "ingress-backend-service-missing",
  severity: "error",
  levels: [
    {
      severity: "error",
      when: "a Service of nearly that name exists, or one of that name in another namespace",
    },
    {
      severity: "warning",
      when: "there are Services, but none of a similar name: it may come from elsewhere",
    },
    {
      severity: "hint",
      when: "no Service has a similar name, and something of the unit is missing (each level is one step milder there)",
    },
    {
      severity: "silent",
      when: "no Service is in sight at all, the backend is a `resource`, or its controller invents it (`use-annotation`)",
    },
  ],
  subject: isIngress,
  summary: "An Ingress sends traffic to a Service that does not exist.",
  why: `An Ingress backend names a Service in the Ingress's own namespace
([\`backend.service\`](https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource)). The API server does not look
whether it exists. Most controllers answer 503 for the path; some refuse the whole Ingress.`,
  remedy: `Write the name of the Service that is meant; the quick fix takes the nearest. A Service in another namespace cannot be
reached from an Ingress: move the Ingress, or use a Gateway route with a ReferenceGrant.`,
  examples: {
    bad: [{ yaml: manifests("carts"), note: "There is no Service `carts`; `cart` was meant." }],
    good: [{ yaml: manifests("cart"), note: "The Service stands in the same namespace." }],
  },
  *check(subject, net) {
    for (const { index, answer } of net.backends(subject.id)) {
      if (answer.kind !== "no-service") continue;
      const isNear = answer.alike.length > 0 || answer.otherNamespace.length > 0;
      const severity = graded(isNear ? "error" : "warning", net);
      if (severity) yield* finding(subject, index, answer, severity, net);
    }
  },
  fixes(finding, subject, net) {
    const backend = subject.spec.backends[Number(finding.data)];
    const answer = net.backends(subject.id).find(({ index }) => index === finding.data)?.answer;
    if (!backend || answer?.kind !== "no-service") return [];
    const path = [...backend.path, ...backend.namePath];
    const safety = net.complete && answer.alike.length === 1 ? "safe" : "suggestion";
    return answer.alike.slice(0, 3).map((service): Fix => {
      const value = nameOf(service);
      const title = `Change backend ${quoted(valueOf(backend.service) ?? "")} to ${quoted(value)}`;
      return { title, safety, changes: [{ type: "set", id: subject.id, path, value }] };
    });
  },
});

function* finding(
  subject: Ingress,
  index: number,
  answer: NoService,
  severity: Severity,
  net: Net,
): Iterable<Finding> {
  const backend = subject.spec.backends[index];
  const name = valueOf(backend?.service);
  if (!backend || name === undefined) return;
  const where = inNamespace(net.namespaceOf(subject.id)) || " here";
  const near = [...answer.alike, ...answer.otherNamespace];
  yield {
    at: { id: subject.id, path: [...backend.path, ...backend.namePath], part: "value" },
    message: `No Service is called ${quoted(name)}${where}${instead(answer, net)} ${requests(subject, index)} lead nowhere.`,
    severity,
    data: index,
    related: near.slice(0, 3).map((service) => ({
      at: { id: service.id, path: nameOfService, part: "value" },
      message: called(service),
    })),
  };
}

const nameOfService: Path = ["metadata", "name"];

/** How the sentence goes on: the nearest names, or the Service that is out of reach. */
function instead({ alike, otherNamespace }: NoService, net: Net): string {
  const names = alike.map((service) => quoted(nameOf(service)));
  if (names.length > 0) return `; did you mean ${listed(names, "or")}?`;
  const [elsewhere] = otherNamespace;
  if (!elsewhere) return ".";
  return `; the one${inNamespace(net.namespaceOf(elsewhere.id))} is out of an Ingress's reach.`;
}

/** `Requests for shop.example.com/cart` */
function requests(subject: Ingress, index: number): string {
  const backend = subject.spec.backends[index];
  const target = `${valueOf(backend?.host) ?? ""}${valueOf(backend?.httpPath) ?? ""}`;
  return target === "" ? "Its requests" : `Requests for ${target}`;
}

import { meantName } from "../network/meantNames.ts";
import type { Net } from "../network/net.ts";
import type { ReferenceAnswer } from "../network/referenceAnswers.ts";
import type { Resource } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { graded } from "./grade.ts";
import { consequence, crossing, mayCross, whereLooked } from "./referrerWords.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isReferrer } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const service = `---
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

const ingress = (name: string) => `apiVersion: networking.k8s.io/v1
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
${service}`;

const route = (name: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  parentRefs:
    - name: edge
  rules:
    - backendRefs:
        - name: ${name}
          port: 80
${service}`;

type NoService = Extract<ReferenceAnswer["answer"], { kind: "no-service" }>;

export const backendServiceMissing = rule<Resource>({
  code: "PTL601",
  name: "backend-service-missing",
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
      when: "no Service is in sight in the wanted namespace, the backend is a `resource`, or its controller invents it (`use-annotation`)",
    },
  ],
  subject: isReferrer,
  summary: "An Ingress, a route, a webhook or the like refers to a Service that does not exist.",
  why: `An Ingress backend names a Service in the Ingress's own namespace
([\`backend.service\`](https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource)); so do an OpenShift Route, a
Contour HTTPProxy and the Services of an Argo Rollout. A Gateway route's
[\`backendRefs\`](https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference), a Traefik IngressRoute, an APIService, an admission
webhook and a CRD's conversion webhook may name the namespace, too. The API server does not look whether the Service exists.

What follows differs: most Ingress controllers answer 503, a Gateway 500 with the condition \`ResolvedRefs=False\`
(\`BackendNotFound\`), Traefik leaves the route out; calls of a webhook fail, and with \`failurePolicy: Fail\` so does every request that
it should judge.`,
  remedy: `Write the name of the Service that is meant; the quick fix takes the nearest. A Service in another namespace cannot be
reached from an Ingress: move the Ingress, or use a Gateway route with a ReferenceGrant.`,
  examples: {
    bad: [
      { yaml: ingress("carts"), note: "There is no Service `carts`; `cart` was meant." },
      { yaml: route("crat"), note: "The Gateway answers 500 for a backend that is not found." },
    ],
    good: [
      { yaml: ingress("cart"), note: "The Service stands in the same namespace." },
      { yaml: route("cart"), note: "The route's backend is found." },
    ],
  },
  *check(subject, net) {
    for (const each of net.references(subject.id)) {
      const { answer, reference } = each;
      if (answer.kind !== "no-service" || reference.grammar !== "name") continue;
      const isNear = answer.alike.length > 0 || answer.otherNamespace.length > 0;
      const severity = graded(isNear ? "error" : "warning", net);
      if (severity) yield finding(subject, each, answer, severity, net);
    }
  },
  fixes(finding, subject, net) {
    const found = net.references(subject.id).find(({ index }) => index === finding.data);
    if (found?.answer.kind !== "no-service") return [];
    const { answer, reference } = found;
    const path = reference.namePath;
    const safety = net.complete && answer.alike.length === 1 ? "safe" : "suggestion";
    const renames = answer.alike.slice(0, 3).map((service): Fix => {
      const value = meantName(subject, valueOf(reference.service) ?? "", named(service));
      const title = `Change backend ${quoted(valueOf(reference.service) ?? "")} to ${quoted(value)}`;
      return { title, safety, changes: [{ type: "set", id: subject.id, path, value }] };
    });
    return [...renames, ...moves(subject, found, answer, net)];
  },
});

function finding(
  subject: Resource,
  { reference, index }: ReferenceAnswer,
  answer: NoService,
  severity: Severity,
  net: Net,
): Finding {
  const name = quoted(valueOf(reference.service) ?? "");
  const where = whereLooked(subject, reference, net);
  const near = [...answer.alike, ...answer.otherNamespace];
  return {
    at: { id: subject.id, path: reference.namePath, part: "value" },
    message: `No Service is called ${name}${where}${instead(subject, reference, answer, net)} ${consequence(subject, reference)}`,
    severity,
    data: index,
    related: near.slice(0, 3).map((each) => ({
      at: { id: each.id, path: nameOfService, part: "value" },
      message: called(each),
    })),
  };
}

function named(service: Resource): { readonly id: string; readonly name: string } {
  return { id: service.id, name: nameOf(service) };
}

const nameOfService: Path = ["metadata", "name"];

/** How the sentence goes on: the nearest names, or the Service that is out of reach. */
function instead(
  subject: Resource,
  { service }: ReferenceAnswer["reference"],
  { alike, otherNamespace }: NoService,
  net: Net,
): string {
  const text = valueOf(service) ?? "";
  const names = alike.map((each) => quoted(meantName(subject, text, named(each))));
  if (names.length > 0) return `; did you mean ${listed(names, "or")}?`;
  const [elsewhere] = otherNamespace;
  if (!elsewhere) return ".";
  return `; the one${inNamespace(net.namespaceOf(elsewhere.id))} ${crossing(subject)}.`;
}

/** The same name in another namespace, for kinds that may name one. */
function moves(
  subject: Resource,
  { reference }: ReferenceAnswer,
  { otherNamespace }: NoService,
  net: Net,
): readonly Fix[] {
  if (!mayCross(subject)) return [];
  const names = otherNamespace.flatMap((each) => {
    const { value, assumed } = net.namespaceOf(each.id);
    return assumed ? [] : (valueOf(value) ?? []);
  });
  return [...new Set(names)].slice(0, 3).map((value): Fix => {
    const path = [...reference.path, "namespace"];
    const title = `Set namespace to ${quoted(value)}`;
    return { title, safety: "suggestion", changes: [{ type: "set", id: subject.id, path, value }] };
  });
}

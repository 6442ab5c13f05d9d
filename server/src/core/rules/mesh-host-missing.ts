import type { Net } from "../network/net.ts";
import type { ReferenceAnswer } from "../network/referenceAnswers.ts";
import type { Resource } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { consequence } from "./referrerWords.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isReferrer } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const manifests = (host: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
spec:
  hosts: [reviews.example.com]
  http:
    - route:
        - destination:
            host: ${host}
---
apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
spec:
  selector:
    app: reviews
  ports:
    - name: http
      port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: reviews
  namespace: shop
  labels:
    app: reviews
spec:
  containers:
    - name: web
      image: example.com/reviews:1
`;

type NoService = Extract<ReferenceAnswer["answer"], { kind: "no-service" }>;

export const meshHostMissing = rule<Resource>({
  code: "PTL605",
  name: "mesh-host-missing",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "a Service of nearly that name exists, or one of that name in another namespace, or the host is neither a bare name nor a full one",
    },
    {
      severity: "information",
      when: "no Service has a similar name: another cluster of the mesh may have it",
    },
    { severity: "hint", when: "either, in a unit of which something is missing" },
    {
      severity: "silent",
      when: "the host lies outside the cluster, has a wildcard, or is a ServiceEntry's; or no Service is in sight in its namespace",
    },
  ],
  subject: isReferrer,
  summary: "An Istio destination is the host of no Service.",
  why: `A [destination's \`host\`](https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination) is looked up among the hosts
of the mesh. Istio completes a name **without dots** with the namespace of the rule, not of the Service; a name with dots is taken
as it stands. So \`reviews.shop\`, which every pod can dial, is no host that the mesh knows: it has to be
\`reviews.shop.svc.cluster.local\`. A VirtualService that leads to an unknown host answers 503; a DestinationRule for one does
nothing, and nothing says so.`,
  remedy: `Write the full name of the Service; the quick fix does. A host outside the cluster takes a ServiceEntry.`,
  examples: {
    bad: [
      { yaml: manifests("review"), note: "There is no Service `review` in namespace shop." },
      { yaml: manifests("reviews.shop"), note: "A name with dots is not completed." },
    ],
    good: [
      { yaml: manifests("reviews"), note: "A bare name: a Service of the rule's own namespace." },
      { yaml: manifests("reviews.shop.svc.cluster.local"), note: "The full name works from everywhere." },
    ],
  },
  *check(subject, net) {
    for (const each of net.references(subject.id)) {
      const { answer, reference } = each;
      if (answer.kind !== "no-service" || reference.grammar !== "host") continue;
      const isNear = answer.alike.length > 0 || answer.otherNamespace.length > 0;
      const severity = graded(isNear ? "warning" : "information", net);
      if (severity) yield finding(subject, each, answer, severity, net);
    }
  },
  fixes(finding, subject, net) {
    const found = net.references(subject.id).find(({ index }) => index === finding.data);
    if (found?.answer.kind !== "no-service") return [];
    const { alike, otherNamespace } = found.answer;
    const safety = net.complete && alike.length === 1 ? "safe" : "suggestion";
    return [...alike, ...otherNamespace].slice(0, 3).flatMap((service): readonly Fix[] => {
      const value =
        alike.includes(service) && !isDotted(hostOf(found)) ? nameOf(service) : fullName(service, net);
      if (value === undefined) return [];
      const path = found.reference.namePath;
      const title = `Change host to ${quoted(value)}`;
      return [{ title, safety, changes: [{ type: "set", id: subject.id, path, value }] }];
    });
  },
});

function hostOf({ reference }: ReferenceAnswer): string {
  return valueOf(reference.service) ?? "";
}

function isDotted(host: string): boolean {
  return host.includes(".");
}

/** Undefined where nobody wrote the namespace. */
function fullName(service: NoService["alike"][number], net: Net): string | undefined {
  const { value, assumed } = net.namespaceOf(service.id);
  const namespace = valueOf(value);
  if (namespace === undefined || assumed) return undefined;
  return `${nameOf(service)}.${namespace}.svc.${net.cluster.domain}`;
}

function finding(
  subject: Resource,
  each: ReferenceAnswer,
  answer: NoService,
  severity: Severity,
  net: Net,
): Finding {
  const near = [...answer.alike, ...answer.otherNamespace];
  return {
    at: { id: subject.id, path: each.reference.namePath, part: "value" },
    message: `${fault(subject, hostOf(each), answer, net)} ${consequence(subject, each.reference)}`,
    severity,
    data: each.index,
    related: near.slice(0, 3).map((service) => ({
      at: { id: service.id, path: ["metadata", "name"], part: "value" },
      message: called(service),
    })),
  };
}

function fault(subject: Resource, host: string, { alike, otherNamespace }: NoService, net: Net): string {
  const isFull = host.endsWith(`.svc.${net.cluster.domain}`);
  const [first] = alike;
  if (first && isDotted(host) && !isFull) {
    const full = fullName(first, net) ?? nameOf(first);
    return `${quoted(host)} is no host of the mesh: a name with dots is not completed; ${called(first)} is ${quoted(full)}.`;
  }
  const where = isFull ? "" : inNamespace(net.namespaceOf(subject.id)) || " here";
  const names = alike.map((service) => quoted(isFull ? (fullName(service, net) ?? "") : nameOf(service)));
  const start = `No Service${where} has the host ${quoted(host)}`;
  if (names.length > 0) return `${start}; did you mean ${listed(names, "or")}?`;
  const [elsewhere] = otherNamespace;
  const full = elsewhere && fullName(elsewhere, net);
  return full === undefined
    ? `${start}.`
    : `${start}; the one${inNamespace(net.namespaceOf(elsewhere?.id ?? ""))} is ${quoted(full)}.`;
}

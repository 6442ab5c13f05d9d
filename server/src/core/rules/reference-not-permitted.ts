import type { Net, ReferenceGrant } from "../network/net.ts";
import type { ReferenceAnswer } from "../network/referenceAnswers.ts";
import type { GrantPeer } from "../resources/grant.ts";
import type { Resource } from "../resources/resource.ts";
import { type Known, valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, type PlainValue, rule, type Severity } from "./rule.ts";
import { isReferrer } from "./subjects.ts";
import { called, nameOf, quoted } from "./words.ts";

const GROUP = "gateway.networking.k8s.io";

const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
  namespace: edge
spec:
  parentRefs:
    - name: edge
  rules:
    - backendRefs:
        - name: cart
          namespace: shop
          port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
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
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: web
      image: example.com/cart:1
`;

const grant = `---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: edge
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: edge
  to:
    - group: ""
      kind: Service
`;

type NotPermitted = Extract<ReferenceAnswer["answer"], { kind: "not-permitted" }>;

export const referenceNotPermitted = rule<Resource>({
  code: "PTL606",
  name: "reference-not-permitted",
  severity: "warning",
  levels: [
    { severity: "warning", when: "no ReferenceGrant of the Service's namespace fits" },
    { severity: "hint", when: "something of the unit is missing: it may hold the grant" },
    { severity: "silent", when: "nothing is seen of that namespace, or a grant there cannot be read" },
  ],
  subject: isReferrer,
  summary: "A Gateway route refers to a Service of another namespace without that namespace's consent.",
  why: `A reference across namespaces takes a [ReferenceGrant](https://gateway-api.sigs.k8s.io/api-types/referencegrant/) in the namespace of the
**target**: \`from\` names group, kind and namespace of the route, \`to\` group and kind of what it refers to (\`""\` and \`Service\`). All
fields are exact. Without one the route will be \`ResolvedRefs=False\` with reason \`RefNotPermitted\`, whether or not the Service exists,
and its share of requests is answered 500.`,
  remedy: `Add a ReferenceGrant to the Service's namespace; the quick fix writes one that permits this kind of route, from this namespace, to
this Service alone.`,
  examples: {
    bad: [{ yaml: route, note: "Namespace shop permits nobody." }],
    good: [
      {
        yaml: route + grant,
        note: "Namespace shop lets HTTPRoutes of namespace edge refer to its Services.",
      },
    ],
  },
  *check(subject, net) {
    for (const each of net.references(subject.id)) {
      if (each.answer.kind !== "not-permitted") continue;
      const severity = graded("warning", net);
      if (severity) yield finding(subject, each, each.answer, severity, net);
    }
  },
  fixes(finding, subject, net) {
    const found = net.references(subject.id).find(({ index }) => index === finding.data);
    return found?.answer.kind === "not-permitted" ? create(subject, found, found.answer, net) : [];
  },
});

function finding(
  subject: Resource,
  { reference, index }: ReferenceAnswer,
  { namespace, grants }: NotPermitted,
  severity: Severity,
  net: Net,
): Finding {
  const [first] = grants;
  const but = first ? `; ${called(first)} permits ${permitted(first)}` : "";
  const own = valueOf(net.namespaceOf(subject.id).value) ?? "";
  return {
    at: { id: subject.id, path: [...reference.path, "namespace"], part: "value" },
    message:
      `No ReferenceGrant in namespace ${namespace} lets ${subject.identity.kind}s of namespace ${own} refer to Service ` +
      `${valueOf(reference.service) ?? ""}${but}. The route will be ResolvedRefs=False (RefNotPermitted), and what it should get there fails.`,
    severity,
    data: index,
    related: grants.slice(0, 3).map((each) => ({
      at: { id: each.id, path: ["metadata", "name"], part: "value" },
      message: `${called(each)} permits ${permitted(each)}`,
    })),
  };
}

/** `HTTPRoute of edge to Service cart` */
function permitted({ spec }: ReferenceGrant): string {
  const from = spec.from.map(
    (peer) => `${text(peer.kind)}${groupOf(peer, GROUP)} of ${text(peer.namespace)}`,
  );
  const to = spec.to.map((peer) =>
    [`${text(peer.kind)}${groupOf(peer, "")}`, text(peer.name)].join(" ").trim(),
  );
  return `${from.join(", ") || "nobody"} to ${to.join(", ") || "nothing"}`;
}

function text(known: Known<string> | undefined): string {
  return valueOf(known) ?? "";
}

/** The group where it is not the one that is wanted. */
function groupOf({ group }: GrantPeer, wanted: string): string {
  const written = text(group);
  return written === wanted ? "" : ` (group ${quoted(written)})`;
}

function create(
  subject: Resource,
  { reference }: ReferenceAnswer,
  { namespace, service }: NotPermitted,
  net: Net,
): readonly Fix[] {
  const own = valueOf(net.namespaceOf(subject.id).value);
  const name = valueOf(reference.service);
  if (own === undefined || name === undefined) return [];
  const { kind } = subject.identity;
  const value: PlainValue = {
    apiVersion: `${GROUP}/v1beta1`,
    kind: "ReferenceGrant",
    metadata: { name: `${own}-to-${name}`, namespace },
    spec: {
      from: [{ group: GROUP, kind, namespace: own }],
      to: [{ group: "", kind: "Service", name }],
    },
  };
  const after = service ?? subject;
  const title = `Create a ReferenceGrant for ${kind}s of ${own} beside ${service ? called(service) : nameOf(subject)}`;
  return [{ title, safety: "suggestion", changes: [{ type: "createDocument", after: after.id, value }] }];
}

import type { NameAnswer } from "../network/naming.ts";
import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { atStretch, type HostNaming, hostNamings, placed, qualified, suggestion } from "./hostNames.ts";
import { type Finding, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, inNamespace, listed, quoted } from "./words.ts";

const manifests = (host: string) => `apiVersion: v1
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
      ports:
        - containerPort: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: report
  namespace: ops
spec:
  containers:
    - name: report
      image: example.com/report:1
      env:
        - name: CART_HOST
          value: ${host}
`;

type OtherNamespaces = Extract<NameAnswer<Service>, { kind: "elsewhere" | "ambiguous" }>;

export const nameInOtherNamespace = rule<Resource>({
  code: "PTL520",
  name: "name-in-other-namespace",
  severity: "warning",
  levels: [
    { severity: "warning", when: "only other namespaces have a Service of this name" },
    {
      severity: "information",
      when: "several namespaces have one, and no manifest says which one this resource is in",
    },
    { severity: "hint", when: "something of the unit is missing: each level is one step milder there" },
    {
      severity: "silent",
      when: "the own namespace has such a Service, its namespace is written nowhere, or the word may be anything but a host",
    },
  ],
  subject: isAny,
  summary: "A value names a Service that only another namespace has.",
  why: `A name without a dot is looked up in the pod's own namespace: the first entry of the
[search list](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services) is
\`<namespace>.svc.cluster.local\`. A Service of another namespace needs its namespace in the name: \`cart.shop\`. Without it the
lookup fails, and nothing says so before the program starts.`,
  remedy: `Write the namespace behind the name; the quick fix does. Manifests that are meant for several namespaces keep the bare name
and get a Service in each of them (an ExternalName will do).`,
  examples: {
    bad: [{ yaml: manifests("cart"), note: "From namespace ops, `cart` is `cart.ops`." }],
    good: [{ yaml: manifests("cart.shop"), note: "Name and namespace." }],
  },
  *check(subject, net) {
    for (const naming of hostNamings(subject, net)) {
      const { answer } = naming;
      if (answer.kind !== "elsewhere" && answer.kind !== "ambiguous") continue;
      const severity = graded(answer.kind === "elsewhere" ? "warning" : "information", net);
      if (severity) yield { ...finding(subject, naming, answer, net), severity };
    }
  },
  fixes(finding, subject, net) {
    const naming = hostNamings(subject, net).find(({ index }) => index === finding.data);
    const answer = naming?.answer;
    if (!naming || (answer?.kind !== "elsewhere" && answer?.kind !== "ambiguous")) return [];
    const words = new Set(answer.services.map((service) => qualified(service, net)));
    return [...words].slice(0, 3).map((word) => suggestion(subject, naming, naming.mention.at, word));
  },
});

function finding(
  subject: Resource,
  naming: HostNaming,
  { kind, services }: OtherNamespaces,
  net: Net,
): Finding {
  const { mention, index } = naming;
  const names = listed([...new Set(services.map((service) => quoted(qualified(service, net))))], "or");
  const where = inNamespace(net.namespaceOf(subject.id));
  const namespaces = listed(
    [...new Set(services.map((service) => valueOf(net.namespaceOf(service.id).value) ?? "unknown"))],
    "and",
  );
  const message =
    kind === "elsewhere"
      ? `No Service is called ${quoted(mention.host)}${where}, where ${called(subject)} looks the name up; ` +
        `${listed(services.map((service) => placed(service, net)))} ${services.length === 1 ? "is" : "are"} ${names} from there.`
      : `Namespaces ${namespaces} each have a Service ${quoted(mention.host)}; which one ${called(subject)} finds ` +
        `depends on the namespace it is applied to, and no manifest says that. Write ${names}.`;
  return {
    at: atStretch(subject, naming, mention.at),
    message,
    data: index,
    related: services.slice(0, 3).map((service) => ({
      at: { id: service.id, path: ["metadata", "name"], part: "value" },
      message: placed(service, net),
    })),
  };
}

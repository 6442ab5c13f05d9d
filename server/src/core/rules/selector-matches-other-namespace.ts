import type { Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, pair } from "./words.ts";

const manifests = (namespace: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: ${namespace}
spec:
  selector:
    app: cart
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
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
`;

export const selectorMatchesOtherNamespace = rule<Service>({
  code: "PTL102",
  name: "selector-matches-other-namespace",
  severity: "error",
  levels: [
    { severity: "error", when: "exactly one workload fits, and no Service of its own namespace selects it" },
    { severity: "warning", when: "several workloads of other namespaces fit" },
    {
      severity: "information",
      when: "a Service of their own namespace selects them already: this one may wait for pods to come",
    },
    { severity: "hint", when: "something of the unit is missing: each level is one step milder there" },
    { severity: "silent", when: "either namespace is written nowhere" },
  ],
  subject: isService,
  summary: "A Service's selector fits only pods in another namespace.",
  why: `A selector looks no further than the Service's own namespace
([\`spec.selector\`](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec)): pods
elsewhere that carry every label are not selected. The Service has no endpoints.`,
  remedy: `Move the Service to the namespace of its pods; the quick fix writes it. Clients in the old namespace then use the
longer name (\`cart.shop\`), or an ExternalName Service that points there.`,
  examples: {
    bad: [{ yaml: manifests("default"), note: "The pods are in `shop`, the Service in `default`." }],
    good: [{ yaml: manifests("shop"), note: "Service and pods share a namespace." }],
  },
  *check(subject, net) {
    const selection = net.selection(subject.id);
    if (selection.kind === "none" || selection.certain.length + selection.possible.length > 0) return;
    const { elsewhere } = selection;
    if (elsewhere.length === 0) return;
    const severity = graded(severityOf(elsewhere, net), net);
    if (severity) yield finding(subject, elsewhere, severity, net);
  },
  fixes(_finding, subject, net) {
    const { elsewhere } = net.selection(subject.id);
    const namespaces = new Set(elsewhere.map((workload) => valueOf(net.namespaceOf(workload.id).value)));
    const [namespace] = namespaces;
    if (namespaces.size !== 1 || namespace === undefined) return [];
    return [
      {
        title: `Move Service ${nameOf(subject)} to namespace ${namespace}`,
        safety: "suggestion",
        changes: [{ type: "set", id: subject.id, path: ["metadata", "namespace"], value: namespace }],
      },
    ];
  },
});

function severityOf(elsewhere: readonly Workload[], net: Net): Severity {
  if (elsewhere.every((workload) => net.servicesOf(workload.id).length > 0)) return "information";
  return elsewhere.length === 1 ? "error" : "warning";
}

function finding(subject: Service, elsewhere: readonly Workload[], severity: Severity, net: Net): Finding {
  const own = valueOf(net.namespaceOf(subject.id).value);
  const pairs = listed((subject.spec.selector?.pairs ?? []).map(pair));
  const places = elsewhere.map(
    (workload) => `${called(workload)} in namespace ${valueOf(net.namespaceOf(workload.id).value)}`,
  );
  const verb = places.length === 1 ? "does" : "do";
  return {
    at: { id: subject.id, path: ["metadata", "namespace"], part: "value" },
    message:
      `No pod template in namespace ${own} has ${pairs}, but ${listed(places)} ${verb}. ` +
      `A Service selects pods of its own namespace only, so ${nameOf(subject)} has no endpoints.`,
    severity,
    related: elsewhere.slice(0, 3).map((workload) => ({
      at: { id: workload.id, path: ["metadata", "namespace"], part: "value" },
      message: `${called(workload)} has these labels`,
    })),
  };
}

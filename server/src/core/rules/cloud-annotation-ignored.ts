import type { Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { balancerOf } from "./cloudAnnotations.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf, quoted } from "./words.ts";

const manifest = (type: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
spec:${type}
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
`;

export const cloudAnnotationIgnored = rule<Service>({
  code: "PTL304",
  name: "cloud-annotation-ignored",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the type is known, and is not LoadBalancer" },
    {
      severity: "silent",
      when: "annotations that other controllers read on any type (`cloud.google.com/neg`, external-dns)",
    },
  ],
  subject: isService,
  summary: "A load balancer's annotation on a Service that gets no load balancer.",
  why: `Annotations such as \`service.beta.kubernetes.io/aws-load-balancer-*\`, \`…/azure-load-balancer-*\` and \`metallb.io/*\` are read by the
controller that makes the load balancer of a Service, and it looks at Services of
[type LoadBalancer](https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer) only. On any other type they do
nothing, and nobody says so.`,
  remedy: `Write \`type: LoadBalancer\` if the Service should have one, or take the annotations out. Both are offered.`,
  examples: {
    bad: [{ yaml: manifest(""), note: "Without a type it is a ClusterIP Service: Azure never looks at it." }],
    good: [{ yaml: manifest("\n  type: LoadBalancer"), note: "Azure makes an internal load balancer." }],
  },
  *check(subject) {
    const { type } = subject.spec;
    if (type !== undefined && (!isKnown(type) || type.value === "LoadBalancer")) return;
    for (const [provider, keys] of ignored(subject)) yield finding(subject, provider, keys);
  },
  fixes({ at }, subject) {
    const provider = balancerOf(String(at.path.at(-1)));
    const keys = provider === undefined ? [] : (ignored(subject).get(provider) ?? []);
    return [...makeLoadBalancer(subject), ...removeAll(subject, keys)];
  },
});

/** Keys by whose they are, in the order of the manifest. */
function ignored({ annotations }: Service): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { key } of annotations.pairs) {
    const provider = balancerOf(key);
    if (provider !== undefined) found.set(provider, [...(found.get(provider) ?? []), key]);
  }
  return found;
}

function finding(subject: Service, provider: string, keys: readonly string[]): Finding {
  const [first = ""] = keys;
  const type = valueOf(subject.spec.type) ?? "ClusterIP";
  const what =
    keys.length === 1 ? quoted(first) : `${quoted(first)} and ${keys.length - 1} more of ${provider}`;
  return {
    at: { id: subject.id, path: ["metadata", "annotations", first], part: "key" },
    message:
      `${what} ${keys.length === 1 ? "does" : "do"} nothing here: ${provider} looks at Services of type LoadBalancer only, ` +
      `and ${nameOf(subject)} is ${type === "ExternalName" ? "an" : "a"} ${type} Service.`,
    related: [],
  };
}

function makeLoadBalancer(subject: Service): readonly Fix[] {
  if (valueOf(subject.spec.clusterIP) === "None" || valueOf(subject.spec.type) === "ExternalName") return [];
  const changes = [{ type: "set", id: subject.id, path: ["spec", "type"], value: "LoadBalancer" } as const];
  return [{ title: "Set type to `LoadBalancer`", safety: "suggestion", changes }];
}

function removeAll(subject: Service, keys: readonly string[]): readonly Fix[] {
  const names = keys.map((key) => quoted(key.slice(key.indexOf("/") + 1)));
  return [
    {
      title: `Remove ${keys.length === 1 ? "annotation" : "annotations"} ${listed(names)}`,
      safety: "suggestion",
      changes: keys.map((key) => ({
        type: "remove",
        id: subject.id,
        path: ["metadata", "annotations", key],
      })),
    },
  ];
}

import type { AliasTarget } from "../network/aliasTargets.ts";
import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { placed } from "./hostNames.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const manifests = (target: string) => `apiVersion: v1
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
    - name: cart
      image: example.com/cart:1
      ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: front
spec:
  type: ExternalName
  externalName: ${target}
`;

export const externalNameTarget = rule<Service>({
  code: "PTL519",
  name: "external-name-target",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "a Service's name stands there cut short; or the ExternalName's own; or another namespace has the Service",
    },
    {
      severity: "hint",
      when: "a namespace of which Services are seen has no such Service, or something of the unit is missing",
    },
    { severity: "silent", when: "the target lies outside the cluster, or is a Service that is seen" },
  ],
  subject: isService,
  summary: "An ExternalName is meant to be a Service of this cluster, and DNS does not find it.",
  why: `[\`externalName\`](https://kubernetes.io/docs/concepts/services-networking/service/#externalname) goes into a CNAME record as it stands, and a
CNAME is always a whole name: no search domain completes it. \`cart.shop\` is a host in the internet's zone \`shop\`, not Service cart of
namespace shop. A full name that no Service has is answered with nothing at all.`,
  remedy:
    "Write the full name with the cluster's zone at its end, as the quick fix does: `cart.shop.svc.cluster.local`.",
  examples: {
    bad: [
      { yaml: manifests("cart.shop"), note: "Asked for in the internet." },
      { yaml: manifests("cart.front.svc.cluster.local"), note: "Its own name: a circle." },
    ],
    good: [{ yaml: manifests("cart.shop.svc.cluster.local"), note: "The Service's full name." }],
  },
  *check(subject, net) {
    const target = net.aliasTarget(subject.id);
    const severity = target && severityOf(target, net);
    if (target && severity) yield { ...finding(subject, target, net), severity };
  },
  fixes(_finding, subject, net) {
    const target = net.aliasTarget(subject.id);
    return target ? wordsFor(target, net).map((word) => fix(subject, word)) : [];
  },
});

function severityOf(target: AliasTarget<Service>, net: Net): Severity | undefined {
  if (target.kind !== "missing") return "warning";
  if (target.otherNamespace.length > 0) return graded("warning", net);
  return net.complete ? "hint" : undefined;
}

function finding(subject: Service, target: AliasTarget<Service>, net: Net): Finding {
  const related =
    target.kind === "itself" ? [] : target.kind === "short" ? [target.service] : target.otherNamespace;
  return {
    at: { id: subject.id, path: ["spec", "externalName"], part: "value" },
    message: messageOf(subject, target, net),
    related: related.slice(0, 3).flatMap((service) =>
      service
        ? [
            {
              at: { id: service.id, path: ["metadata", "name"], part: "value" as const },
              message: placed(service, net),
            },
          ]
        : [],
    ),
  };
}

function messageOf(subject: Service, target: AliasTarget<Service>, net: Net): string {
  const written = quoted(valueOf(subject.spec.externalName) ?? "");
  switch (target.kind) {
    case "short": {
      const who = target.service ? `${placed(target.service, net)} is` : "A Service's name there is";
      return `${written} is asked for outside the cluster: no search domain completes an externalName. ${who} ${quoted(target.full)}.`;
    }
    case "itself":
      return `${written} is the name of this very Service: ${called(subject)} leads to itself, and the lookup fails.`;
    case "missing": {
      const { name, namespace, otherNamespace } = target;
      const others =
        otherNamespace.length > 0
          ? `; ${listed(otherNamespace.map((each) => placed(each, net)))} ${otherNamespace.length === 1 ? "is" : "are"}`
          : " among those seen here";
      return `No Service is called ${quoted(name)} in namespace ${namespace}${others}. The lookup of ${nameOf(subject)} gets no address.`;
    }
  }
}

function wordsFor(target: AliasTarget<Service>, net: Net): readonly string[] {
  if (target.kind === "itself") return [];
  if (target.kind === "short") return [target.full];
  return target.otherNamespace.slice(0, 3).flatMap((service) => {
    const namespace = valueOf(net.namespaceOf(service.id).value);
    return namespace === undefined ? [] : [`${nameOf(service)}.${namespace}.svc.${net.cluster.domain}`];
  });
}

function fix(subject: Service, value: string): Fix {
  return {
    title: `Write ${quoted(value)}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path: ["spec", "externalName"], value }],
  };
}

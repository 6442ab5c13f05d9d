import type { Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf, quoted } from "./words.ts";

const manifest = (spec: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:${spec}
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

export const externalIps = rule<Service>({
  code: "PTL302",
  name: "external-ips",
  severity: "warning",
  levels: [
    { severity: "warning", when: "always" },
    { severity: "silent", when: "the list is empty, or filled in later" },
  ],
  subject: isService,
  summary: "A Service claims addresses of its own choice by `externalIPs`.",
  why: `Every node takes traffic to an address in [\`externalIPs\`](https://kubernetes.io/docs/concepts/services-networking/service/#external-ips)
for the Service's own, whoever the address belongs to. Whoever may create a Service can so draw to himself what pods send to
any address (CVE-2020-8554); many clusters forbid the field by the admission plugin \`DenyServiceExternalIPs\`. Kubernetes routes
nothing there by itself: that the packets reach a node is yours to see to. The field is deprecated since 1.36.`,
  remedy: `Use \`type: LoadBalancer\` with something that hands out addresses (a cloud, MetalLB, kube-vip), a Gateway or Ingress, or
\`type: NodePort\` behind a balancer of your own.`,
  examples: {
    bad: [{ yaml: manifest("\n  externalIPs:\n    - 203.0.113.7"), note: "Every node claims 203.0.113.7." }],
    good: [
      { yaml: manifest("\n  type: LoadBalancer"), note: "A controller hands out an address that is routed." },
    ],
  },
  *check(subject) {
    const { externalIPs } = subject.spec;
    const addresses = externalIPs.flatMap((address) => valueOf(address) ?? []);
    if (addresses.length > 0) yield finding(subject, addresses);
  },
  fixes(_finding, subject) {
    if (!isIgnored(subject)) return [];
    const changes = [{ type: "remove", id: subject.id, path: ["spec", "externalIPs"] } as const];
    return [{ title: "Remove `externalIPs`, which does nothing here", safety: "suggestion", changes }];
  },
});

/** The API server warns that it has no effect. */
function isIgnored({ spec }: Service): boolean {
  return valueOf(spec.type) === "ExternalName" || valueOf(spec.clusterIP) === "None";
}

function finding(subject: Service, addresses: readonly string[]): Finding {
  const claimed = listed(addresses.map(quoted));
  const name = nameOf(subject);
  const kind = valueOf(subject.spec.type) === "ExternalName" ? "an ExternalName" : "a headless";
  return {
    at: { id: subject.id, path: ["spec", "externalIPs"], part: "key" },
    message: isIgnored(subject)
      ? `externalIPs does nothing on ${kind} Service: ${name} does not answer on ${claimed}. The field is deprecated since Kubernetes 1.36.`
      : `Every node takes traffic to ${claimed} for Service ${name}, whoever the address belongs to, and nothing routes it there. ` +
        "externalIPs is deprecated since Kubernetes 1.36; use type LoadBalancer, a Gateway or an Ingress.",
    related: [],
  };
}

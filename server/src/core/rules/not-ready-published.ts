import type { Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { type Finding, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called } from "./words.ts";

const manifests = (spec: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:${spec}
  publishNotReadyAddresses: true
  selector:
    app: web
  ports:
    - port: 8080
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
          ports:
            - containerPort: 8080
`;

export const notReadyPublished = rule<Service>({
  code: "PTL507",
  name: "not-ready-published",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the Service has an address of its own, and no pod takes its name from it",
    },
    { severity: "hint", when: "the same, in a unit of which something is missing" },
    {
      severity: "silent",
      when: "the Service is headless, or a `serviceName` or `subdomain` names it, or it selects one pod by name: peers look for one another there",
    },
  ],
  subject: isService,
  summary: "A Service that clients use sends traffic to pods that are not ready.",
  why: `[\`publishNotReadyAddresses\`](https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec) is for the
headless Service of a StatefulSet, whose pods have to find each other before they are ready. Every address then counts as ready,
that of a starting pod and that of a terminating one. On a Service with a \`clusterIP\`, kube-proxy takes that at its word:
readiness probes keep no traffic away, and clients meet pods that cannot answer.`,
  remedy: `Remove the field here, and put it on a headless Service for the peers if they need it.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "Clients of `web` reach pods that are still starting." }],
    good: [{ yaml: manifests("\n  clusterIP: None"), note: "Peers find one another while they start." }],
  },
  *check(subject, net) {
    const severity = graded("information", net);
    const isMeant = net.isGoverning(subject.id) !== "no";
    if (severity && !isMeant && isServing(subject) && !isOfOnePod(subject)) yield finding(subject, severity);
  },
  fixes(_finding, subject) {
    return [
      {
        title: "Remove publishNotReadyAddresses",
        safety: "suggestion",
        changes: [{ type: "remove", id: subject.id, path: ["spec", "publishNotReadyAddresses"] }],
      },
    ];
  },
});

function isServing({ spec }: Service): boolean {
  const { publishNotReadyAddresses, clusterIP, type, selector } = spec;
  const hasAddress = clusterIP === undefined || (isKnown(clusterIP) && clusterIP.value !== "None");
  const isProxied = type === undefined || (isKnown(type) && type.value !== "ExternalName");
  return valueOf(publishNotReadyAddresses) === true && hasAddress && isProxied && selector !== undefined;
}

/** A name for one pod of a set is a name among peers. */
function isOfOnePod({ spec }: Service): boolean {
  return spec.selector?.pairs.some(({ key }) => PER_POD.has(key)) ?? false;
}

const PER_POD = new Set(["statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index"]);

function finding(subject: Service, severity: Severity): Finding {
  return {
    at: { id: subject.id, path: ["spec", "publishNotReadyAddresses"], part: "value" },
    message:
      `${called(subject)} sends its clients to pods that are not ready, and to those that are shutting down. ` +
      "This is meant for headless Services, under which peers look for one another.",
    severity,
    related: [],
  };
}

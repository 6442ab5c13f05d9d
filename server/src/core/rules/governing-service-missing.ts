import type { Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { headlessService } from "./headlessService.ts";
import { usesRelated, usesText } from "./podNameUses.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isStatefulSet } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const statefulSet = (serviceName: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ${serviceName}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: postgres
          image: postgres:17
          ports:
            - name: postgres
              containerPort: 5432
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
---
`;

export const governingServiceMissing = rule<Workload>({
  code: "PTL501",
  name: "governing-service-missing",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "a Service under another name selects the StatefulSet's pods, or a value uses the name of one of them",
    },
    { severity: "information", when: "no Service selects them" },
    { severity: "hint", when: "either, in a unit of which something is missing" },
    { severity: "silent", when: "`serviceName` is not written: since Kubernetes 1.33 that is a choice" },
  ],
  subject: isStatefulSet,
  summary: "A StatefulSet's serviceName is the name of no Service.",
  why: `[\`spec.serviceName\`](https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id) names the Service under
which every pod has a name of its own: \`db-0.db.shop.svc.cluster.local\`. The API server does not look whether it exists.
Without it the pods start and run, but those names do not resolve, so replicas that look for one another by name never meet.`,
  remedy: `Write the name of the Service that selects the pods, or create a headless one. \`serviceName\` cannot be changed in a cluster:
the StatefulSet has to be deleted (\`kubectl delete --cascade=orphan\` keeps its pods) and created again.`,
  examples: {
    bad: [
      {
        yaml: service + statefulSet("db-headless"),
        note: "The Service is called `db`; `db-0.db-headless` does not resolve.",
      },
      { yaml: statefulSet("db"), note: "There is no Service at all." },
    ],
    good: [{ yaml: service + statefulSet("db"), note: "Each pod has a name: `db-0.db`." }],
  },
  *check(subject, net) {
    const governing = net.governing(subject.id);
    if (governing?.kind !== "missing") return;
    const isUsed = net.podNameUses(subject.id).length > 0;
    const severity = graded(governing.other.length > 0 || isUsed ? "warning" : "information", net);
    if (severity) yield finding(subject, governing.name, governing.other, severity, net);
  },
  fixes(_finding, subject, net) {
    const governing = net.governing(subject.id);
    if (governing?.kind !== "missing") return [];
    return [
      ...governing.other.slice(0, 3).flatMap((other) => rename(subject, other)),
      ...create(subject, governing.name),
    ];
  },
});

function finding(
  subject: Workload,
  name: string,
  other: readonly Service[],
  severity: Severity,
  net: Net,
): Finding {
  const where = inNamespace(net.namespaceOf(subject.id)) || " here";
  const known =
    other.length > 0
      ? `; ${listed(other.map(called))} ${other.length === 1 ? "selects" : "select"} the pods`
      : "";
  return {
    at: { id: subject.id, path: ["spec", "serviceName"], part: "value" },
    message:
      `No Service is called ${quoted(name)}${where}${known}. ` +
      `Names of single pods, such as ${nameOf(subject)}-0.${name}, do not resolve.${usesText(subject, net)}`,
    severity,
    related: [
      ...other.slice(0, 3).map((service) => ({
        at: { id: service.id, path: ["metadata", "name"], part: "value" as const },
        message: `${called(service)} selects the pods of ${called(subject)}`,
      })),
      ...usesRelated(subject, net),
    ],
  };
}

function rename(subject: Workload, other: Service): readonly Fix[] {
  const name = valueOf(other.name);
  if (name === undefined) return [];
  return [
    {
      title: `Set serviceName to ${quoted(name)}`,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path: ["spec", "serviceName"], value: name }],
    },
  ];
}

function create(subject: Workload, name: string): readonly Fix[] {
  const value = headlessService(subject, name);
  if (value === undefined) return [];
  return [
    {
      title: `Create headless Service ${name} for ${called(subject)}`,
      safety: "suggestion",
      changes: [{ type: "createDocument", after: subject.id, value }],
    },
  ];
}

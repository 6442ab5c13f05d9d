import type { Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { headlessService } from "./headlessService.ts";
import { usesRelated, usesText } from "./podNameUses.ts";
import { type Change, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isStatefulSet } from "./subjects.ts";
import { called, nameOf, quoted } from "./words.ts";

const manifests = (headless: string) => `apiVersion: v1
kind: Service
metadata:
  name: db
spec:${headless}
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
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

export const governingServiceNotHeadless = rule<Workload>({
  code: "PTL502",
  name: "governing-service-not-headless",
  severity: "warning",
  levels: [
    { severity: "warning", when: "a value uses the name of one of the pods (`db-0.db`)" },
    {
      severity: "information",
      when: "nothing in sight uses one: it works until somebody does",
    },
    { severity: "hint", when: "something of the unit is missing" },
    { severity: "silent", when: "whether the Service is headless cannot be known" },
  ],
  subject: isStatefulSet,
  summary: "A StatefulSet's Service is not headless.",
  why: `A StatefulSet [needs a headless Service](https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations) for the identity of
its pods. DNS answers for a headless name with the addresses of all its pods. A Service with a \`clusterIP\` answers with that
one address, and each connection lands on any of the pods: clients cannot choose a primary, and peers that look the name up do
not find one another. Names of single pods (\`db-0.db\`) below a Service that is not headless are no part of the
[DNS specification](https://github.com/kubernetes/dns/blob/master/docs/specification.md); CoreDNS answers them all the same.`,
  remedy: `Give the StatefulSet a headless Service of its own and keep this one for its clients, or make this one headless if nobody
needs its address. \`clusterIP\` and \`serviceName\` cannot be changed in a cluster, so either means to delete and create again.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "`db` has one address for all pods." }],
    good: [{ yaml: manifests("\n  clusterIP: None"), note: "`db` resolves to the pods themselves." }],
  },
  *check(subject, net) {
    const governing = net.governing(subject.id);
    if (governing?.kind !== "not-headless") return;
    const isUsed = net.podNameUses(subject.id).length > 0;
    const severity = graded(isUsed ? "warning" : "information", net);
    if (severity) yield finding(subject, governing.service, severity, net);
  },
  fixes(_finding, subject, net) {
    const governing = net.governing(subject.id);
    if (governing?.kind !== "not-headless") return [];
    return [...ownService(subject, governing.service, net), ...makeHeadless(governing.service)];
  },
});

function finding(subject: Workload, service: Service, severity: Severity, net: Net): Finding {
  return {
    at: { id: subject.id, path: ["spec", "serviceName"], part: "value" },
    message:
      `${called(service)} is not headless: it resolves to one address, behind which any pod of ${called(subject)} answers. ` +
      `A StatefulSet's Service has \`clusterIP: None\`.${usesText(subject, net)}`,
    severity,
    related: [
      {
        at: { id: service.id, path: ["spec", service.spec.clusterIP ? "clusterIP" : "type"], part: "value" },
        message: `${called(service)} has an address of its own`,
      },
      ...usesRelated(subject, net),
    ],
  };
}

/** A headless Service that selects the same pods already, or a new one. */
function ownService(subject: Workload, service: Service, net: Net): readonly Fix[] {
  const other = net.servicesOf(subject.id).find((each) => valueOf(each.spec.clusterIP) === "None");
  const name = other ? nameOf(other) : `${nameOf(service)}-headless`;
  const set: Change = { type: "set", id: subject.id, path: ["spec", "serviceName"], value: name };
  if (other) return [{ title: `Set serviceName to ${quoted(name)}`, safety: "suggestion", changes: [set] }];
  const value = headlessService(subject, name);
  if (value === undefined) return [];
  return [
    {
      title: `Create headless Service ${name} for ${called(subject)}`,
      safety: "suggestion",
      changes: [set, { type: "createDocument", after: subject.id, value }],
    },
  ];
}

/** NodePort and LoadBalancer Services need an address of their own. */
function makeHeadless(service: Service): readonly Fix[] {
  const { type } = service.spec;
  if (type !== undefined && valueOf(type) !== "ClusterIP") return [];
  return [
    {
      title: `Make ${called(service)} headless (\`clusterIP: None\`)`,
      safety: "suggestion",
      changes: [{ type: "set", id: service.id, path: ["spec", "clusterIP"], value: "None" }],
    },
  ];
}

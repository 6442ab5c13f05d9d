import type { Governing, Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { headlessService } from "./headlessService.ts";
import { type Change, type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isStatefulSet } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

const service = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  clusterIP: None
  selector:
    app: ${name}
  ports:
    - port: 5432
---
`;

const set = (kind: string, name: string, serviceName: string) => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
spec:
${serviceName}  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: example.com/${name}:1
          ports:
            - containerPort: 5432
`;

const others = `${service("cache")}${set("Deployment", "cache", "")}---\n${service("db")}`;

export const governingServiceSelectsOthers = rule<Workload>({
  code: "PTL509",
  name: "governing-service-selects-others",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the Service certainly does not select the StatefulSet's pods" },
    { severity: "hint", when: "the same, in a unit of which something is missing" },
    {
      severity: "silent",
      when: "the Service has no selector, asks for labels that pods get while they run, or selects nothing by a slip of which PTL101 speaks",
    },
  ],
  subject: isStatefulSet,
  summary: "A StatefulSet's Service does not select the StatefulSet's pods.",
  why: `The pods of a StatefulSet have names of their own under the Service in
[\`spec.serviceName\`](https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id): \`db-0.db\`. Such a name exists
only while that Service selects the pod. If it selects others, none of the names resolve, and replicas never find one another. The
API server does not compare the two.`,
  remedy: `Write the Service that selects the pods, or give the Service the labels of the pod template. \`serviceName\` cannot be changed in
a cluster: the StatefulSet has to be deleted (\`kubectl delete --cascade=orphan\` keeps its pods) and created again.`,
  examples: {
    bad: [
      {
        yaml: others + set("StatefulSet", "db", "  serviceName: cache\n"),
        note: "`cache` selects the Deployment's pods; `db-0.cache` does not resolve.",
      },
    ],
    good: [{ yaml: others + set("StatefulSet", "db", "  serviceName: db\n"), note: "`db-0.db` is a pod." }],
  },
  *check(subject, net) {
    const service = strangerOf(net.governing(subject.id));
    const severity = graded("warning", net);
    if (!service || !severity || isSlip(subject, service, net)) return;
    yield finding(subject, service, severity, net);
  },
  fixes(_finding, subject, net) {
    const service = strangerOf(net.governing(subject.id));
    if (!service) return [];
    const headless = net.servicesOf(subject.id).filter(({ spec }) => valueOf(spec.clusterIP) === "None");
    return headless.length > 0
      ? headless.slice(0, 3).map((other) => rename(subject, other))
      : create(subject);
  },
});

/** The Service, if it certainly does not select the pods. */
function strangerOf(governing: Governing | undefined): Service | undefined {
  const isThere = governing?.kind === "headless" || governing?.kind === "not-headless";
  return isThere && governing.selects === "no" ? governing.service : undefined;
}

/** The selector was meant for these pods, and is nearly right. */
function isSlip(subject: Workload, service: Service, net: Net): boolean {
  const { certain, possible } = net.selection(service.id);
  if (certain.length > 0 || possible.length > 0) return false;
  return net.nearMisses(service.id).some(({ workload }) => workload.id === subject.id);
}

function finding(subject: Workload, service: Service, severity: Severity, net: Net): Finding {
  const own = listed(net.servicesOf(subject.id).map(called), "or");
  const but = own === "" ? "" : `; ${own} does`;
  return {
    at: { id: subject.id, path: ["spec", "serviceName"], part: "value" },
    message:
      `${called(service)} does not select the pods of ${called(subject)}${but}. Names of single pods, such as ` +
      `${nameOf(subject)}-0.${nameOf(service)}, do not resolve.`,
    severity,
    related: [
      {
        at: { id: service.id, path: ["spec", "selector"], part: "key" },
        message: `what ${called(service)} selects`,
      },
    ],
  };
}

function rename(subject: Workload, other: Service): Fix {
  const value = nameOf(other);
  return {
    title: `Set serviceName to ${quoted(value)}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path: ["spec", "serviceName"], value }],
  };
}

function create(subject: Workload): readonly Fix[] {
  const name = `${nameOf(subject)}-headless`;
  const value = headlessService(subject, name);
  const set: Change = { type: "set", id: subject.id, path: ["spec", "serviceName"], value: name };
  if (value === undefined) return [];
  return [
    {
      title: `Create headless Service ${name} for ${called(subject)}`,
      safety: "suggestion",
      changes: [set, { type: "createDocument", after: subject.id, value }],
    },
  ];
}

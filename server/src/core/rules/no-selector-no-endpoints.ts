import type { Service, Unbacked } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { pairsOf } from "./headlessService.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed } from "./words.ts";

const service = (more: string) => `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
${more}  ports:
    - port: 5432
`;

const deployment = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
spec:
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
            - containerPort: 5432
`;

const slice = `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses:
      - 192.0.2.10
`;

export const noSelectorNoEndpoints = rule<Service>({
  code: "PTL508",
  name: "no-selector-no-endpoints",
  severity: "information",
  levels: [
    { severity: "information", when: "nothing in the unit gives it endpoints" },
    { severity: "hint", when: "the same, in a unit of which something is missing" },
    {
      severity: "silent",
      when: "Endpoints or an EndpointSlice name the Service (or nearly, of which PTL510 speaks), an operator's resource bears its name, or it is only a part of a Service (a patch)",
    },
  ],
  subject: isService,
  summary: "A Service has neither a selector nor endpoints of its own.",
  why: `Without a [selector](https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors), nobody makes
endpoints: they have to be written by hand, or by a program. An empty selector (\`selector: {}\`) is none, too; it does not select
everything. Until there are endpoints, the Service's name resolves, and every connection is refused; a headless name does not even
resolve.`,
  remedy: `Give the Service a selector, or write an EndpointSlice with the label \`kubernetes.io/service-name\`. If a program makes the
endpoints in the cluster, ignore this.`,
  examples: {
    bad: [{ yaml: service("") + deployment, note: "The Deployment's pods are never found." }],
    good: [
      { yaml: service("  selector:\n    app: db\n") + deployment, note: "The selector finds the pods." },
      {
        yaml: service("") + slice + deployment.replaceAll(" db", " web"),
        note: "An EndpointSlice says where to go.",
      },
    ],
  },
  *check(subject, net) {
    const unbacked = net.unbacked(subject.id);
    const severity = unbacked && graded("information", net);
    // Of a slice that misses its Service, PTL510 speaks.
    const isSpoken = unbacked?.strays.some(({ identity }) => identity.kind === "EndpointSlice") ?? false;
    // What the API server refuses has no name that could resolve.
    const isTaken = net.verdict(subject.id).faults.length === 0;
    if (severity && !isSpoken && isTaken) yield finding(subject, unbacked, severity);
  },
  fixes(_finding, subject, net) {
    return (net.unbacked(subject.id)?.namesakes ?? []).slice(0, 3).flatMap((workload): readonly Fix[] => {
      const selector = pairsOf(workload.spec.selector);
      if (!selector) return [];
      const title = `Select the pods of ${called(workload)}`;
      const changes = Object.entries(selector).map(([key, value]) => ({
        type: "set" as const,
        id: subject.id,
        path: ["spec", "selector", key],
        value,
      }));
      return [{ title, safety: "suggestion", changes }];
    });
  },
});

function finding(subject: Service, unbacked: Unbacked, severity: Severity): Finding {
  const follows =
    valueOf(subject.spec.clusterIP) === "None"
      ? "its name does not resolve"
      : "its name resolves, but connections are refused";
  return {
    at: { id: subject.id, path: ["spec", "selector"], part: "key" },
    message: `${called(subject)} has no selector, and nothing here gives it endpoints: ${follows}.${nearby(unbacked)}`,
    severity,
    related: unbacked.namesakes.slice(0, 3).map((workload) => ({
      at: { id: workload.id, path: ["metadata", "name"], part: "value" },
      message: `${called(workload)} bears the name`,
    })),
  };
}

function nearby({ strays, namesakes }: Unbacked): string {
  if (strays.length > 0) return ` Is ${listed(strays.map(called), "or")} meant for it?`;
  const [only, ...others] = namesakes;
  return only && others.length === 0 ? ` Are the pods of ${called(only)} meant?` : "";
}

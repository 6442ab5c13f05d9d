import type { Misread } from "../network/misreads.ts";
import type { Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, listed, nameOf, podsOf, quoted } from "./words.ts";

const manifests = (port: string) => `apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  selector:
    app: redis
  ports:
    - port: 6379
---
apiVersion: v1
kind: Pod
metadata:
  name: redis
  labels:
    app: redis
spec:
  containers:
    - name: redis
      image: redis:7
      ports:
        - containerPort: 6379
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      args:
        - --redis=redis:${port}
`;

export const serviceVariableMisread = rule<Workload>({
  code: "PTL528",
  name: "service-variable-misread",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "the variable stands where a port's number does, or the image is known to take it for one",
    },
    {
      severity: "silent",
      when: "the container defines the variable itself or may (`envFrom`), or the pod says `enableServiceLinks: false`",
    },
  ],
  subject: isWorkload,
  summary: "A variable that the kubelet makes of a Service is taken for the number of a port.",
  why: `Of a Service \`redis\` the kubelet makes [\`REDIS_PORT\`](https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables)
for every pod of its namespace that starts after it, and the value is a URL: \`tcp://10.96.0.7:6379\`. It is an inheritance from
Docker's links, and it hits programs that are configured by a variable of just this name and want a number: they fail at the start,
or only after the next restart, when the Service has come to be. \`REDIS_SERVICE_PORT\` is the number.`,
  remedy: `Read \`REDIS_SERVICE_PORT\`, as the quick fix writes; or say \`enableServiceLinks: false\` in the pod, which keeps out the variables of
all Services (names in DNS are not concerned); or define the variable in the container's \`env\`, which counts before the
kubelet's; or give the Service another name.`,
  examples: {
    bad: [{ yaml: manifests("$(REDIS_PORT)"), note: "The program is told `redis:tcp://10.96.0.7:6379`." }],
    good: [
      { yaml: manifests("$(REDIS_SERVICE_PORT)"), note: "The number of the Service's first port." },
      { yaml: manifests("6379"), note: "The number itself." },
    ],
  },
  *check(subject, net) {
    for (const [index, each] of net.misreads(subject.id).entries()) yield finding(subject, each, index, net);
  },
  fixes(finding, subject, net) {
    const found = net.misreads(subject.id).find((_, index) => index === finding.data);
    return found ? fixesFor(subject, found, net) : [];
  },
});

function finding(subject: Workload, misread: Misread<Service>, index: number, net: Net): Finding {
  const { path, at, service } = misread;
  return {
    at: { id: subject.id, path, part: "value", ...(at ? { within: at } : {}) },
    message: at ? readMessage(misread, net) : imageMessage(subject, misread, net),
    data: index,
    related: [
      {
        at: { id: service.id, path: ["metadata", "name"], part: "value" },
        message: `makes ${misread.variable}`,
      },
    ],
  };
}

function readMessage({ variable, service, rivals }: Misread<Service>, net: Net): string {
  if (rivals.length > 0) {
    const makers = listed([service, ...rivals].map(called));
    return (
      `${makers} each make a variable ${quoted(variable)}, one a number and one a URL: which one the container gets is luck. ` +
      "Give one of them another name, or define the variable in the container."
    );
  }
  const number = `${quoted(numberOf(variable))} is the number`;
  return `${quoted(variable)} is made of ${called(service)} and is a URL, ${quoted(urlOf(service, net))}, where a port's number has to stand. ${number}.`;
}

function imageMessage(subject: Workload, { variable, service, rivals }: Misread<Service>, net: Net): string {
  const what = rivals.length > 0 ? "" : ` as a URL, ${quoted(urlOf(service, net))}`;
  return (
    `${called(service)} makes the variable ${quoted(variable)} for ${podsOf(subject)}${what}. This image is known to take it ` +
    "for its own setting, and to fail. `enableServiceLinks: false` keeps it out."
  );
}

/** With an address only where one is written. */
function urlOf(service: Service, net: Net): string {
  const [port] = service.spec.ports;
  const protocol = (valueOf(port?.protocol) ?? "TCP").toLowerCase();
  const host = net.normal(service).clusterIPs[0]?.text ?? "…";
  return `${protocol}://${host.includes(":") ? `[${host}]` : host}:${valueOf(port?.port) ?? ""}`;
}

/** `REDIS_PORT` → `REDIS_SERVICE_PORT`. */
function numberOf(variable: string): string {
  return variable.replace(/_PORT$/, "_SERVICE_PORT");
}

function fixesFor(
  subject: Workload,
  { variable, at, text, path, rivals }: Misread<Service>,
  net: Net,
): readonly Fix[] {
  if (rivals.length > 0) return [];
  if (!at || text === undefined) return usesLinks(subject, net) ? [] : [withoutLinks(subject)];
  const word = numberOf(variable);
  const value = text.slice(0, at.start) + word + text.slice(at.end);
  return [
    {
      title: `Read ${quoted(word)}`,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path, value }],
    },
  ];
}

/** Whether some of the variables that would go are used. */
function usesLinks(subject: Workload, net: Net): boolean {
  return (
    net.namings(subject.id).some(({ mention }) => mention.kind === "variable") ||
    subject.texts.some(({ text }) => /_SERVICE_(?:HOST|PORT)|_PORT_\d/.test(text))
  );
}

function withoutLinks(subject: Workload): Fix {
  const path: Path = [...subject.spec.podPath, "spec", "enableServiceLinks"];
  return {
    title: `Set enableServiceLinks to \`false\` in ${nameOf(subject)}`,
    safety: "suggestion",
    changes: [{ type: "set", id: subject.id, path, value: false }],
  };
}

import type { Governing, Net, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { graded } from "./grade.ts";
import { type Finding, type Fix, rule, type Severity } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, inNamespace, nameOf, podsOf, quoted } from "./words.ts";

const manifests = (names: string) => `apiVersion: v1
kind: Service
metadata:
  name: peers
spec:
  clusterIP: None
  selector:
    app: seed
  ports:
    - port: 7946
---
apiVersion: v1
kind: Pod
metadata:
  name: seed
  labels:
    app: seed
spec:
${names}  containers:
    - name: seed
      image: example.com/seed:1
      ports:
        - containerPort: 7946
`;

export const hostnameWithoutSubdomain = rule<Workload>({
  code: "PTL506",
  name: "hostname-without-subdomain",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "`hostname` stands alone; or no headless Service that selects the pods bears the name in `subdomain`",
    },
    { severity: "hint", when: "no such Service is seen, and something of the unit is missing" },
    {
      severity: "silent",
      when: "a Service named like the `hostname` leads to the pods; StatefulSets and Jobs, which give their pods names themselves",
    },
  ],
  subject: isWorkload,
  summary: "A pod's hostname gives it no DNS name.",
  why: `\`hostname\` is what a pod calls itself. [DNS knows it](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields)
only together with \`subdomain\`, and only if a headless Service of that very name, in the same namespace, selects the pod: then
\`seed.peers.shop.svc.cluster.local\` is its address. Neither the API server nor the kubelet says anything when a part is missing.`,
  remedy: `Set \`subdomain\` to the name of a headless Service that selects the pods, or remove \`hostname\` if nobody needs it.`,
  examples: {
    bad: [
      { yaml: manifests("  hostname: seed\n"), note: "Nobody can look `seed` up." },
      {
        yaml: manifests("  hostname: seed\n  subdomain: peer\n"),
        note: "The Service is called `peers`: `seed.peer` does not resolve.",
      },
    ],
    good: [{ yaml: manifests("  hostname: seed\n  subdomain: peers\n"), note: "`seed.peers` is the pod." }],
  },
  *check(subject, net) {
    const found = NAMELESS.has(subject.identity.kind) ? undefined : problemOf(subject, net);
    if (found) yield found;
  },
  fixes(finding, subject, net) {
    const path = [...podSpecOf(subject), "subdomain"];
    if (finding.data === "selects") return [];
    const headless = net
      .servicesOf(subject.id)
      .filter(({ spec }) => valueOf(spec.clusterIP) === "None")
      .slice(0, 3);
    return headless.map((service): Fix => {
      const value = nameOf(service);
      const title = `Set subdomain to ${quoted(value)}`;
      return { title, safety: "suggestion", changes: [{ type: "set", id: subject.id, path, value }] };
    });
  },
});

/** Kinds that name their pods themselves, or may (Jobs that are indexed). */
const NAMELESS = new Set(["StatefulSet", "Job", "CronJob"]);

function podSpecOf({ spec }: Workload): Path {
  return [...spec.podPath, "spec"];
}

function problemOf(subject: Workload, net: Net): Finding | undefined {
  const { hostname, subdomain } = subject.spec.dns;
  const host = valueOf(hostname);
  if (subdomain === undefined) return host === undefined ? undefined : alone(subject, host, net);
  const governing = net.subdomain(subject.id);
  return governing && without(subject, governing, net);
}

function alone(subject: Workload, host: string, net: Net): Finding | undefined {
  if (net.servicesOf(subject.id).some((service) => nameOf(service) === host)) return undefined;
  const isOne = subject.identity.kind === "Pod";
  return {
    at: { id: subject.id, path: [...podSpecOf(subject), "hostname"], part: "value" },
    message:
      `${quoted(host)} is only the name that ${podsOf(subject)} ${isOne ? "has for itself" : "have for themselves"}. ` +
      `A DNS name takes \`subdomain\`, too: the name of a headless Service that selects ${isOne ? "it" : "them"}.`,
    related: [],
  };
}

function without(subject: Workload, governing: Governing, net: Net): Finding | undefined {
  const host = valueOf(subject.spec.dns.hostname);
  const finding = (text: string, severity: Severity | undefined, data: string) =>
    severity && {
      at: { id: subject.id, path: [...podSpecOf(subject), "subdomain"], part: "value" as const },
      message: text,
      severity,
      data,
      related: [],
    };
  if (governing.kind === "unknown") return undefined;
  if (governing.kind === "missing") {
    const where = inNamespace(net.namespaceOf(subject.id)) || " here";
    const text = `No Service is called ${quoted(governing.name)}${where}; ${fails(host, governing.name)}.`;
    return finding(text, graded("information", net), "missing");
  }
  const service = called(governing.service);
  const failing = fails(host, nameOf(governing.service));
  if (governing.selects === "no")
    return finding(`${service} does not select ${podsOf(subject)}; ${failing}.`, "information", "selects");
  if (governing.kind === "headless") return undefined;
  const text = `${service} is not headless: it answers with one address for all pods, and names of single pods are not certain to resolve.`;
  return finding(text, "information", "headless");
}

function fails(host: string | undefined, name: string): string {
  return host === undefined ? "pods get no names under it" : `${quoted(`${host}.${name}`)} does not resolve`;
}

import type { Net, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { nameOf, podsOf, quoted } from "./words.ts";

const manifests = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: ledger-replicas
  namespace: accounting
spec:
  clusterIP: None
  selector:
    app: ledger
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
  namespace: accounting
spec:
  serviceName: ledger-replicas
  selector:
    matchLabels:
      app: ledger
  template:
    metadata:
      labels:
        app: ledger
    spec:
      setHostnameAsFQDN: true
      containers:
        - name: ledger
          image: example.com/ledger:1
          ports:
            - containerPort: 5432
`;

/** Bytes that Linux has for a host's name. */
const LONGEST = 64;

/** Of a Deployment's pod at least a hyphen, one character of its ReplicaSet's hash, another hyphen and five characters. */
const GENERATED = "-x-xxxxx";

export const hostnameTooLong = rule<Workload>({
  code: "PTL517",
  name: "hostname-too-long",
  severity: "error",
  levels: [
    { severity: "error", when: "every part of the name is known" },
    { severity: "warning", when: "nobody wrote the namespace" },
    { severity: "silent", when: "the name fits, or the controller makes a part of it up and the rest fits" },
  ],
  subject: isWorkload,
  summary: "A pod with `setHostnameAsFQDN` would get a longer name than a host can have.",
  why: `With [\`setHostnameAsFQDN: true\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-sethostnameasfqdn-field) a pod's
hostname is its whole DNS name: \`<hostname>.<subdomain>.<namespace>.svc.<zone>\`. Linux has room for ${LONGEST} characters. A pod with a
longer one stays in \`ContainerCreating\` for ever: the kubelet tries again and again, and nothing refuses the manifest.`,
  remedy:
    "Shorten the name of the workload, of the headless Service or of the namespace, or leave `setHostnameAsFQDN` out.",
  examples: {
    bad: [
      {
        yaml: manifests("ledger-primary-database"),
        note: "`ledger-primary-database-0.ledger-replicas.accounting.svc.cluster.local` has 70 characters.",
      },
    ],
    good: [
      { yaml: manifests("ledger"), note: "`ledger-0.ledger-replicas.accounting.svc.cluster.local` has 53." },
    ],
  },
  *check(subject, net) {
    const { dns, hostNetwork } = subject.spec;
    // On the host's network a pod has the node's hostname.
    const isOwn = hostNetwork === undefined || valueOf(hostNetwork) === false;
    const found = isOwn && valueOf(dns.setHostnameAsFQDN) === true ? fullName(subject, net) : undefined;
    if (found && found.length > LONGEST) yield finding(subject, found, net);
  },
});

/** As long as it is at least; undefined where a part of it cannot be known, or it has no domain. */
function fullName(subject: Workload, net: Net): string | undefined {
  const { spec, identity } = subject;
  const subdomain = valueOf(identity.kind === "StatefulSet" ? spec.serviceName : spec.dns.subdomain);
  const namespace = valueOf(net.namespaceOf(subject.id).value);
  const short = shortName(subject);
  if (!subdomain || namespace === undefined || short === undefined) return undefined;
  return `${short}.${subdomain}.${namespace}.svc.${net.cluster.domain}`;
}

function shortName(subject: Workload): string | undefined {
  const { spec, identity } = subject;
  const name = valueOf(subject.name);
  if (name === undefined) return undefined;
  const hostname = valueOf(spec.dns.hostname);
  switch (identity.kind) {
    case "StatefulSet": {
      const first = spec.firstOrdinal === undefined ? 0 : valueOf(spec.firstOrdinal);
      return first === undefined ? undefined : `${name}-${first}`;
    }
    case "Pod":
      return hostname ?? cut(name);
    case "Deployment":
      return hostname ?? cut(name + GENERATED);
    default:
      return hostname;
  }
}

/** Of a pod's name a hostname is the first 63 characters. */
function cut(name: string): string {
  return name.slice(0, 63).replace(/[-.]+$/, "");
}

function finding(subject: Workload, name: string, net: Net): Finding {
  const isMade = subject.identity.kind === "Deployment" && subject.spec.dns.hostname === undefined;
  const shown = isMade ? name.replace(GENERATED, "-…") : name;
  const whose = subject.identity.kind === "Pod" ? nameOf(subject) : podsOf(subject);
  const { assumed } = net.namespaceOf(subject.id);
  return {
    at: { id: subject.id, path: [...subject.spec.podPath, "spec", "setHostnameAsFQDN"], part: "value" },
    message:
      `The hostname of ${whose} would be ${quoted(shown)}, ${isMade ? "at least " : ""}${name.length} characters; a host's name has ` +
      `${LONGEST} at most. ${subject.identity.kind === "Pod" ? "It stays" : "They stay"} in ContainerCreating.`,
    ...(assumed ? { severity: "warning" as const } : {}),
    related: [],
  };
}

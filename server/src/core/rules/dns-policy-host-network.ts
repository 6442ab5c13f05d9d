import type { Workload } from "../network/net.ts";
import type { Text } from "../resources/texts.ts";
import { isKnown, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { podsOf, quoted } from "./words.ts";

const manifests = (policy: string) => `apiVersion: v1
kind: Pod
metadata:
  name: probe
spec:
  hostNetwork: true
${policy}  containers:
    - name: probe
      image: example.com/probe:1
      env:
        - name: TARGET
          value: http://cart.shop.svc:8080
`;

export const dnsPolicyHostNetwork = rule<Workload>({
  code: "PTL514",
  name: "dns-policy-host-network",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "a value of the pod names a Service in the form `name.namespace.svc`",
    },
    {
      severity: "silent",
      when: "nothing in the pod names a Service so, or `dnsPolicy` or `dnsConfig` says how names are looked up",
    },
  ],
  subject: isWorkload,
  summary: "A pod on the host's network names a Service, but does not ask the cluster's DNS.",
  why: `For a pod with \`hostNetwork: true\`, the [\`dnsPolicy\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy)
\`ClusterFirst\` (which is also what counts when none is written) silently becomes \`Default\`: the pod asks the resolver of its
node. That one does not know the names of Services unless somebody has taught it.`,
  remedy: `Set \`dnsPolicy: ClusterFirstWithHostNet\`, as the quick fix does.`,
  examples: {
    bad: [{ yaml: manifests(""), note: "The node's resolver does not know `cart.shop.svc`." }],
    good: [
      { yaml: manifests("  dnsPolicy: ClusterFirstWithHostNet\n"), note: "The cluster's DNS is asked." },
    ],
  },
  *check(subject) {
    const { hostNetwork, dns } = subject.spec;
    const isClusterFirst =
      dns.dnsPolicy === undefined || (isKnown(dns.dnsPolicy) && dns.dnsPolicy.value === "ClusterFirst");
    if (valueOf(hostNetwork) !== true || !isClusterFirst || dns.dnsConfig !== undefined) return;
    const named = subject.texts.flatMap((text) => serviceNamed(text) ?? []);
    const [first] = named;
    if (first) yield finding(subject, first);
  },
  fixes(_finding, subject) {
    return [
      {
        title: "Set dnsPolicy to `ClusterFirstWithHostNet`",
        safety: "suggestion",
        changes: [
          {
            type: "set",
            id: subject.id,
            path: [...subject.spec.podPath, "spec", "dnsPolicy"],
            value: "ClusterFirstWithHostNet",
          },
        ],
      },
    ];
  },
});

interface Named {
  readonly path: Path;
  readonly host: string;
}

const HOST = /(?<![A-Za-z0-9_.*-])[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9-]*\.svc(?=$|[.:/?,;"'\s\])}])/;

/** Lists of names that are not looked up: what a certificate is for, what a proxy is not for. */
const NOT_DIALLED = /no_?proxy|dns-?names|[-_]sans?\b|cert|issuer|audience/i;

function serviceNamed({ path, text, name }: Text): Named | undefined {
  const [host] = HOST.exec(text) ?? [];
  const isDialled = !NOT_DIALLED.test(name) && !NOT_DIALLED.test(text.split("=")[0] ?? "");
  return host !== undefined && isDialled ? { path, host } : undefined;
}

function finding(subject: Workload, { path, host }: Named): Finding {
  const { podPath, dns } = subject.spec;
  const field = dns.dnsPolicy === undefined ? "hostNetwork" : "dnsPolicy";
  const ask = subject.identity.kind === "Pod" ? "asks its" : "ask their";
  return {
    at: { id: subject.id, path: [...podPath, "spec", field], part: "value" },
    message:
      `With \`hostNetwork\`, \`dnsPolicy: ClusterFirst\` becomes \`Default\`: ${podsOf(subject)} ${ask} node's ` +
      `resolver, which does not know ${quoted(host)}. \`ClusterFirstWithHostNet\` asks the cluster's DNS.`,
    related: [{ at: { id: subject.id, path, part: "value" }, message: `names ${host}` }],
  };
}

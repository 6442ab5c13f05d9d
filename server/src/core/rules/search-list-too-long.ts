import type { Net, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { hostNamings } from "./hostNames.ts";
import { confOf, isAlpine } from "./podDnsConf.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { listed, podsOf, quoted } from "./words.ts";

const DOMAINS = Array.from({ length: 8 }, (_, index) => `team-${index + 1}.department.corp.example.com`);

const manifests = (domains: readonly string[]) => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  dnsConfig:
    searches:
${domains.map((domain) => `      - ${domain}\n`).join("")}  containers:
    - name: cart
      image: example.com/cart:1-alpine
      ports:
        - containerPort: 80
      env:
        - name: PEER_HOST
          value: cart
`;

/** musl reads lines of resolv.conf into a buffer, and passes over what does not fit. */
const MUSL_LINE = 254;

export const searchListTooLong = rule<Workload>({
  code: "PTL516",
  name: "search-list-too-long",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "the kubelet drops search domains; or the image says `alpine`, whose C library passes over so long a line, and the pod uses short names of Services",
    },
    {
      severity: "information",
      when: "the kubelet drops a name server, or an Alpine image in which no short name is seen",
    },
    { severity: "silent", when: "the list fits, or some of it cannot be read" },
  ],
  subject: isWorkload,
  summary: "A pod's search domains or name servers are more than are used.",
  why: `What [\`dnsConfig\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config) adds comes behind the domains of the
cluster and of the node. Then the kubelet keeps the first three name servers, and of the search domains the first 32 that fit into
2,048 characters. musl, the C library of Alpine, keeps less: it passes over a whole line of \`resolv.conf\` beyond ${MUSL_LINE} characters, and
with the line all search domains are gone, those of the cluster included.`,
  remedy: "Take out domains that nobody needs, and write full names instead.",
  examples: {
    bad: [{ yaml: manifests(DOMAINS), note: "On Alpine `cart` is not found any more." }],
    good: [{ yaml: manifests(DOMAINS.slice(0, 2)), note: "The line fits." }],
  },
  *check(subject, net) {
    const { dnsConfig } = subject.spec.dns;
    if (!dnsConfig) return;
    const conf = confOf(subject, net);
    if (conf.unread.some((each) => each !== "metadata.namespace")) return;
    const at: Path = [...subject.spec.podPath, "spec", "dnsConfig"];
    const dropped = indexOf(dnsConfig.searches.map(valueOf), conf.cut.search);
    if (dropped >= 0) yield droppedDomains(subject, [...at, "searches", dropped], conf.cut.search);
    else yield* lineTooLong(subject, conf.search, [...at, "searches"], net);
    if (conf.mode !== "cluster") return;
    const server = indexOf(dnsConfig.nameservers.map(valueOf), conf.cut.nameservers);
    if (server >= 0) yield droppedServers(subject, [...at, "nameservers", server], conf.cut.nameservers);
  },
});

function indexOf(written: readonly (string | undefined)[], cut: readonly string[]): number {
  return written.findIndex((each) => each !== undefined && cut.includes(each.replace(/(.)\.$/, "$1")));
}

function droppedDomains(subject: Workload, path: Path, cut: readonly string[]): Finding {
  return {
    at: { id: subject.id, path, part: "value" },
    message: `With the domains of the cluster before them these are too many: the kubelet leaves ${listed(cut.map(quoted))} out of the search list of ${podsOf(subject)}.`,
    related: [],
  };
}

function droppedServers(subject: Workload, path: Path, cut: readonly string[]): Finding {
  return {
    at: { id: subject.id, path, part: "value" },
    message: `A pod asks three name servers at most, and the cluster's own comes first: ${listed(cut.map(quoted))} ${cut.length === 1 ? "is" : "are"} left out.`,
    severity: "information",
    related: [],
  };
}

function* lineTooLong(
  subject: Workload,
  search: readonly string[],
  path: Path,
  net: Net,
): Generator<Finding> {
  const { length } = `search ${search.join(" ")}`;
  if (length <= MUSL_LINE || !isAlpine(subject, [])) return;
  const short = hostNamings(subject, net).find(
    ({ answer, mention, text }) =>
      answer.kind === "service" &&
      !mention.absolute &&
      !mention.host.endsWith(net.cluster.domain) &&
      isAlpine(subject, text.path),
  );
  yield {
    at: { id: subject.id, path, part: "key" },
    message:
      `The search line of resolv.conf gets ${length} characters. musl, which Alpine images have, passes over a line of more than ` +
      `${MUSL_LINE}, and with it over the cluster's own domains: ${short ? `${quoted(short.mention.host)} is` : "short names of Services are"} not found.`,
    severity: short ? "warning" : "information",
    related: short
      ? [
          {
            at: { id: subject.id, path: short.text.path, part: "value" },
            message: `names ${short.mention.host}`,
          },
        ]
      : [],
  };
}

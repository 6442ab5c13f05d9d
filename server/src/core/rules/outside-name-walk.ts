import { type HostMention, mentionsIn } from "../network/mentions.ts";
import type { Net, Workload } from "../network/net.ts";
import { atStretch, type NamedService, suggestion } from "./hostNames.ts";
import { confOf } from "./podDnsConf.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { quoted } from "./words.ts";

const manifests = (host: string, ndots = "") => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:${ndots}
  containers:
    - name: web
      image: example.com/web:1
      env:
        - name: PAYMENT_URL
          value: https://${host}/v1
`;

export const outsideNameWalk = rule<Workload>({
  code: "PTL531",
  name: "outside-name-walk",
  severity: "hint",
  offByDefault: true,
  levels: [
    { severity: "hint", when: "a web address outside the cluster has fewer dots than `ndots`" },
    {
      severity: "silent",
      when: "the name ends with a dot, the pod asks its node's resolver, or its resolv.conf cannot be known",
    },
  ],
  subject: isWorkload,
  summary: "A name outside the cluster is first looked up in every search domain of the cluster.",
  why: `Pods get [\`options ndots:5\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-config), so that short
names of Services are found. The price is paid by all other names: \`api.payments.example.com\` has three dots, and the cluster's DNS is
asked for it in each of the pod's three search domains (four, if the node adds one), each time for A and AAAA, before it is asked for
the name itself. For a program that opens many connections that is most of what DNS has to do.`,
  remedy: `Lower \`ndots\` in the pod's \`dnsConfig\`: with 2, \`cart.shop\` is still found in the cluster (not \`cart.shop.svc\` on Alpine), and names with two
dots or more are asked for at once. Or put a dot behind the name, as the quick fix does, if the program takes it: in a URL the dot
goes into the \`Host\` header and into SNI too, and some parsers refuse it. NodeLocal DNSCache makes the vain questions cheap.`,
  examples: {
    bad: [
      {
        yaml: manifests("api.payments.example.com"),
        note: "Six questions in vain, then the two that count.",
      },
    ],
    good: [
      {
        yaml: manifests(
          "api.payments.example.com",
          '\n  dnsConfig:\n    options:\n      - name: ndots\n        value: "2"',
        ),
        note: "Three dots are enough.",
      },
      { yaml: manifests("api.payments.example.com."), note: "The final dot: no search." },
    ],
  },
  *check(subject, net) {
    for (const walk of walksIn(subject, net)) yield finding(subject, walk, net);
  },
  fixes(finding, subject, net) {
    const walk = walksIn(subject, net).find(({ number }) => number === finding.data);
    return walk ? [suggestion(subject, walk, walk.mention.at, `${walk.mention.host}.`)] : [];
  },
});

interface Walk extends NamedService {
  readonly mention: HostMention;
  /** Among those of the resource. */
  readonly number: number;
}

const NOT_LOOKED_UP = { kind: "unknown" } as const;

/** Hosts of web addresses that lie outside the cluster, of pods that ask the cluster's DNS. */
function walksIn(subject: Workload, net: Net): readonly Walk[] {
  const conf = confOf(subject, net);
  if (conf.mode !== "cluster" || conf.unread.length > 0) return [];
  const ndots = Number(conf.options.find((each) => each.startsWith("ndots:"))?.slice("ndots:".length));
  return subject.texts
    .flatMap((text) =>
      mentionsIn(text).flatMap((mention) =>
        mention.kind === "host" && mention.form === "url" && isWalked(mention, ndots, net)
          ? [{ text, mention, answer: NOT_LOOKED_UP }]
          : [],
      ),
    )
    .map((each, number) => ({ ...each, number }));
}

/** A top-level domain is letters; a name of two labels may be a Service's and its namespace's. */
function isWalked({ host, absolute }: HostMention, ndots: number, { cluster }: Net): boolean {
  const dots = host.split(".").length - 1;
  const isInside = host.endsWith(`.${cluster.domain}`) || /\.svc(?:\.|$)/.test(host);
  return !absolute && !isInside && dots >= 2 && dots < ndots && /\.[a-z]{2,}$/.test(host);
}

function finding(subject: Workload, walk: Walk, net: Net): Finding {
  const { mention, number } = walk;
  const { length } = confOf(subject, net).search;
  return {
    at: atStretch(subject, walk, mention.at),
    message:
      `Before ${quoted(mention.host)} itself the cluster's DNS is asked for it in ${length} search domains, each time for A and AAAA, in vain: ` +
      "it has fewer dots than `ndots`.",
    data: number,
    related: [],
  };
}

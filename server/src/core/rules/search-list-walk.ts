import type { Net } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { isFamily } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { atStretch, type HostNaming, hostNamings, suggestion } from "./hostNames.ts";
import { rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { quoted } from "./words.ts";

const manifests = (host: string) => `apiVersion: v1
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
  containers:
    - name: web
      image: example.com/cart:1
      ports:
        - containerPort: 80
      env:
        - name: PEER_HOST
          value: ${host}
`;

/** What the kubelet writes into a pod's resolv.conf: `options ndots:5`. */
const NDOTS = 5;

export const searchListWalk = rule<Resource>({
  code: "PTL527",
  name: "search-list-walk",
  severity: "hint",
  offByDefault: true,
  levels: [
    { severity: "hint", when: "a full name of a Service, without a final dot" },
    {
      severity: "silent",
      when: "the name ends with a dot, or the pod's `ndots` is lower than the dots in it",
    },
  ],
  subject: isAny,
  summary: "A full cluster DNS name without a final dot is first looked up under every search domain.",
  why: `Pods get [\`options ndots:5\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-config): a name with
fewer than five dots is tried under each search domain first. \`cart.shop.svc.cluster.local\` has four, so three lookups fail, each
for A and AAAA, before the right one. The short name \`cart.shop\` is found at the second.`,
  remedy: `Put a dot behind the name, as the quick fix does, if the program takes it: in a URL the dot goes into the \`Host\` header and
into SNI too, and some URL parsers refuse it. Or write the short name, or lower \`ndots\` in the pod's \`dnsConfig\`.`,
  examples: {
    bad: [{ yaml: manifests("cart.shop.svc.cluster.local"), note: "Four dots: three lookups in vain." }],
    good: [
      { yaml: manifests("cart.shop.svc.cluster.local."), note: "The final dot: one lookup." },
      { yaml: manifests("cart.shop"), note: "The short name: found at the second." },
    ],
  },
  *check(subject, net) {
    for (const naming of walksIn(subject, net)) {
      const { mention, index } = naming;
      yield {
        at: atStretch(subject, naming, mention.at),
        message:
          `${quoted(mention.host)} has fewer than five dots, so every search domain is tried before the name itself. ` +
          `${quoted(`${mention.host}.`)} is looked up at once.`,
        data: index,
        related: [],
      };
    }
  },
  fixes(finding, subject, net) {
    const naming = walksIn(subject, net).find(({ index }) => index === finding.data);
    return naming ? [suggestion(subject, naming, naming.mention.at, `${naming.mention.host}.`)] : [];
  },
});

function walksIn(subject: Resource, net: Net): readonly HostNaming[] {
  const ndots = ndotsOf(subject);
  if (ndots === undefined) return [];
  return hostNamings(subject, net).filter(({ answer, mention }) => {
    const isFound = answer.kind === "service" || answer.kind === "external-name";
    const dots = mention.host.split(".").length - 1;
    return isFound && !mention.absolute && mention.host.endsWith(`.${net.cluster.domain}`) && dots < ndots;
  });
}

/** Undefined where it cannot be known. */
function ndotsOf(subject: Resource): number | undefined {
  if (!isFamily(subject, "workload")) return NDOTS;
  const options = subject.spec.dns.dnsConfig?.options ?? [];
  if (options.some(({ name }) => valueOf(name) === undefined)) return undefined;
  const option = options.find(({ name }) => valueOf(name) === "ndots");
  if (!option) return NDOTS;
  const value = Number(valueOf(option.value));
  return Number.isInteger(value) ? value : undefined;
}

import type { Net, Workload } from "../network/net.ts";
import { atStretch, type HostNaming, hostNamings, suggestion } from "./hostNames.ts";
import { isAlpine, writtenNdots } from "./podDnsConf.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { quoted } from "./words.ts";

const manifests = (ndots: string, host = "cart.shop") => `apiVersion: v1
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
    - name: cart
      image: example.com/cart:1
      ports:
        - containerPort: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: front
spec:
  dnsConfig:
    options:
      - name: ndots
        value: "${ndots}"
  containers:
    - name: web
      image: example.com/web:1-alpine
      env:
        - name: CART_HOST
          value: ${host}
`;

export const ndotsTooLow = rule<Workload>({
  code: "PTL515",
  name: "ndots-too-low",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the container's image says `alpine`: its C library is musl" },
    { severity: "hint", when: "any other image, since only musl fails" },
    {
      severity: "silent",
      when: "the name is a full one, or ends with a dot, or has fewer dots than `ndots`",
    },
  ],
  subject: isWorkload,
  summary: "A pod lowers `ndots` so far that a short name of a Service is not looked up in the cluster.",
  why: `A name with at least [\`ndots\`](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config) dots is first asked for
as it stands. \`cart.shop\` has one dot: with \`ndots: 1\` the whole world is asked for a host \`cart\` in the zone \`shop\`. glibc and Go
then go through the search domains and find the Service after all. musl, the C library of Alpine, does not: the lookup fails.`,
  remedy: `Write the Service's full name, as the quick fix does: it is found whatever \`ndots\` is. Or set \`ndots\` higher than the dots of
the longest short name: 2 for \`cart.shop\`, 3 for \`cart.shop.svc\`.`,
  examples: {
    bad: [{ yaml: manifests("1"), note: "musl asks for `cart.shop.` and gives up." }],
    good: [
      { yaml: manifests("2"), note: "One dot is fewer than two: the search domains come first." },
      { yaml: manifests("1", "cart.shop.svc.cluster.local"), note: "The full name needs no search." },
    ],
  },
  *check(subject, net) {
    const written = writtenNdots(subject);
    if (!written) return;
    for (const naming of shortNames(subject, net, written.ndots))
      yield finding(subject, naming, written.ndots, written.index);
  },
  fixes(finding, subject, net) {
    const written = writtenNdots(subject);
    const naming =
      written && shortNames(subject, net, written.ndots).find(({ index }) => index === finding.data);
    return naming && written ? fixesFor(subject, naming, written.index, net) : [];
  },
});

/** Names of Services that have as many dots, and that only the search list completes. */
function shortNames(subject: Workload, net: Net, ndots: number): readonly HostNaming[] {
  return hostNamings(subject, net).filter(({ answer, mention: { host, absolute } }) => {
    const isService = answer.kind === "service" || answer.kind === "external-name";
    const isFull = absolute || host.endsWith(`.${net.cluster.domain}`);
    return isService && !isFull && dotsIn(host) >= ndots;
  });
}

function dotsIn(host: string): number {
  return host.split(".").length - 1;
}

function finding(subject: Workload, naming: HostNaming, ndots: number, index: number): Finding {
  const { mention, text } = naming;
  const isMusl = isAlpine(subject, text.path);
  const count = dotsIn(mention.host);
  const dots = count < 2 ? ["no dot", "one dot"][count] : `${count} dots`;
  const asked = `${quoted(mention.host)} has ${dots}, and with \`ndots: ${ndots}\` it is asked for as it stands, outside the cluster`;
  const follows = isMusl
    ? "musl, which this Alpine image has, tries no search domain after that: the lookup fails."
    : "glibc and Go try the search domains after that; musl (Alpine) does not, and the lookup fails.";
  const path = [...subject.spec.podPath, "spec", "dnsConfig", "options", index, "value"];
  return {
    at: atStretch(subject, naming, mention.at),
    message: `${asked}. ${follows}`,
    severity: isMusl ? "warning" : "hint",
    data: naming.index,
    related: [{ at: { id: subject.id, path, part: "value" }, message: "sets `ndots`" }],
  };
}

function fixesFor(subject: Workload, naming: HostNaming, index: number, net: Net): readonly Fix[] {
  const { mention } = naming;
  const full = fullName(subject, naming, net);
  const ndots = String(dotsIn(mention.host) + 1);
  const path = [...subject.spec.podPath, "spec", "dnsConfig", "options", index, "value"];
  return [
    ...(full === undefined ? [] : [suggestion(subject, naming, mention.at, full)]),
    {
      title: `Set ndots to \`${ndots}\``,
      safety: "suggestion",
      changes: [{ type: "set", id: subject.id, path, value: ndots }],
    },
  ];
}

/** `cart.shop` → `cart.shop.svc.cluster.local`. */
function fullName(
  subject: Workload,
  { mention: { host }, answer }: HostNaming,
  net: Net,
): string | undefined {
  const { domain } = net.cluster;
  if (host.endsWith(".svc")) return `${host}.${domain}`;
  if (answer.kind !== "service" && answer.kind !== "external-name") return undefined;
  const own = net.namespaceOf(subject.id).value;
  const theirs = net.namespaceOf(answer.service.id).value;
  if (!("value" in own) || !("value" in theirs)) return undefined;
  const isBare =
    !host.includes(".") ||
    (answer.kind === "service" && answer.part === "pod" && !host.endsWith(`.${theirs.value}`));
  return `${isBare ? `${host}.${theirs.value}` : host}.svc.${domain}`;
}

import type { Net } from "../network/net.ts";
import { fileOf } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import { pathOf } from "../value/file.ts";
import { atStretch, type HostNaming, hostNamings, nameFrom, suggestion } from "./hostNames.ts";
import { type Finding, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, quoted } from "./words.ts";

const manifests = (url: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  clusterIP: 10.96.12.7
  selector:
    app: cart
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  labels:
    app: cart
spec:
  containers:
    - name: web
      image: example.com/cart:1
      ports:
        - containerPort: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      env:
        - name: CART_URL
          value: ${url}
`;

export const hardCodedAddress = rule<Resource>({
  code: "PTL523",
  name: "hard-coded-address",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "it is the `clusterIP` of a Service here, or lies in a range that `cluster.serviceCIDR` or `cluster.podCIDR` states",
    },
    {
      severity: "silent",
      when: "any other address, and those of the cluster's DNS and of its API server, which stay the same",
    },
  ],
  subject: isAny,
  summary: "A value holds an address of the cluster's own instead of a Service's name.",
  why: `The cluster hands out the [addresses of Services](https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/) and
of pods. A pod has another one after every restart, a Service when it is made anew or in the next cluster. Its name stays.`,
  remedy: `Write the Service's name; the quick fix does.`,
  examples: {
    bad: [{ yaml: manifests("http://10.96.12.7/items"), note: "The address of Service cart." }],
    good: [{ yaml: manifests("http://cart/items"), note: "Its name." }],
  },
  *check(subject, net) {
    for (const naming of hostNamings(subject, net)) {
      const message = messageFor(subject, naming, net);
      if (message !== undefined) yield finding(subject, naming, message);
    }
  },
  fixes(finding, subject, net) {
    const naming = hostNamings(subject, net).find(({ index }) => index === finding.data);
    if (naming?.answer.kind !== "service-address") return [];
    const name = nameFrom(subject, naming.answer.service, net);
    return [suggestion(subject, naming, naming.mention.at, name)];
  },
});

function messageFor(subject: Resource, { answer, mention }: HostNaming, net: Net): string | undefined {
  const address = quoted(mention.host);
  if (answer.kind === "service-address") {
    const name = nameFrom(subject, answer.service, net);
    return `${address} is the address of ${called(answer.service)}, which may have another one tomorrow. Write ${quoted(name)}.`;
  }
  if (answer.kind !== "ranged-address") return undefined;
  const whose = answer.range === "service" ? "Services" : "pods";
  const setting = answer.range === "service" ? "serviceCIDR" : "podCIDR";
  const said = net.saidAt(subject.id, setting);
  const source = said
    ? `${answer.cidr}, as ${quoted(pathOf(fileOf(said.id)))} says`
    : `\`cluster.${setting}\` is ${answer.cidr}`;
  return (
    `${address} is an address that the cluster hands out to ${whose} (${source}); ` +
    "who has it today may have another one tomorrow. Write a Service's name."
  );
}

function finding(subject: Resource, naming: HostNaming, message: string): Finding {
  const { answer, mention, index } = naming;
  return {
    at: atStretch(subject, naming, mention.at),
    message,
    data: index,
    related:
      answer.kind === "service-address"
        ? [
            {
              at: { id: answer.service.id, path: ["spec", "clusterIP"], part: "value" },
              message: `${called(answer.service)} has this address`,
            },
          ]
        : [],
  };
}

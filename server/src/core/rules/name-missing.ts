import type { MissingName } from "../network/naming.ts";
import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { atStretch, type HostNaming, hostNamings, placed, rewrite } from "./hostNames.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, listed, nameOf, quoted } from "./words.ts";

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
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: example.com/web:1
      args:
        - --cart=http://${host}
`;

interface Missing extends HostNaming {
  readonly answer: MissingName<Service>;
}

export const nameMissing = rule<Resource>({
  code: "PTL525",
  name: "name-missing",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "a Service of nearly this name is in that namespace, or one of this name in another",
    },
    { severity: "hint", when: "no Service is near, or something of the unit is missing" },
    {
      severity: "silent",
      when: "no Service of that namespace is seen here, or an operator may make this one",
    },
  ],
  subject: isAny,
  summary: "A cluster DNS name in a value is the name of no Service.",
  why: `\`<service>.<namespace>.svc\` is [the name of a Service](https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services)
and of nothing else. If that namespace has no such Service the lookup fails, when the program first tries.`,
  remedy: `Write the Service's name as it is; the quick fix does, where one is near.`,
  examples: {
    bad: [{ yaml: manifests("crat.shop.svc"), note: "The Service is called `cart`." }],
    good: [{ yaml: manifests("cart.shop.svc"), note: "Its name." }],
  },
  *check(subject, net) {
    for (const missing of missingIn(subject, net)) {
      const { alike, otherNamespace } = missing.answer;
      const isNear = alike.length > 0 || otherNamespace.length > 0;
      const severity = isNear ? graded("warning", net) : net.complete ? "hint" : undefined;
      if (severity) yield { ...finding(subject, missing, net), severity };
    }
  },
  fixes(finding, subject, net) {
    const missing = missingIn(subject, net).find(({ index }) => index === finding.data);
    return missing ? fixesFor(subject, missing, net) : [];
  },
});

function missingIn(subject: Resource, net: Net): readonly Missing[] {
  return hostNamings(subject, net).flatMap((naming) => {
    const { answer } = naming;
    return answer.kind === "missing" ? [{ ...naming, answer }] : [];
  });
}

function finding(subject: Resource, missing: Missing, net: Net): Finding {
  const { answer, mention, index } = missing;
  const { name, namespace, alike, otherNamespace } = answer;
  const near =
    otherNamespace.length > 0
      ? `; ${listed(otherNamespace.map((each) => placed(each, net)))} ${otherNamespace.length === 1 ? "is" : "are"}`
      : alike.length > 0
        ? `; ${listed(alike.map(called), "or")} may be meant`
        : " among those seen here";
  return {
    at: atStretch(subject, missing, mention.at),
    message: `No Service is called ${quoted(name)} in namespace ${namespace}${near}. The lookup of ${quoted(mention.host)} fails.`,
    data: index,
    related: [...otherNamespace, ...alike].slice(0, 3).map((service) => ({
      at: { id: service.id, path: ["metadata", "name"], part: "value" },
      message: placed(service, net),
    })),
  };
}

/** The same host with the right name or the right namespace in it. */
function fixesFor(subject: Resource, missing: Missing, net: Net): readonly Fix[] {
  const { answer, mention } = missing;
  const { name, namespace, alike, otherNamespace } = answer;
  const wrong = `${name}.${namespace}.svc`;
  const start = mention.host.lastIndexOf(wrong);
  if (start < 0) return [];
  const words = [...otherNamespace, ...alike].flatMap((service) => {
    const place = valueOf(net.namespaceOf(service.id).value);
    return place === undefined ? [] : [`${nameOf(service)}.${place}.svc`];
  });
  const at = { start: mention.at.start + start, end: mention.at.start + start + wrong.length };
  return [...new Set(words)].slice(0, 3).map((word) => ({
    title: `Write ${quoted(mention.host.slice(0, start) + word + mention.host.slice(start + wrong.length))}`,
    safety: "suggestion",
    changes: [rewrite(subject, missing, at, word)],
  }));
}

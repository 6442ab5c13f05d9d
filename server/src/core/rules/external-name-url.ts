import type { Net, Service } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { atStretch, type HostNaming, hostNamings, suggestion } from "./hostNames.ts";
import { type Finding, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, quoted } from "./words.ts";

const manifests = (url: string) => `apiVersion: v1
kind: Service
metadata:
  name: pay
spec:
  type: ExternalName
  externalName: api.pay.example
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
        - name: PAY_URL
          value: ${url}
`;

interface Alias extends HostNaming {
  readonly service: Service;
  readonly target: string;
}

export const externalNameUrl = rule<Resource>({
  code: "PTL522",
  name: "external-name-url",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "a URL of http or https, where the server looks at the name it is called by",
    },
    { severity: "silent", when: "the ExternalName leads to a name in the cluster, or cannot be known" },
  ],
  subject: isAny,
  summary: "A web address names an ExternalName Service: the server is called by the wrong name.",
  why: `An [ExternalName](https://kubernetes.io/docs/concepts/services-networking/service/#externalname) is an alias in DNS and nothing
more. The client connects to the other host, but still says the name that it was given: in the \`Host\` header, and for https in
SNI, where the server's certificate does not fit it either. Servers that host several sites answer with the wrong one or none.`,
  remedy: `Write the real host into the URL; the quick fix does. Or let the client send another \`Host\` than it connects to, or put a
proxy or a gateway with a rewriting route in between. For protocols that do not speak of the host (most databases) the alias
works as it is.`,
  examples: {
    bad: [{ yaml: manifests("https://pay/v1"), note: "api.pay.example gets requests for `pay`." }],
    good: [{ yaml: manifests("https://api.pay.example/v1"), note: "The real host." }],
  },
  *check(subject, net) {
    for (const alias of aliasesIn(subject, net)) yield finding(subject, alias);
  },
  fixes(finding, subject, net) {
    const alias = aliasesIn(subject, net).find(({ index }) => index === finding.data);
    return alias ? [suggestion(subject, alias, alias.mention.at, alias.target)] : [];
  },
});

function aliasesIn(subject: Resource, net: Net): readonly Alias[] {
  return hostNamings(subject, net).flatMap((naming) => {
    const { answer, mention } = naming;
    const isWeb = mention.scheme === "http" || mention.scheme === "https";
    if (!isWeb || answer.kind !== "external-name" || answer.target === undefined) return [];
    const target = answer.target.replace(/\.$/, "");
    const isInside = target === "" || target.endsWith(`.${net.cluster.domain}`) || target.endsWith(".svc");
    return isInside ? [] : [{ ...naming, service: answer.service, target }];
  });
}

function finding(subject: Resource, alias: Alias): Finding {
  const { mention, service, target, index } = alias;
  const consequence =
    mention.scheme === "https"
      ? "in SNI and the `Host` header, and its certificate is for another name"
      : "in the `Host` header";
  return {
    at: atStretch(subject, alias, mention.at),
    message:
      `${called(service)} is an ExternalName: ${target} is connected to, but hears ${quoted(mention.host)} ${consequence}. ` +
      `Write ${quoted(target)}, unless the server answers to both.`,
    data: index,
    related: [
      {
        at: { id: service.id, path: ["spec", "externalName"], part: "value" },
        message: `${called(service)} is another name for ${target}`,
      },
    ],
  };
}
